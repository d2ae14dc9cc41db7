import { z } from 'zod';

const Share = z.number().min(0).max(1);
const Kappa = z.number().min(-1).max(1);
const Percent = z.number().min(0).max(100);
const Count = z.int().nonnegative();

/** What a slice must reach and may not pass. */
export const Limits = z.strictObject({
  min_qwk: Kappa.optional(),
  min_kappa: Kappa.optional(),
  min_exact: Share.optional(),
  /** Share of the points on which at least `--min-pass` runs gave the label. */
  min_passed: Share.optional(),
  max_false_accepts: Share.optional(),
  max_false_rejects: Share.optional(),
  max_undecided: Share.optional(),
  max_review: Share.optional(),
  /** Mean distance of the scores, in percent of the marks. */
  max_mae: Percent.optional(),
  /** The same with its sign, either way. */
  max_bias: Percent.optional(),
  /** Number of verdicts that are not the label. */
  max_wrong: Count.optional(),
  /** Number of answers that the grader could not grade. */
  max_ungraded: Count.optional(),
  max_flags_overlooked: Count.optional(),
  max_flags_wrong: Count.optional(),
});
export type Limits = z.infer<typeof Limits>;

/** What attacks may reach: share that breaks what must hold, and the largest gain in percent of the marks. */
export const AttackLimits = z.strictObject({ max_broken: Share.optional(), max_gain: Percent.optional() });
export type AttackLimits = z.infer<typeof AttackLimits>;

/** Limits by the name of a slice; `*` for every slice without an entry of its own. */
const ByName = z.record(z.string(), Limits);

/** What must hold of one engine. */
export const Gates = z.strictObject({
  all: Limits.optional(),
  set: ByName.optional(),
  dimension: ByName.optional(),
  question: ByName.optional(),
  point: ByName.optional(),
  series: ByName.optional(),
  language: ByName.optional(),
  attacks: z
    .strictObject({ all: AttackLimits.optional(), family: z.record(z.string(), AttackLimits).optional() })
    .optional(),
});
export type Gates = z.infer<typeof Gates>;

/** `grader.config.yaml`: where things lie, relative to the file, and what must hold. */
export const CheckConfig = z.strictObject({
  rubrics: z.string().min(1).default('rubrics'),
  prompts: z.string().min(1).default('prompts'),
  fixtures: z.string().min(1).default('fixtures/answers'),
  /** Labelled answers that the heuristic judge was made from; `lint` reads them, `check` does not. */
  development: z.string().min(1).default('fixtures/development'),
  attacks: z.string().min(1).default('fixtures/attacks/templates.jsonl'),
  recordings: z.string().min(1).default('fixtures/recordings'),
  gates: z.strictObject({ heuristic: Gates.optional(), hybrid: Gates.optional() }).default({}),
  /** The lint rules that are off, each with its reason, which lint itself insists on. */
  lint: z.strictObject({ off: z.record(z.string(), z.string().nullable()).default({}) }).default({ off: {} }),
});
export type CheckConfig = z.infer<typeof CheckConfig>;

const mild: Gates = { all: { min_qwk: 0.6, max_false_accepts: 0.15, max_undecided: 0.1, max_ungraded: 0 } };

/** What holds for an engine for which no file says anything: mild enough for a young set of rubrics. */
export const defaultGates: Readonly<Record<'heuristic' | 'hybrid', Gates>> = {
  heuristic: { ...mild, attacks: { all: { max_broken: 0.1 } } },
  hybrid: mild,
};
