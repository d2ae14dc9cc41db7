import { vi } from 'vitest';

const asked = Number(process.env.GRADER_FUZZ ?? 0);

/** Inputs that each property is tried with: `GRADER_FUZZ`, or few, so that every run of the tests has some. */
export const runs = asked > 0 ? asked : 60;

/** Are they as many as somebody asked for, who has the time? */
export const isLongRun = asked > 0;

if (asked > 0) vi.setConfig({ testTimeout: 3_600_000 });

/** How fast-check is to run a property; it prints seed and counterexample of one that fails, and `GRADER_FUZZ_SEED` repeats it. */
export const often = options(runs);

function options(numRuns: number) {
  const seed = process.env.GRADER_FUZZ_SEED;
  return { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

/** For a file whose tests do much even with few inputs: a machine on which other work is running gets the time for it. */
export function allowMinutes(): void {
  if (asked === 0) vi.setConfig({ testTimeout: 180_000 });
}
