import { z } from 'zod';
import { Indicator } from './indicator.ts';

const Id = z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'an id is made of a-z, 0-9, _ and -');
const Text = z.string().trim().min(1, 'must not be empty');
const Sentences = z.array(Text).min(2, 'give two or more');

/** What is practised by a question: who is asked what kind of thing. */
export const QuestionKind = z.enum(['scenario', 'case', 'behavioural', 'knowledge', 'management']);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** Sentences that a rater would label so for this point: few-shot material for the LLM judge, and tests. */
export const PointExamples = z.strictObject({ met: Sentences, partial: Sentences, missed: Sentences });

/** Observable signs of a point. Any indicator under `met` that fires makes the point met, else any under `partial` partial. */
export const PointIndicators = z.strictObject({
  met: z.array(Indicator).min(1, 'a point needs an indicator for met'),
  partial: z.array(Indicator).default([]),
});

/** One thing worth marks. */
export const Point = z.strictObject({
  id: Id,
  dimension: Id,
  weight: z.number().positive('a weight must be greater than 0'),
  name: Text,
  met: Text,
  partial: Text,
  advice: Text,
  example: Text,
  en: z.strictObject({ name: Text, met: Text, partial: Text, advice: Text, example: Text }),
  grader_note: Text.optional(),
  examples: PointExamples,
  indicators: PointIndicators,
});
export type Point = z.infer<typeof Point>;

/** Conduct that costs marks wherever it stands; `deduct` is a share of the question's marks. */
export const RedFlag = z.strictObject({
  id: Id,
  deduct: z.number().gt(0, 'must be greater than 0').max(1, 'is a share of the marks, at most 1'),
  name: Text,
  when: Text,
  en: z.strictObject({ name: Text, when: Text }),
  examples: z.strictObject({ committed: Sentences, rejected: Sentences }),
  indicators: z.array(Indicator).min(1, 'a red flag needs an indicator'),
});
export type RedFlag = z.infer<typeof RedFlag>;

/** The versioned key points of one question, as one YAML file holds them. */
export const Rubric = z
  .strictObject({
    id: Id,
    kind: QuestionKind,
    marks: z.number().positive('marks must be greater than 0'),
    title: Text,
    prompt: Text,
    model_answer: Text,
    en: z.strictObject({ title: Text, prompt: Text, model_answer: Text }),
    points: z.array(Point).min(1, 'a rubric needs a point'),
    red_flags: z.array(RedFlag).default([]),
  })
  .superRefine((rubric, context) => {
    reportDoubles(rubric.points, 'points', context);
    reportDoubles(rubric.red_flags, 'red_flags', context);
  });
export type Rubric = z.infer<typeof Rubric>;

/** A named set of questions, in the order in which they are shown. */
export const QuestionSet = z.strictObject({
  id: Id,
  name: Text,
  en: z.strictObject({ name: Text }),
  source: Text,
  questions: z.array(Id).min(1),
});
export type QuestionSet = z.infer<typeof QuestionSet>;

/** A dimension of service quality under which points are summed up. */
export const Dimension = z.strictObject({ id: Id, zh: Text, en: Text, covers: Text });
export type Dimension = z.infer<typeof Dimension>;

function reportDoubles(items: readonly { readonly id: string }[], field: string, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id))
      context.addIssue({ code: 'custom', path: [field, index, 'id'], message: `the id "${id}" stands twice` });
    seen.add(id);
  }
}
