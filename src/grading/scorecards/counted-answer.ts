import type { Evidence } from '../../core/evidence.ts';
import type { ReviewReason } from '../../core/review.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { KnownQuestion } from './known-question.ts';
import { outcomeOf, type ResultRow, type RowOutcome, settledOf, verdictNow } from './result-row.ts';
import type { About } from './scorecards-schema.ts';

/** A point of an answer as it counts now, in the words of today's rubric where it still has the point. */
export type CountedPoint = {
  readonly point: string;
  readonly dimension: string;
  readonly name: string;
  readonly verdict: Verdict;
  /** What the machine said, where a rater says otherwise. */
  readonly machine: Verdict | null;
  /** What the point is worth; null where today's rubric no longer has it. */
  readonly marks: number | null;
  readonly evidence: readonly Evidence[];
  readonly reason: string;
  /** What to add; null for a point that is met. */
  readonly advice: string | null;
};

/** A red flag that counts now; without evidence where a rater saw what the machine had not. */
export type CountedFlag = {
  readonly flag: string;
  readonly name: string;
  readonly deduct: number;
  readonly evidence: readonly Evidence[];
};

/** An answer as it counts: what was settled, laid over the grade. */
export type CountedAnswer = {
  readonly about: About;
  readonly outcome: RowOutcome;
  /** null where there is no score, which is no zero. */
  readonly score: number | null;
  readonly percent: number | null;
  readonly marks: number | null;
  /** A point is undecided: the score is the lower end. */
  readonly provisional: boolean;
  readonly by: 'machine' | 'rater' | 'weights' | null;
  readonly points: readonly CountedPoint[];
  readonly redFlags: readonly CountedFlag[];
  /** Why a person should look; none where one has. */
  readonly reviewReasons: readonly ReviewReason[];
  /** Why it is ungraded; null otherwise. */
  readonly reason: string | null;
};

/** Lays what was settled over a row's grade. A row without a grade has no points and no score. */
export function countAnswer(row: ResultRow, question: KnownQuestion): CountedAnswer {
  const { position, submission, grade } = row;
  const settled = settledOf(row);
  const about = { position, answer_id: submission.id, question: submission.question, grade: grade?.id ?? null };
  const outcome = outcomeOf(row);
  if (grade === null || settled === undefined) {
    const reason = outcome === 'ungraded' ? (row.reason ?? '') : null;
    return { ...none, about, outcome, marks: question.marks, reason };
  }
  const points = grade.points.map((point): CountedPoint => {
    const verdict = verdictNow(point, settled);
    const today = question.points.get(point.id);
    return {
      point: point.id,
      dimension: point.dimension,
      name: today?.name ?? point.name,
      verdict,
      machine: verdict === point.verdict ? null : point.verdict,
      marks: today?.marks ?? null,
      evidence: point.evidence,
      reason: point.reason,
      advice: verdict === 'met' ? null : (point.advice ?? today?.advice ?? null),
    };
  });
  return {
    about,
    outcome,
    score: settled.score,
    percent: settled.percent,
    marks: settled.marks,
    provisional: outcome === 'graded' && points.some(({ verdict }) => verdict === 'undecided'),
    by: settled.by,
    points,
    redFlags: settled.redFlags.map((id): CountedFlag => {
      const found = grade.red_flags.find((flag) => flag.id === id);
      const today = question.redFlags.get(id);
      return {
        flag: id,
        name: today?.name ?? found?.name ?? id,
        deduct: today?.deduct ?? found?.deduct ?? 0,
        evidence: found?.evidence ?? [],
      };
    }),
    reviewReasons: settled.by === 'rater' ? [] : grade.review.reasons,
    reason: outcome === 'ungraded' ? (row.reason ?? grade.summary) : null,
  };
}

const none = {
  score: null,
  percent: null,
  provisional: false,
  by: null,
  points: [],
  redFlags: [],
  reviewReasons: [],
} as const;

/** Does this answer have a score that enters averages? */
export function hasScore(answer: CountedAnswer): answer is CountedAnswer & { readonly percent: number } {
  return answer.percent !== null;
}
