import type { Grade, GradedPoint, KeptGrade, Verdict } from '../client/api.ts';

/** A grade as it counts: of a grade that is kept, with what raters have decided since. */
export type Shown = Grade | KeptGrade;

/** The verdict that counts for a point: a rater's before the machine's. */
export function verdictOf(grade: Shown, point: Pick<GradedPoint, 'id' | 'verdict'>): Verdict {
  return 'settled' in grade ? (grade.settled.verdicts[point.id] ?? point.verdict) : point.verdict;
}

/** The score that counts; nulls where there is none. */
export function scoreOf(grade: Shown): {
  readonly score: number | null;
  readonly percent: number | null;
  readonly marks: number;
} {
  return 'settled' in grade ? grade.settled : grade;
}

/** The red flags that count and whose words are known. */
export function flagsOf(grade: Shown): Grade['red_flags'] {
  return 'settled' in grade
    ? grade.red_flags.filter(({ id }) => grade.settled.red_flags.includes(id))
    : grade.red_flags;
}

/** The red flags that count because a rater saw them, with no words of the answer that show them. */
export function raterFlagsOf(grade: Shown): KeptGrade['rater_flags'] {
  return 'rater_flags' in grade ? grade.rater_flags : [];
}

/** The share of its weight that a verdict earns; undefined while it is undecided. */
export function creditOf(verdict: Verdict): number | undefined {
  return { met: 1, partial: 0.5, missed: 0, undecided: undefined }[verdict];
}
