import { z } from 'zod';
import { Evidence } from './evidence.ts';
import { Review } from './review.ts';
import { Verdict } from './verdict.ts';

/** How many votes each verdict had, where a judge was asked more than once. */
const Votes = z.partialRecord(Verdict, z.int().positive());

const Common = {
  id: z.string(),
  dimension: z.string(),
  name: z.string(),
  reason: z.string(),
  advice: z.string().nullable(),
  votes: Votes.optional(),
};

/**
 * The heuristic judge's view of a point that the LLM decided: kept for the review, never shown as the verdict.
 * `contradicts`: it is the reason, or one of them, why a person is asked to look.
 */
const SecondOpinion = z.object({
  verdict: z.enum(['met', 'partial', 'missed']),
  reason: z.string(),
  contradicts: z.boolean(),
});

/** One point of a grade. Credit without evidence does not parse. */
export const GradedPoint = z.discriminatedUnion('verdict', [
  z.object({
    ...Common,
    verdict: z.enum(['met', 'partial']),
    evidence: z.array(Evidence).min(1),
    heuristic: SecondOpinion.optional(),
  }),
  z.object({
    ...Common,
    verdict: z.enum(['missed', 'undecided']),
    evidence: z.array(Evidence).max(0),
    heuristic: SecondOpinion.optional(),
  }),
]);
export type GradedPoint = z.infer<typeof GradedPoint>;

/** A red flag that was committed, and where. */
export const GradedFlag = z.object({
  id: z.string(),
  name: z.string(),
  deduct: z.number(),
  evidence: z.array(Evidence).min(1),
});
export type GradedFlag = z.infer<typeof GradedFlag>;

const Shared = {
  id: z.string(),
  question: z.string(),
  engine: z.enum(['heuristic', 'hybrid']),
  lang: z.enum(['zh', 'en']),
  marks: z.number(),
  points: z.array(GradedPoint),
  red_flags: z.array(GradedFlag),
  review: Review,
  summary: z.string(),
  /** What it takes to replay the grade: hashes of rubric and prompt (null: none was used), model (null: none), engine version. */
  manifest: z.object({
    rubric: z.string(),
    prompt: z.string().nullable(),
    model: z.string().nullable(),
    version: z.string(),
    /** How the model was asked; absent where none was. */
    asked: z
      .object({ format: z.string(), dropped: z.array(z.string()), samples: z.int(), isolated: z.boolean() })
      .optional(),
  }),
  usage: z.object({
    prompt_tokens: z.int(),
    cached_tokens: z.int(),
    completion_tokens: z.int(),
    calls: z.int(),
  }),
  /** What the model's tokens cost, where its price is known; nothing when the judgement was kept from before. */
  cost: z.object({ amount: z.number(), currency: z.string() }).optional(),
};

/**
 * The verdicts and score of one answer.
 *
 * `graded`: the score stands, or its lower end while `range` shows that a point is undecided. `insufficient`: there was
 * nothing to grade, the score is 0. `ungraded`: the grader failed, the score is null and enters no average.
 */
export const Grade = z.discriminatedUnion('outcome', [
  z.object({
    ...Shared,
    outcome: z.literal('graded'),
    score: z.number(),
    percent: z.number(),
    /** Lower and upper end of the score while a point is undecided; null when every point is decided. */
    range: z.object({ low: z.number(), high: z.number() }).nullable(),
  }),
  z.object({
    ...Shared,
    outcome: z.literal('insufficient'),
    score: z.literal(0),
    percent: z.literal(0),
    range: z.null(),
  }),
  z.object({ ...Shared, outcome: z.literal('ungraded'), score: z.null(), percent: z.null(), range: z.null() }),
]);
export type Grade = z.infer<typeof Grade>;
