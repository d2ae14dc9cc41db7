import { type Alike, withAlike } from '../../../src/core/alike.ts';
import { NotFound } from '../../../src/core/errors.ts';
import type { Grade, GradedPoint } from '../../../src/core/grade.ts';
import type { ReviewReason } from '../../../src/core/review.ts';
import type { Rubric } from '../../../src/core/rubric.ts';
import { scoreVerdicts } from '../../../src/core/score.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import type { QuestionSource } from '../../../src/grading/scorecards/known-question.ts';
import type { ResultRow } from '../../../src/grading/scorecards/result-row.ts';
import { rubricOf } from '../../rubric-of.ts';

/** 10 marks over two dimensions: calm 2, sorry 3 (empathy 5), fix 4, when 1 (solution 5); one red flag of 30 %. */
const late = question(
  'late',
  '物流超时',
  { calm: 2, sorry: 3, fix: 4, when: 1 },
  { fix: 'solution', when: 'solution' },
);
/** 20 marks, all of them solution: plan 1, care 3. */
const refund = question('refund', '退款', { plan: 1, care: 3 }, { plan: 'solution', care: 'solution' });

/** Two questions and three dimensions, one of which nobody uses. */
export const source: QuestionSource = {
  ids: ['late', 'refund'],
  dimensions: [
    { id: 'empathy', zh: '共情安抚', en: 'Empathy', covers: '从略' },
    { id: 'trust', zh: '信任关系', en: 'Trust', covers: '从略' },
    { id: 'solution', zh: '解决方案', en: 'Solution', covers: '从略' },
  ],
  rubric: (id) => {
    const found = [late, refund].find((rubric) => rubric.id === id);
    if (found === undefined) throw new NotFound('question', id);
    return found;
  },
};

function question(
  id: string,
  title: string,
  weights: Record<string, number>,
  dimensions: Record<string, string>,
): Rubric {
  const rubric = rubricOf({ marks: id === 'late' ? 10 : 20, weights, redFlags: { blame: 0.3 } });
  return {
    ...rubric,
    id,
    title,
    prompt: `${title}时，客户要求赔偿，你会怎样处理？`,
    en: { ...rubric.en, title: `${id} (en)` },
    points: rubric.points.map((point) => ({ ...point, dimension: dimensions[point.id] ?? 'empathy' })),
  };
}

const levels = { m: 'met', p: 'partial', x: 'missed', u: 'undecided' } as const;

/** A graded answer; `verdicts` has a letter a point in the rubric's order: m met, p partial, x missed, u undecided. */
export function graded(
  position: number,
  candidate: string | null,
  id: 'late' | 'refund',
  verdicts: string,
  more: {
    answer?: string;
    flag?: boolean;
    review?: ReviewReason[];
    settled?: ResultRow['settled'];
    alike?: Alike;
  } = {},
): ResultRow {
  const rubric = source.rubric(id);
  const answer = more.answer ?? `第 ${position} 份作答，写得各不相同。`;
  const points = rubric.points.map((point, index): GradedPoint => {
    const verdict: Verdict = levels[(verdicts[index] ?? 'x') as keyof typeof levels];
    const common = { id: point.id, dimension: point.dimension, name: point.name, reason: '说明' };
    return verdict === 'met' || verdict === 'partial'
      ? { ...common, verdict, evidence: [{ start: 0, end: 3, quote: answer.slice(0, 3) }], advice: null }
      : { ...common, verdict, evidence: [], advice: `补上 ${point.id}` };
  });
  const flags = more.flag === true ? ['blame'] : [];
  const score = scoreVerdicts(rubric, new Map(points.map((point) => [point.id, point.verdict])), flags);
  const grade: Grade = {
    id: `g${position}`,
    question: id,
    engine: 'heuristic',
    lang: 'zh',
    marks: rubric.marks,
    outcome: 'graded',
    score: score.score,
    percent: score.percent,
    range: verdicts.includes('u') ? { low: score.low, high: score.high } : null,
    points,
    red_flags: flags.map((flag) => ({
      id: flag,
      name: flag,
      deduct: 0.3,
      evidence: [{ start: 1, end: 3, quote: answer.slice(1, 3) }],
    })),
    review: { needed: (more.review ?? []).length > 0, reasons: more.review ?? [] },
    summary: '小结',
    manifest: { rubric: 'sha256:1', prompt: null, model: null, version: '0' },
    usage: { prompt_tokens: 0, cached_tokens: 0, completion_tokens: 0, calls: 0 },
  };
  const { alike = null } = more;
  return {
    ...plain(position, candidate, id, answer),
    state: 'graded',
    grade: withAlike(grade, alike),
    alike,
    settled: more.settled ?? null,
  };
}

/** An answer that could not be graded. */
export function ungraded(position: number, candidate: string | null, id: string, reason = '模型没有回应'): ResultRow {
  return { ...plain(position, candidate, id, '作答'), state: 'ungraded', reason };
}

/** An answer that nobody has taken up yet. */
export function waiting(position: number, candidate: string | null, id: string): ResultRow {
  return { ...plain(position, candidate, id, '作答'), state: 'waiting' };
}

function plain(position: number, candidate: string | null, id: string, answer: string): ResultRow {
  const submission = { id: `a${position}`, candidate, question: id, answer, origin: null };
  return { position, submission, state: 'waiting', reason: null, grade: null, alike: null, settled: null };
}
