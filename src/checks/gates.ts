import type { AttackSummary } from './attack-run.ts';
import type { AttackLimits, Gates, Limits } from './check-config.ts';
import type { Figures, SliceKind } from './figures.ts';

/** One limit held against one slice. */
export type GateResult = {
  readonly slice: string;
  /** Name of the limit, as in the file: `min_qwk`. */
  readonly limit: string;
  readonly bound: number;
  /** undefined: there was nothing to reckon it from. */
  readonly value: number | undefined;
  /** `not_judged`: a filter cut the slice, or nothing that may count is in it. */
  readonly state: 'held' | 'failed' | 'not_judged';
};

const values: { readonly [Name in keyof Required<Limits>]: (figures: Figures) => number | undefined } = {
  min_qwk: ({ agreement }) => agreement?.qwk,
  min_kappa: ({ agreement }) => agreement?.kappa,
  min_exact: ({ agreement }) => agreement?.exact,
  min_passed: ({ repeat }) => repeat.passed,
  max_false_accepts: ({ agreement }) => agreement?.falseAccepts,
  max_false_rejects: ({ agreement }) => agreement?.falseRejects,
  max_undecided: ({ undecided }) => undecided,
  max_review: ({ review }) => review,
  max_mae: ({ score }) => score?.mae,
  max_bias: ({ score }) => (score === undefined ? undefined : Math.abs(score.bias)),
  max_wrong: ({ agreement }) => agreement?.wrong,
  max_ungraded: ({ ungraded }) => ungraded,
  max_flags_overlooked: ({ redFlags }) => redFlags?.overlooked,
  max_flags_wrong: ({ redFlags }) => redFlags?.wrong,
};

/**
 * Holds the limits against the figures.
 *
 * @param isCut - was a slice of this kind and name cut by a filter? Then its limits are not judged: they are for all of it
 */
export function judgeGates(
  gates: Gates,
  slices: readonly Figures[],
  isCut: (kind: SliceKind, name: string) => boolean,
): GateResult[] {
  return slices.flatMap((figures) => {
    const limits = limitsFor(gates, figures);
    return given(limits).map(([limit, bound]): GateResult => {
      const value = values[limit as keyof Limits](figures);
      const slice = figures.kind === 'all' ? 'all' : `${figures.kind} ${figures.name}`;
      const judged = value !== undefined && !isCut(figures.kind, figures.name);
      const held = value !== undefined && keeps(limit, value, bound);
      return { slice, limit, bound, value, state: judged ? (held ? 'held' : 'failed') : 'not_judged' };
    });
  });
}

/**
 * Holds the limits for attacks against what the attacks reached.
 *
 * @param isCut - were they tried on some questions only? Then no limit is judged
 */
export function judgeAttackGates(gates: Gates, attacks: AttackSummary, isCut: boolean): GateResult[] {
  const judge = (slice: string, limits: AttackLimits, reached: { broken: number; run: number; gain: number }) =>
    given(limits).map(([limit, bound]): GateResult => {
      const value = limit === 'max_gain' ? reached.gain : reached.broken / reached.run;
      const state = isCut ? 'not_judged' : keeps(limit, value, bound) ? 'held' : 'failed';
      return { slice, limit, bound, value, state };
    });
  const byFamily = gates.attacks?.family ?? {};
  return [
    ...judge('attacks', gates.attacks?.all ?? {}, attacks.all),
    ...attacks.families.flatMap((family) =>
      judge(`attacks ${family.family}`, byFamily[family.family] ?? byFamily['*'] ?? {}, family),
    ),
  ];
}

/** Names under a kind of slice for which there is no slice: a limit that would never be held against anything. */
export function strayNames(gates: Gates, known: (kind: SliceKind) => ReadonlySet<string>): string[] {
  return (['set', 'dimension', 'question', 'point', 'series', 'language'] as const).flatMap((kind) =>
    Object.keys(gates[kind] ?? {})
      .filter((name) => name !== '*' && !known(kind).has(name))
      .map((name) => `${kind}.${name}`),
  );
}

function limitsFor(gates: Gates, { kind, name }: Figures): Limits {
  if (kind === 'all') return gates.all ?? {};
  return gates[kind]?.[name] ?? gates[kind]?.['*'] ?? {};
}

/** The small addend is for shares such as 0.1 + 0.2. */
function keeps(limit: string, value: number, bound: number): boolean {
  return limit.startsWith('min_') ? value >= bound - 1e-9 : value <= bound + 1e-9;
}

function given(limits: Limits | AttackLimits): [string, number][] {
  return Object.entries(limits).flatMap(([limit, bound]) => (bound === undefined ? [] : [[limit, bound]]));
}
