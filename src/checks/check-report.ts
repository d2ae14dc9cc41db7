import type { AnswerResult } from './answer-result.ts';
import type { AttackSummary } from './attack-run.ts';
import type { Disagreement } from './disagreements.ts';
import type { Figures } from './figures.ts';
import type { GateResult } from './gates.ts';
import type { Comparison } from './regression.ts';
import type { Flip } from './repeats.ts';
import type { RunManifest } from './run-file.ts';

/** All that one check found out: what every report is written from. */
export type CheckReport = {
  readonly manifest: RunManifest;
  readonly results: readonly AnswerResult[];
  readonly figures: readonly Figures[];
  readonly gates: readonly GateResult[];
  /** Every disagreement, the worst first. */
  readonly disagreements: readonly Disagreement[];
  readonly flips: readonly Flip[];
  readonly attacks: AttackSummary | undefined;
  readonly comparison: Comparison | undefined;
  /** What failed besides gates and regressions, one sentence each: requests without a recording. */
  readonly faults: readonly string[];
};

/** Everything that makes a check fail, one line each. Empty: it passed. */
export function failuresOf({ gates, comparison, faults }: CheckReport): string[] {
  const failed = gates
    .filter((gate) => gate.state === 'failed')
    .map(({ slice, limit, bound, value }) => {
      const word = limit.startsWith('min_') ? 'at least' : 'at most';
      return `gate failed: ${slice}: ${limit.slice(4)} is ${showNumber(value)}, ${word} ${showNumber(bound)} is asked`;
    });
  const worse = (comparison?.movements ?? [])
    .filter((movement) => movement.state === 'worse')
    .map(({ kind, name, before, now, interval, level }) => {
      const slice = kind === 'all' ? 'all' : `${kind} ${name}`;
      const [low, high] = interval ?? [];
      return (
        `got worse: ${slice}: QWK ${showNumber(before)} → ${showNumber(now)}, ` +
        `difference between ${showNumber(low)} and ${showNumber(high)} (${(100 * level).toFixed(level > 0.99 ? 2 : 0)} %)`
      );
    });
  return [...failed, ...worse, ...faults];
}

/** A number with up to three decimals; a dash for what could not be reckoned. */
export function showNumber(value: number | undefined): string {
  return value === undefined ? '–' : String(Math.round(1000 * value) / 1000);
}
