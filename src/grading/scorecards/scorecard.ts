import type { CountedAnswer, CountedPoint } from './counted-answer.ts';
import { hasScore } from './counted-answer.ts';
import { dimensionScores } from './dimension-scores.ts';
import { mean, type QuestionScores, rounded } from './question-table.ts';
import type { About, AnswerCounts, Gap, QuestionColumn, Scorecard } from './scorecards-schema.ts';

type Table = {
  readonly columns: readonly (QuestionColumn & { readonly exact: number | null })[];
  readonly dimensions: readonly { readonly dimension: string; readonly name: string }[];
};

/** The card of one candidate, not ranked yet. @param scores - of the same answers */
export function scorecard(
  candidate: string | null,
  answers: readonly CountedAnswer[],
  scores: QuestionScores,
  { columns, dimensions }: Table,
): Scorecard {
  const reached = columns.flatMap(({ question }) => scores.get(question)?.exact ?? []);
  const points = answers.flatMap((answer) =>
    hasScore(answer) ? answer.points.map((point) => ({ about: answer.about, point })) : [],
  );
  return {
    candidate,
    rank: null,
    tied: false,
    percent: rounded(mean(reached)),
    questions_graded: reached.length,
    provisional: answers.some(({ provisional }) => provisional),
    against_mean: againstMean(scores, columns),
    answers: countAnswers(answers),
    questions: columns.flatMap(({ question }) => {
      const score = scores.get(question);
      if (score === undefined) return [];
      const { exact: _, ...shown } = score;
      return [shown];
    }),
    dimensions: dimensionScores(
      points.map(({ point }) => point),
      dimensions,
    ),
    strengths: points
      .filter(({ point }) => point.verdict === 'met')
      .toSorted((a, b) => (b.point.marks ?? 0) - (a.point.marks ?? 0))
      .map(({ about, point }) => ({ ...about, ...namedPoint(point), quote: point.evidence[0]?.quote ?? null })),
    gaps: points.flatMap(({ about, point }) => gapOf(about, point)).toSorted((a, b) => (b.lost ?? 0) - (a.lost ?? 0)),
    red_flags: answers.flatMap(({ about, redFlags }) =>
      redFlags.map(({ flag, name, deduct, evidence }) => ({
        ...about,
        flag,
        name,
        deduct,
        quote: evidence[0]?.quote ?? null,
      })),
    ),
    reviews: answers.flatMap(({ about, reviewReasons: reasons }) =>
      reasons.length === 0 ? [] : [{ ...about, reasons: [...reasons] }],
    ),
    ungraded: answers.flatMap(({ about, reason }) => (reason === null ? [] : [{ ...about, reason }])),
  };
}

/** How many of the answers ended how. */
export function countAnswers(answers: readonly CountedAnswer[]): AnswerCounts {
  const counts = { total: answers.length, graded: 0, insufficient: 0, ungraded: 0, unfinished: 0, to_review: 0 };
  for (const answer of answers) {
    counts[answer.outcome]++;
    if (answer.reviewReasons.length > 0) counts.to_review++;
  }
  return counts;
}

function againstMean(scores: QuestionScores, columns: Table['columns']): number | null {
  const distances = columns.flatMap(({ question, candidates, exact }) => {
    const own = scores.get(question)?.exact ?? null;
    return own === null || exact === null || candidates < 2 ? [] : [own - exact];
  });
  const distance = mean(distances);
  return distance === null ? null : Math.round(distance * 10) / 10;
}

function gapOf(about: About, point: CountedPoint): Gap[] {
  const { verdict, marks, advice } = point;
  if (verdict !== 'missed' && verdict !== 'partial') return [];
  const lost = marks === null ? null : rounded(verdict === 'missed' ? marks : marks / 2);
  return [{ ...about, ...namedPoint(point), verdict, lost, advice }];
}

function namedPoint({ point, dimension, name }: CountedPoint) {
  return { point, dimension, name };
}
