import { z } from 'zod';
import { Grade } from '../core/grade.ts';
import type { Appeal, Decision, KeptGrade } from '../core/kept-grade.ts';
import { settle } from '../core/settle.ts';
import { Origin } from '../core/submission.ts';
import { Label, Verdict } from '../core/verdict.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { wordingOf } from '../grading/catalogue/wording.ts';
import { pageOf } from './query.ts';
import { shape } from './shapes.ts';

/** A rater's review of a grade. */
export const DecisionShape = shape(
  'Decision',
  z.object({
    id: z.string(),
    author: z.string(),
    reason: z.string(),
    verdicts: z.record(z.string(), Label),
    red_flags: z.record(z.string(), z.boolean()),
    created_at: z.string(),
  }),
);

/** A candidate's request to look again. */
export const AppealShape = shape(
  'Appeal',
  z.object({
    id: z.string(),
    point: z.string().nullable(),
    comment: z.string(),
    created_at: z.string(),
    answered_by: z.string().nullable(),
  }),
);

const SettledShape = shape(
  'Settled',
  z.object({
    score: z.number().nullable(),
    percent: z.number().nullable(),
    marks: z.number(),
    verdicts: z.record(z.string(), Verdict),
    red_flags: z.array(z.string()),
    by: z.enum(['machine', 'rater', 'weights']),
  }),
);

const kept = {
  answer: z.string(),
  answer_id: z.string(),
  candidate: z.string().nullable(),
  batch: z.string().nullable(),
  origin: Origin.nullable(),
  created_at: z.string(),
  stale: z.boolean(),
  replaced_by: z.string().nullable(),
  decisions: z.array(DecisionShape),
  appeals: z.array(AppealShape),
  settled: SettledShape,
  rater_flags: z.array(z.object({ id: z.string(), name: z.string().nullable(), deduct: z.number().nullable() })),
};
const [graded, insufficient, ungraded] = Grade.options;

/**
 * A grade with its answer and all that belongs to it. `decisions`: the latest first. `settled`: what counts now. `stale`: the
 * rubric of today says something else than the one that judged, or is gone. `rater_flags`: the red flags that count and that only a
 * rater saw, with nulls where the rubric of today does not have them.
 */
export const KeptGradeShape = shape(
  'KeptGrade',
  z.discriminatedUnion('outcome', [graded.extend(kept), insufficient.extend(kept), ungraded.extend(kept)]),
);
export type KeptGradeShape = z.infer<typeof KeptGradeShape>;

/** A page of kept grades. */
export const GradePage = pageOf('GradePage', KeptGradeShape);

/** A kept grade as it is answered. */
export function describeKept(kept: KeptGrade, catalogue: Catalogue): KeptGradeShape {
  const { answer, grade } = kept;
  const { redFlags, verdicts, ...settled } = settle(kept);
  return {
    ...grade,
    answer: answer.answer,
    answer_id: answer.id,
    candidate: answer.candidate,
    batch: answer.batch,
    origin: answer.origin,
    created_at: kept.createdAt,
    stale: !catalogue.ids.includes(grade.question) || wordingOf(catalogue.rubric(grade.question)) !== kept.wording,
    replaced_by: kept.replacedBy,
    decisions: kept.decisions.map(describeDecision),
    appeals: kept.appeals.map(describeAppeal),
    settled: { ...settled, verdicts: { ...verdicts }, red_flags: [...redFlags] },
    rater_flags: describeRaterFlags(grade, redFlags, catalogue),
  };
}

function describeRaterFlags(
  { question, lang, red_flags: found }: Grade,
  counted: readonly string[],
  catalogue: Catalogue,
): KeptGradeShape['rater_flags'] {
  const known = catalogue.ids.includes(question) ? catalogue.rubric(question).red_flags : [];
  return counted
    .filter((id) => found.every((flag) => flag.id !== id))
    .map((id) => {
      const flag = known.find((candidate) => candidate.id === id);
      if (flag === undefined) return { id, name: null, deduct: null };
      return { id, name: lang === 'en' ? flag.en.name : flag.name, deduct: flag.deduct };
    });
}

function describeDecision({ id, author, reason, verdicts, redFlags, createdAt }: Decision) {
  return { id, author, reason, verdicts: { ...verdicts }, red_flags: { ...redFlags }, created_at: createdAt };
}

/** An appeal as it is answered. */
export function describeAppeal({ id, point, comment, createdAt, answeredBy }: Appeal): z.infer<typeof AppealShape> {
  return { id, point, comment, created_at: createdAt, answered_by: answeredBy };
}
