import type { Pace } from './take-up.ts';

/** Answers graded by the heuristics between two transactions. */
const heuristicPortion = 200;

/**
 * How many items at a time. The heuristics need no company, only few transactions. Of a model's answers a few more are begun than
 * may be asked about at the same time, so that no call waits for the heuristics or the store; and as many again are claimed.
 *
 * @param concurrency - calls to the model at the same time
 */
export function paceOf(engine: 'heuristic' | 'hybrid', concurrency: number): Pace {
  if (engine === 'heuristic') return { begun: heuristicPortion, inHand: 2 * heuristicPortion };
  const begun = concurrency + Math.max(4, Math.ceil(concurrency / 4));
  return { begun, inHand: 3 * begun };
}
