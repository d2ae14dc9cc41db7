import type { Grade } from '../../src/core/grade.ts';
import type { Appeal, Decision, GradeStore, KeptAnswer } from '../../src/core/kept-grade.ts';
import { type ReviewReason, reviewFor } from '../../src/core/review.ts';

type Kept = Parameters<GradeStore['keep']>[0];

/** A moment of the day on which the samples were made: `at(3)` is three seconds past noon. */
export function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 15, 12, 0, second)).toISOString();
}

/** A grade of one point, with an answer of somebody who practises; `over` says what is different. */
export function sample(
  id: string,
  over: {
    readonly answer?: Partial<KeptAnswer>;
    readonly reasons?: readonly ReviewReason[];
    readonly replaces?: string;
    readonly rubric?: string;
    readonly wording?: string;
    readonly second?: number;
  } = {},
): Kept {
  const createdAt = at(over.second ?? 0);
  const answer: KeptAnswer = {
    key: `answer of ${id}`,
    id,
    candidate: null,
    question: 'cracked-phone-case',
    answer: '非常抱歉给您带来不便，我马上为您补发。',
    origin: null,
    batch: null,
    createdAt,
    ...over.answer,
  };
  const grade: Grade = {
    id,
    question: answer.question,
    outcome: 'graded',
    engine: 'heuristic',
    lang: 'zh',
    score: 10,
    marks: 10,
    percent: 100,
    range: null,
    points: [
      {
        id: 'empathy',
        dimension: 'empathy',
        name: '安抚情绪',
        verdict: 'met',
        evidence: [{ start: 0, end: 4, quote: '非常抱歉' }],
        reason: '表达了歉意',
        advice: null,
      },
    ],
    red_flags: [],
    review: reviewFor(over.reasons ?? []),
    summary: '全部得分点都已覆盖。',
    manifest: { rubric: over.rubric ?? 'sha256:rubric', prompt: null, model: null, version: '0.1.0' },
    usage: { prompt_tokens: 0, cached_tokens: 0, completion_tokens: 0, calls: 0 },
  };
  return {
    answer,
    grade,
    wording: over.wording ?? 'sha256:wording',
    createdAt,
    ...(over.replaces === undefined ? {} : { replaces: over.replaces }),
  };
}

/** A rater's decision that the only point of a sample is missed. */
export function decisionOn(grade: string, id = `decision on ${grade}`): Decision {
  return {
    id,
    grade,
    author: '王老师',
    reason: '只是套话',
    verdicts: { empathy: 'missed' },
    redFlags: {},
    marks: 10,
    score: 0,
    percent: 0,
    createdAt: at(30),
  };
}

/** A candidate's appeal against the only point of a sample. */
export function appealAgainst(grade: string, id = `appeal against ${grade}`): Appeal {
  return { id, grade, point: 'empathy', comment: '我道过歉了', createdAt: at(20), answeredBy: null };
}
