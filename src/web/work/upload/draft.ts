import type { Recognised, RecognisedFile, Submission, Transcript, Turn } from '../../client/api.ts';

type FileFault = RecognisedFile['faults'][number];
type Interview = Extract<RecognisedFile, { kind: 'interview' }>;

/** A turn of the interviewer that was not matched to one question, and the question that a person chose for it. */
export type Mended = { readonly file: string; readonly turn: number; readonly question: string };

/** What a person changed of what was recognised, before anything is graded. */
export type Draft = {
  /** By file and the name that was recognised: the name that it is to have. */
  readonly names: Readonly<Record<string, string>>;
  readonly mended: readonly Mended[];
  /** By the key of an answer: the question that it is to be graded under, where it was matched to another one. */
  readonly moved: Readonly<Record<string, string>>;
  /** Keys of answers that are left out. */
  readonly leftOut: ReadonlySet<string>;
};

/** What a batch is made of. */
export type BatchContent = {
  readonly answers: readonly Submission[];
  readonly transcripts: readonly Transcript[];
  readonly faults: readonly FileFault[];
};

/** Nothing changed. */
export const untouched: Draft = { names: {}, mended: [], moved: {}, leftOut: new Set() };

/** An answer that would be graded, under a key that tells it from all others of the upload. */
export type DraftAnswer = Submission & {
  readonly key: string;
  readonly file: string;
  /** The candidate as recognised, whatever was made of it by hand. */
  readonly recognisedName: string | null;
  /** The question as recognised; null where a person chose it for a turn. */
  readonly recognisedQuestion: string | null;
};

/** Names a recognised candidate of a file; `''` stands for an answer without a name. */
export function nameKey(file: string, name: string | null): string {
  return `${file}\n${name ?? ''}`;
}

/** Every answer of an upload as the person left it, those left out included, in the order of the files. */
export function answersOf({ files }: Pick<Recognised, 'files'>, draft: Draft): readonly DraftAnswer[] {
  return files.flatMap((file) => {
    if (file.kind === 'unreadable') return [];
    const mended =
      file.kind === 'interview'
        ? draft.mended.filter((entry) => entry.file === file.file).flatMap((entry) => mendedAnswer(file, entry))
        : [];
    const named = (submission: Submission) => ({
      ...submission,
      recognisedName: submission.candidate,
      candidate: draft.names[nameKey(file.file, submission.candidate)]?.trim() || submission.candidate,
      file: file.file,
      key: `${file.file}\n${submission.id}`,
    });
    const told = file.submissions.map(named).map((answer) => ({
      ...answer,
      question: draft.moved[answer.key] ?? answer.question,
      recognisedQuestion: answer.question,
    }));
    return [...told, ...mended.map((submission) => ({ ...named(submission), recognisedQuestion: null }))];
  });
}

/**
 * What is sent: the answers that are not left out, each under an id of its own, the interviews that they come from, and what could
 * not be taken from the files.
 *
 * @param mostFaults - how many of those the service takes; where there are more, the last one says how many
 */
export function batchOf(recognised: Recognised, draft: Draft, mostFaults: number): BatchContent {
  const seen = new Map<string, number>();
  const answers = answersOf(recognised, draft)
    .filter(({ key }) => !draft.leftOut.has(key))
    .map(({ key: _key, file: _file, recognisedName: _name, recognisedQuestion: _question, ...submission }) => {
      const times = (seen.get(submission.id) ?? 0) + 1;
      seen.set(submission.id, times);
      return times === 1 ? submission : { ...submission, id: `${submission.id} (${times})` };
    });
  const transcripts = recognised.files.flatMap((file) =>
    file.kind === 'interview' ? [{ file: file.file, turns: file.turns }] : [],
  );
  return { answers, transcripts, faults: faultsOf(recognised, mostFaults) };
}

function faultsOf({ files }: Recognised, most: number): readonly FileFault[] {
  const faults = files.flatMap((file) => file.faults);
  if (faults.length <= most) return faults;
  const kept = faults.slice(0, most - 1);
  const more = faults.length - kept.length;
  return [...kept, { file: '', field: '', message: `and ${more} more faults`, zh: `另外还有 ${more} 处` }];
}

/** The answer after a turn that a person matched: what the candidates say until the interviewer's next question. */
function mendedAnswer(interview: Interview, { turn, question }: Mended): readonly Submission[] {
  const starts = [
    ...interview.unmatched.map((entry) => entry.turn),
    ...interview.turns.flatMap(({ number, questions }) => (questions.length > 0 ? [number] : [])),
  ];
  const end = Math.min(...starts.filter((start) => start > turn), Number.POSITIVE_INFINITY);
  const said = interview.turns.filter(
    ({ number, role, text }) => number > turn && number < end && role === 'candidate' && text.trim() !== '',
  );
  const bySpeaker = Map.groupBy(said, ({ speaker }) => speaker);
  return [...bySpeaker].map(([speaker, turns]) => joined(interview, { speaker, turns, question, turn }));
}

function joined(
  interview: Interview,
  given: {
    readonly speaker: string;
    readonly turns: readonly Turn[];
    readonly question: string;
    readonly turn: number;
  },
): Submission {
  const { speaker, turns, question, turn } = given;
  let answer = '';
  const places = turns.map(({ number, text }) => {
    const start = answer === '' ? 0 : answer.length + 1;
    answer = answer === '' ? text : `${answer}\n${text}`;
    return { turn: number, start, end: answer.length };
  });
  const alone = new Set(interview.submissions.map(({ candidate }) => candidate));
  const [only] = alone;
  return {
    id: `${interview.file} ${turn} ${speaker}`,
    // Where all answers of the interview are one person's, so is this one.
    candidate: alone.size === 1 && only !== undefined ? only : speaker,
    question,
    answer,
    origin: { file: interview.file, turns: places },
  };
}
