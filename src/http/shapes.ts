import { z } from 'zod';
import { Evidence } from '../core/evidence.ts';
import { Grade, GradedFlag, GradedPoint } from '../core/grade.ts';
import { Indicator } from '../core/indicator.ts';
import { Review, ReviewReason } from '../core/review.ts';
import { QuestionKind, Rubric } from '../core/rubric.ts';
import { Origin, Submission } from '../core/submission.ts';
import { Verdict } from '../core/verdict.ts';

/** Shapes that have a name in the OpenAPI document and in clients made from it; any other stands where it is used. */
export const shapes = z.registry<{ readonly id: string }>();

/** Gives a shape its name in the document. */
export function shape<S extends z.ZodType>(id: string, schema: S): S {
  shapes.add(schema, { id });
  return schema;
}

for (const [id, schema] of Object.entries({
  Evidence,
  Grade,
  GradedFlag,
  GradedPoint,
  Indicator,
  Origin,
  QuestionKind,
  Review,
  ReviewReason,
  Rubric,
  Submission,
  Verdict,
})) {
  shape(id, schema);
}

/** What is wrong with a field of what was sent, or with a place in a file. */
export const FaultShape = shape(
  'Fault',
  z.object({ field: z.string(), message: z.string(), zh: z.string().optional(), line: z.int().optional() }),
);

/** Language of what is said to people. */
export const LangName = shape('Lang', z.enum(['zh', 'en']));

/** What is asked to judge. */
export const Engine = shape('Engine', z.enum(['heuristic', 'hybrid']));

/** Parameters of a route that names one thing by its id. */
export const ById = z.object({ id: z.string() });

/** Name of a candidate, or a sign that stands for one. */
export const CandidateName = z.string().trim().min(1).max(200);
