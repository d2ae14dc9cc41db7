/** How many questions a mock interview has, where there are so many. */
export const mostQuestions = 5;

/** Times to choose from, in minutes. */
export const durations: readonly number[] = [10, 15, 20, 30];

/** What came of one answer: the id of its grade with the score (null: not graded by the judge), or that asking failed. */
export type Marked =
  | { readonly grade: string; readonly score: number | null; readonly marks: number }
  | { readonly failed: true };

/** A mock interview as it is kept in this browser, so that it outlives a reload. */
export type Interview = {
  readonly questions: readonly string[];
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  readonly current: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly handedIn: 'no' | 'by hand' | 'in time';
  readonly marked: Readonly<Record<string, Marked>>;
};

/** A new interview: up to five questions by chance, each once. `chance` gives numbers from 0 up to 1; undefined: there are none. */
export function beginInterview(
  questions: readonly string[],
  { minutes, now, chance }: { readonly minutes: number; readonly now: number; readonly chance: () => number },
): Interview | undefined {
  if (questions.length === 0) return undefined;
  const drawn = questions
    .map((id) => ({ id, place: chance() }))
    .sort((first, second) => first.place - second.place)
    .slice(0, mostQuestions)
    .map(({ id }) => id);
  return { questions: drawn, endsAt: now + minutes * 60_000, current: 0, answers: {}, handedIn: 'no', marked: {} };
}

/** The interview that a kept text holds; undefined where it is none, such as one of an older page. */
export function readInterview(kept: string | null): Interview | undefined {
  if (kept === null) return undefined;
  try {
    const found = JSON.parse(kept) as Partial<Interview>;
    const whole =
      Array.isArray(found.questions) &&
      typeof found.endsAt === 'number' &&
      typeof found.current === 'number' &&
      typeof found.answers === 'object' &&
      typeof found.marked === 'object' &&
      typeof found.handedIn === 'string';
    return whole ? (found as Interview) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether something was written for a question. */
export function isWritten({ answers }: Interview, question: string): boolean {
  return (answers[question] ?? '').trim() !== '';
}

/** The questions whose answers still have to be graded; those that failed are among them when `again` is set. */
export function toGrade(interview: Interview, again: boolean): readonly string[] {
  return interview.questions.filter((question) => {
    const marked = interview.marked[question];
    return isWritten(interview, question) && (marked === undefined || (again && 'failed' in marked));
  });
}

/** Score and marks of an interview: what was not written counts 0, what could not be graded is left out. */
export function totalOf(interview: Interview, marksOf: (question: string) => number) {
  const counted = interview.questions.flatMap((question) => {
    if (!isWritten(interview, question)) return [{ score: 0, marks: marksOf(question) }];
    const marked = interview.marked[question];
    return marked === undefined || 'failed' in marked || marked.score === null
      ? []
      : [{ score: marked.score, marks: marked.marks }];
  });
  const sum = (values: readonly number[]) => Math.round(values.reduce((total, value) => total + value, 0) * 10) / 10;
  return {
    score: sum(counted.map(({ score }) => score)),
    marks: sum(counted.map(({ marks }) => marks)),
    counted: counted.length,
  };
}
