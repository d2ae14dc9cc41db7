import type { Grade } from './grade.ts';
import type { ReviewReason } from './review.ts';
import type { Submission } from './submission.ts';

/** An answer as it is kept: of a batch, or an attempt of somebody who practises. Times are ISO 8601 in UTC. */
export type KeptAnswer = Submission & {
  /** Names the answer in the store; `id` is only what its sender called it. */
  readonly key: string;
  /** null: an attempt outside any batch. */
  readonly batch: string | null;
  readonly createdAt: string;
};

/** A rater's verdict on a point: nobody leaves one undecided. */
export type RaterVerdict = 'met' | 'partial' | 'missed';

/** A rater's review of a grade. It wins over the machine; the machine's verdicts stay beside it. */
export type Decision = {
  readonly id: string;
  readonly grade: string;
  readonly author: string;
  readonly reason: string;
  /** By point id; points that the rater left as they are, are absent. */
  readonly verdicts: Readonly<Record<string, RaterVerdict>>;
  /** By red flag id: true committed, false not; those left as they are, are absent. */
  readonly redFlags: Readonly<Record<string, boolean>>;
  /** What the verdicts came to, by the rubric of the day of the decision. */
  readonly marks: number;
  readonly score: number;
  readonly percent: number;
  readonly createdAt: string;
};

/** A candidate's request to look at one point again; `point` null: at the grade as a whole. */
export type Appeal = {
  readonly id: string;
  readonly grade: string;
  readonly point: string | null;
  readonly comment: string;
  readonly createdAt: string;
  /** The decision that answered it; null while it is open. */
  readonly answeredBy: string | null;
};

/** The score that a grade's verdicts come to under changed weights. The grade itself is never changed. */
export type Rescoring = {
  readonly grade: string;
  /** The decision whose verdicts were scored; null: there was none, the machine's were. */
  readonly decision: string | null;
  /** Hash of the rubric that holds the new weights. */
  readonly rubric: string;
  readonly marks: number;
  readonly score: number;
  readonly percent: number;
  readonly createdAt: string;
};

/** A grade with everything that belongs to it. */
export type KeptGrade = {
  readonly answer: KeptAnswer;
  /** As it was given; its review also says when the answer was found to be nearly the same as another of its batch. */
  readonly grade: Grade;
  readonly createdAt: string;
  /** Hash of the rubric without weights and marks: where the rubric of today has another, the grade is stale. */
  readonly wording: string;
  /** The grade that took the place of this one when it was regraded. */
  readonly replacedBy: string | null;
  /** The latest first; the first one is in force. */
  readonly decisions: readonly Decision[];
  readonly appeals: readonly Appeal[];
  /** The latest, where weights changed. */
  readonly rescoring: Rescoring | null;
};

/** One page of a list; `next` continues it, null at the end. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

/** Which grades wait for a person: those that ask for review, an answer like another's included, or have an open appeal, and have no decision since. */
export type ReviewQuery = {
  readonly batch?: string;
  readonly question?: string;
  readonly reason?: ReviewReason;
  /** Only grades with an open appeal. */
  readonly appealed?: boolean;
  /** Also those that were decided. */
  readonly decided?: boolean;
  readonly after?: string;
  readonly limit: number;
};

/** An answer with every grade that it was ever given. */
export type AnswerRecord = { readonly answer: KeptAnswer; readonly grades: readonly KeptGrade[] };

/** Forgets answers somewhere else. */
export type Forget = (answers: readonly string[]) => Promise<void> | void;

/** How much was removed. */
export type Erased = { readonly answers: number; readonly grades: number; readonly invitations: number };

/** Answers and grades, kept. Grades are written once; what people say of them are rows of their own. */
export type GradeStore = {
  /** Keeps a grade with its answer, in one transaction; `replaces` names the grade that it takes the place of. */
  readonly keep: (kept: {
    readonly answer: KeptAnswer;
    readonly grade: Grade;
    readonly wording: string;
    readonly createdAt: string;
    readonly replaces?: string;
  }) => Promise<void>;
  readonly find: (grade: string) => Promise<KeptGrade | undefined>;
  /** The attempts of a candidate outside batches, the latest first. */
  readonly attempts: (query: {
    readonly candidate: string;
    readonly question?: string;
    readonly after?: string;
    readonly limit: number;
  }) => Promise<Page<KeptGrade>>;
  /** Open appeals first, then the oldest. */
  readonly toReview: (query: ReviewQuery) => Promise<Page<KeptGrade>>;
  /** Grades that a rater has decided, also those that were replaced since, in the order in which they were made. */
  readonly decided: (query: {
    readonly batch?: string;
    readonly after?: string;
    readonly limit: number;
  }) => Promise<Page<KeptGrade>>;
  /** Keeps a rater's decision and answers the open appeals of its grade. */
  readonly decide: (decision: Decision) => Promise<void>;
  readonly appeal: (appeal: Appeal) => Promise<void>;
  readonly rescore: (rescoring: Rescoring) => Promise<void>;
  /** Grades in force (not replaced), page by page in the order in which they were made. */
  readonly inForce: (query: {
    readonly batch?: string;
    readonly question?: string;
    readonly after?: string;
    readonly limit: number;
  }) => Promise<Page<KeptGrade>>;
  /** The grades in force of a batch's items, by position, from a position on and less than `limit` after it; items without one are absent. */
  readonly ofItems: (
    batch: string,
    query: { readonly from: number; readonly limit: number },
  ) => Promise<ReadonlyMap<number, KeptGrade>>;
  /** Everything of a candidate: answers in the order in which they were received, each with all of its grades, the latest first. */
  readonly everythingOf: (query: {
    readonly candidate: string;
    readonly after?: string;
    readonly limit: number;
  }) => Promise<Page<AnswerRecord>>;
  /**
   * Removes a candidate's answers, and with them grades, decisions, appeals, items of batches, and the transcripts that answers of
   * theirs were taken from; and their invitations, which open nothing any more. Counts what went.
   *
   * @param before - is called with the answers before they are gone, that they be forgotten elsewhere too
   */
  readonly erase: (candidate: string, before?: Forget) => Promise<Erased>;
  /** The same for every answer that was received before a moment, and every invitation that was over by then. */
  readonly eraseOlderThan: (moment: string, before?: Forget) => Promise<Erased>;
};
