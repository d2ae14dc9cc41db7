/** What the OpenAPI document says of a shape, and of those of its fields that do not speak for themselves. */
export type ShapeNote = { readonly about: string; readonly fields?: Readonly<Record<string, string>> };

/** The notes, by the name of the shape. */
export const shapeNotes: Readonly<Record<string, ShapeNote>> = {
  Appeal: {
    about: 'A candidate’s request that a person looks again',
    fields: {
      point: 'null: at the grade as a whole',
      answered_by: 'the decision that answered it; null while it is open',
    },
  },
  AppealRequest: { about: 'What is posted to appeal', fields: { point: 'null: against the grade as a whole' } },
  Batch: {
    about: 'One job over many answers',
    fields: {
      state:
        '`filling`: answers are still being added; `done`: every item has ended; `cancelled`: nobody takes up its items any more',
      faults: 'what could not be taken from its files, each with its place; the first of them where there are many',
      fault_count: 'how many there are',
      too_large_for: 'the forms of its results that are refused: it has more answers than they take',
    },
  },
  BatchAnswer: { about: 'One answer as it is sent', fields: { id: 'names it within its batch' } },
  BatchItem: {
    about: 'One answer of a batch, and what became of it',
    fields: { position: 'place in the input, from 0', reason: 'why it is ungraded', grade: 'null while there is none' },
  },
  BatchItems: {
    about: 'Items in the order of the input',
    fields: { next: 'the position to go on from; null at the end' },
  },
  BatchPage: { about: 'A page of batches', fields: { next: 'continues the list as `after`; null at the end' } },
  BatchProgress: {
    about: 'Where a batch stands',
    fields: {
      to_review: 'grades that ask for a person',
      fell_back: 'grades that the heuristics made because the model could not be asked',
      cost: 'money spent so far, by currency',
      rate: 'items that ended a second, of late; null while nothing can be said',
      seconds_left: 'at this rate',
    },
  },
  BatchRequest: {
    about: 'A batch as JSON',
    fields: {
      transcripts: 'the interviews that `origin` of the answers points into',
      faults: 'what could not be taken from the files that the answers come from, to be kept with the batch',
    },
  },
  CandidateData: {
    about:
      'Everything that is kept of a candidate: answers with their grades, and the interviews that answers were taken from',
  },
  CheckFigures: {
    about: 'How far the judge agreed with human labels, point by point; null is what cannot be reckoned',
  },
  Decision: {
    about: 'A rater’s review of a grade; the machine’s verdicts stay beside it',
    fields: {
      verdicts: 'by point; points that were left as they are, are absent',
      red_flags: 'true: committed; false: not; those that were left as they are, are absent',
    },
  },
  Engine: { about: '`heuristic`: no network, no key. `hybrid`: a model, cross-examined by the heuristics' },
  Estimate: {
    about: 'What judging by the model is reckoned to take',
    fields: {
      model: 'null where the service has none: then only the heuristics judge',
      answers: 'answers with something to judge',
      cost: 'null where the price of the model is not known',
    },
  },
  Evidence: { about: 'A stretch of the answer, as UTF-16 offsets into it exactly as it was received' },
  Explanation: {
    about: 'What the heuristics see in an answer. Spans are offsets into the answer as it was sent',
    fields: { normalised: 'the answer as it is read' },
  },
  Fault: {
    about: 'What is wrong with a field of what was sent, or with a place in a file',
    fields: {
      field: 'empty for the whole',
      zh: 'the message in Chinese, where there is one',
      line: 'line or row, from 1',
    },
  },
  Grade: {
    about:
      'The verdicts and score of one answer. `graded`: the score stands. `insufficient`: there was nothing to grade, the score is 0. ' +
      '`ungraded`: the grader failed, the score is null and enters no average',
    fields: {
      engine: 'who really judged: a hybrid request that fell back says `heuristic`',
      range: 'the ends of the score while a point is undecided; the score is the lower one',
    },
  },
  GradePage: { about: 'A page of grades', fields: { next: 'continues the list as `after`; null at the end' } },
  GradeRequest: {
    about: 'An answer to be graded',
    fields: { answer: 'at most 20,000 characters', candidate: 'who it is, masked before anything is sent to a model' },
  },
  GradedFlag: { about: 'A red flag that was committed', fields: { deduct: 'share of the marks' } },
  GradedPoint: {
    about: 'One key point of a grade; credit has evidence',
    fields: {
      advice: 'what to add; null where nothing is missing',
      heuristic: 'what the heuristics say beside the model',
    },
  },
  Indicator: { about: 'An observable sign in an answer; a plain string is a term' },
  Invitation: {
    about: 'Who was invited to what; the link is nowhere kept',
    fields: {
      questions: 'null: every question',
      made_by: 'id of the key with which it was made; null: on the command line',
      made_by_name: 'whose key that is',
    },
  },
  InvitationPage: {
    about: 'A page of invitations',
    fields: { next: 'continues the list as `after`; null at the end' },
  },
  InvitationRequest: {
    about: 'Whom to invite to what',
    fields: {
      questions: 'null or left out: every question',
      expires_days: 'seven where nothing is said',
      again: 'true: it is the same person as whoever was invited, or has attempts, under this name',
    },
  },
  ItemState: { about: 'How an item ended, or where it stands' },
  KeptGrade: {
    about: 'A grade with its answer, and all that people have said of it since',
    fields: {
      answer_id: 'what the sender called the answer',
      batch: 'null: an attempt outside any batch',
      stale: 'the rubric of today says something else than the one that judged, or is gone',
      replaced_by: 'the grade that took its place when it was graded anew',
      decisions: 'the latest first; it is in force',
      rater_flags: 'red flags that count and that only a rater saw; nulls where the rubric of today does not have them',
    },
  },
  Key: {
    about: 'A key to the service, without what it unlocks with',
    fields: {
      name: 'whose it is; decisions made with it bear this name',
      made_by: 'id of the key with which it was made; null: on the command line',
      expires_at: 'null: it does not expire',
      last_used_at: 'to the minute; null: never',
    },
  },
  KeyRequest: {
    about: 'What a new key is to be',
    fields: { expires_days: 'a year where nothing is said; null: it does not expire' },
  },
  KnownRubric: { about: 'A whole rubric', fields: { hash: 'as in the manifest of grades' } },
  Lang: { about: 'Language of what is said to people' },
  ModelAnswer: {
    about: 'An answer that meets every point, and for each point what to add and a sentence that would earn it',
  },
  NewInvitation: {
    about: 'An invitation that was just made',
    fields: {
      questions: 'null: every question',
      made_by: 'id of the key with which it was made',
      link: 'for the candidate alone, told this once: whoever opens it is taken for them',
    },
  },
  NewKey: { about: 'A key that was just made', fields: { key: 'the key itself, told this once' } },
  Origin: {
    about: 'Where an answer came from',
    fields: {
      row: 'as a spreadsheet counts, from 1, the header included',
      turns: 'the turns that it was joined from, by number; `start` and `end` are offsets into the answer',
    },
  },
  Problem: {
    about: 'What went wrong, by RFC 9457',
    fields: {
      code: 'what kind of problem it is, for programs and for words in other languages; `detail` is for people, and may change',
      nearest: 'ids like one that does not exist, best first',
    },
  },
  ProblemCode: { about: 'What kind of problem it is, finer than its status' },
  Question: { about: 'A question as a candidate may see it' },
  QuestionKind: { about: 'What is practised by a question' },
  RaterAgreement: {
    about:
      'How far raters and the machine agree on each point that was decided. What a rater left as it was counts as agreed; what the ' +
      'machine left undecided is in no figure. `kappa` has linear weights. Grades come to raters because they are doubtful: these are no figures of all grades',
  },
  Recognised: { about: 'What was recognised in files, and what grading it is reckoned to take' },
  RecognisedFile: {
    about: 'What a file turned out to be',
    fields: { unmatched: 'questions of the interviewer that were not told to be one of the bank' },
  },
  Review: { about: 'Whether a person should look, and why' },
  ReviewReason: { about: 'Why a person should look: only things that can be measured' },
  ReviewRequest: {
    about: 'A rater’s decision',
    fields: {
      verdicts: 'by point; those left out stay as the machine has them',
      red_flags: 'true: committed; false: not; those left out stay as they are',
    },
  },
  Rubric: { about: 'The key points of one question, as its file holds them' },
  Scorecard: { about: 'Everything about one candidate. It says what the answers contain, and never whom to hire' },
  Scorecards: { about: 'The scorecards of a batch: ranking, candidates, table, and answers that are nearly the same' },
  Session: {
    about: 'Who is asking',
    fields: {
      sign_in: 'false where nobody needs to sign in',
      name: 'of the candidate, or of the key; null where nobody has signed in',
      questions: 'what a candidate is invited to answer; null: every question',
      csrf_token: 'to be sent as `X-CSRF-Token` with whatever changes something, where the session is in a cookie',
    },
  },
  Settled: {
    about: 'What counts of a grade now',
    fields: { by: '`rater`: a person decided; `weights`: scored anew by changed weights; `machine`: as it was judged' },
  },
  SignIn: { about: 'A key, or the token of an invitation' },
  Submission: { about: 'One answer handed in for grading', fields: { id: 'names it within its batch' } },
  Transcript: { about: 'The turns of an interview' },
  Turn: {
    about: 'One speaker’s stretch of an interview',
    fields: { at: 'the time as the file has it', questions: 'those that it asks, follows up or answers' },
  },
  Verdict: { about: 'The conclusion on one point; `undecided`: a person has to look' },
};
