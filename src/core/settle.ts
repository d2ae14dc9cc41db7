import type { KeptGrade } from './kept-grade.ts';
import type { Verdict } from './verdict.ts';

/** What counts of a grade now. */
export type Settled = {
  readonly marks: number;
  /** null: the grader failed, and no rater has decided. */
  readonly score: number | null;
  readonly percent: number | null;
  /** By point id, in the order of the grade. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Ids of the red flags that were committed. */
  readonly redFlags: readonly string[];
  /** Whose word it is: a rater's, the machine's under changed weights, or the machine's as it was given. */
  readonly by: 'rater' | 'weights' | 'machine';
};

/**
 * What counts of a grade now: the latest decision of a rater comes before the machine, and both are scored by the latest
 * weights that they were re-scored with. A re-scoring of verdicts that a later decision overruled counts no more.
 */
export function settle({ grade, decisions, rescoring }: KeptGrade): Settled {
  const decision = decisions[0];
  const weighed = rescoring !== null && rescoring.decision === (decision?.id ?? null) ? rescoring : undefined;
  const { marks, score, percent } = weighed ?? decision ?? grade;
  const machine = grade.points.map(({ id, verdict }) => [id, verdict] as const);
  return {
    marks,
    score,
    percent,
    verdicts: { ...Object.fromEntries(machine), ...decision?.verdicts },
    redFlags: flagsAfter(
      grade.red_flags.map(({ id }) => id),
      decision?.redFlags ?? {},
    ),
    by: decision !== undefined ? 'rater' : weighed !== undefined ? 'weights' : 'machine',
  };
}

/** The red flags that stand when a rater has added some and struck out others. */
export function flagsAfter(machine: readonly string[], rater: Readonly<Record<string, boolean>>): readonly string[] {
  const added = Object.keys(rater).filter((id) => rater[id] === true);
  return [...new Set([...machine, ...added])].filter((id) => rater[id] !== false);
}
