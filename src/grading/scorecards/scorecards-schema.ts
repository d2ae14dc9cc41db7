import { z } from 'zod';
import { ReviewReason } from '../../core/review.ts';

const Percent = z.number().min(0).max(100).nullable();

/** How many answers ended how; `unfinished` wait, run or were cancelled. `to_review` of them ask for a person. */
const AnswerCounts = z.object({
  total: z.int(),
  graded: z.int(),
  insufficient: z.int(),
  ungraded: z.int(),
  unfinished: z.int(),
  to_review: z.int(),
});
export type AnswerCounts = z.infer<typeof AnswerCounts>;

/** Which answer something is about: its place in the input, what its sender called it, and its grade (null: none). */
const About = z.object({
  position: z.int(),
  answer_id: z.string(),
  question: z.string(),
  grade: z.string().nullable(),
});
export type About = z.infer<typeof About>;

/** Points of one dimension, over all questions that the candidate answered; percent is null while none is decided. */
const DimensionScore = z.object({
  dimension: z.string(),
  name: z.string(),
  percent: Percent,
  /** Points that the percentage rests on. */
  points: z.int(),
  /** Points that wait for a person and are left out. */
  undecided: z.int(),
});
export type DimensionScore = z.infer<typeof DimensionScore>;

/** One cell of the table of questions and candidates; percent is null where no answer could be graded. */
const QuestionScore = z.object({
  question: z.string(),
  percent: Percent,
  /** Answers that the percentage is the mean of, nearly always one. */
  graded: z.int(),
  answers: z.int(),
  /** A point is undecided: the percentage is the lower end. */
  provisional: z.boolean(),
});
export type QuestionScore = z.infer<typeof QuestionScore>;

const Strength = About.extend({
  point: z.string(),
  dimension: z.string(),
  name: z.string(),
  /** The first words of the answer that it rests on; null where a rater gave the point without any. */
  quote: z.string().nullable(),
});

const Gap = About.extend({
  point: z.string(),
  dimension: z.string(),
  name: z.string(),
  verdict: z.enum(['partial', 'missed']),
  /** Marks that it cost; null where today's rubric no longer has the point. */
  lost: z.number().nullable(),
  advice: z.string().nullable(),
});
export type Gap = z.infer<typeof Gap>;

const RedFlagFound = About.extend({
  flag: z.string(),
  name: z.string(),
  deduct: z.number(),
  quote: z.string().nullable(),
});

/** Everything about one candidate. Not a recommendation: it says what the answers contain, and never whom to hire. */
export const Scorecard = z.object({
  /** null: the answers that came without a name, together; they have no rank. */
  candidate: z.string().nullable(),
  /** Equal figures share a rank and the next is skipped (1, 2, 2, 4); null where nothing could be graded. */
  rank: z.int().nullable(),
  tied: z.boolean(),
  /** Mean of the percentages of the questions answered, each question once. */
  percent: Percent,
  /** Questions that the mean rests on. */
  questions_graded: z.int(),
  provisional: z.boolean(),
  /** Mean distance, in percentage points, to the mean of all candidates on the same questions; null where nobody else had them. */
  against_mean: z.number().nullable(),
  answers: AnswerCounts,
  /** In the order of the table's columns. */
  questions: z.array(QuestionScore),
  /** In the order of dimensions.yaml. */
  dimensions: z.array(DimensionScore),
  /** Points met, those worth most first. */
  strengths: z.array(Strength),
  /** Points missed or met by half, those that cost most first. */
  gaps: z.array(Gap),
  red_flags: z.array(RedFlagFound),
  /** Answers that a person should look at and nobody has decided yet. */
  reviews: z.array(About.extend({ reasons: z.array(ReviewReason) })),
  ungraded: z.array(About.extend({ reason: z.string() })),
});
export type Scorecard = z.infer<typeof Scorecard>;

/** A question as a column of the table. */
const QuestionColumn = z.object({
  question: z.string(),
  title: z.string(),
  marks: z.number().nullable(),
  /** Candidates with a graded answer. */
  candidates: z.int(),
  /** Mean of their percentages. */
  mean: Percent,
});
export type QuestionColumn = z.infer<typeof QuestionColumn>;

/** The scorecards of a batch: ranking, candidates, table, and groups of answers that are nearly the same. */
export const Scorecards = z.object({
  lang: z.enum(['zh', 'en']),
  answers: AnswerCounts,
  /** Which engine and model judged how many answers. */
  engines: z.array(
    z.object({ engine: z.enum(['heuristic', 'hybrid']), model: z.string().nullable(), answers: z.int() }),
  ),
  /** Did all ranked candidates answer the same questions? If not, a rank compares different questions. */
  same_questions: z.boolean(),
  questions: z.array(QuestionColumn),
  /** Dimensions that occur, in the order of dimensions.yaml. */
  dimensions: z.array(z.object({ dimension: z.string(), name: z.string() })),
  /** By rank, equals in the order of the input; those without a rank at the end. */
  candidates: z.array(Scorecard),
  /** Near-identical answers of different candidates to the same question. */
  same_answers: z.array(
    z.object({
      question: z.string(),
      answers: z.array(
        z.object({
          position: z.int(),
          answer_id: z.string(),
          candidate: z.string().nullable(),
          /** Share of its wording that it has in common with the first of the group, 0 to 1. */
          likeness: z.number(),
        }),
      ),
    }),
  ),
});
export type Scorecards = z.infer<typeof Scorecards>;
