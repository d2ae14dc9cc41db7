import type { BatchQueue, ClaimedItem, ClaimQuery, ItemOutcome } from '../../core/batch.ts';
import { CostLimitReached } from '../../core/errors.ts';
import { createBreath } from '../breath.ts';
import { createBell } from './bell.ts';

/** How items are taken up. */
export type TakingUp = {
  readonly queue: BatchQueue;
  readonly wanted: ClaimQuery;
  /** Grades one item. What it throws ends the run and leaves the item: {@link CostLimitReached}, or that the store is away. */
  readonly grade: (item: ClaimedItem) => Promise<ItemOutcome>;
  readonly pace: Pace;
  /** Aborted: nothing more is taken up or begun, what was begun is finished. */
  readonly stop: AbortSignal;
  /** Nothing waits now. False ends the run, true looks again; it waits as long as it likes. */
  readonly idle: () => Promise<boolean>;
  /** Is told how many items were written, each time. */
  readonly onWritten?: (items: number) => void;
};

/** How many items at a time. */
export type Pace = {
  /** Items being graded at the same time. */
  readonly begun: number;
  /** Items claimed at the same time: those begun, those that are next, and those that wait to be written together. */
  readonly inHand: number;
};

type Result = { readonly item: ClaimedItem; readonly outcome: ItemOutcome };

/** An outcome is written no later than this after it is there, so that others see how far a batch is. */
const latestWriteMs = 250;

/**
 * Takes up items of a queue, grades them and writes what became of them, many in a transaction: until nothing is left and
 * `idle` says so, until it is stopped, or until the money is spent. Whatever ends it, what was begun is finished and written, and
 * what was claimed and not begun is given back.
 *
 * @returns the limit, where the money is spent and items are left
 * @throws what the queue throws; claims are then given back as far as they can be
 */
export async function takeUp(work: TakingUp): Promise<CostLimitReached | undefined> {
  const { queue, wanted, grade, pace, stop, idle, onWritten } = work;
  const next: ClaimedItem[] = [];
  const begun = new Set<ClaimedItem>();
  let results: Result[] = [];
  let oldestAt = 0;
  let beingWritten = 0;
  /** Begun, but neither graded nor written. */
  const left: ClaimedItem[] = [];
  let limit: CostLimitReached | undefined;
  let fault: { readonly error: unknown } | undefined;
  let claimAgainAt = 0;
  const bell = createBell();
  const breathe = createBreath();
  stop.addEventListener('abort', bell.ring);

  const over = (): boolean => stop.aborted || limit !== undefined || fault !== undefined;
  const held = (): number => next.length + begun.size + results.length + beingWritten;
  const fail = (error: unknown): void => {
    fault ??= { error };
  };

  async function claim(): Promise<void> {
    if (held() * 2 > pace.inHand || (held() > 0 && performance.now() < claimAgainAt)) return;
    const claimed = await queue.claim(wanted, pace.inHand - held());
    next.push(...claimed);
    if (claimed.length === 0) claimAgainAt = performance.now() + latestWriteMs;
  }

  async function begin(): Promise<void> {
    while (begun.size < pace.begun && !over()) {
      const item = next.shift();
      if (item === undefined) return;
      void gradeItem(item);
      await breathe();
    }
  }

  async function gradeItem(item: ClaimedItem): Promise<void> {
    begun.add(item);
    try {
      const outcome = await grade(item);
      if (results.length === 0) oldestAt = performance.now();
      results.push({ item, outcome });
    } catch (error) {
      left.push(item);
      if (error instanceof CostLimitReached) limit ??= error;
      else fail(error);
    }
    begun.delete(item);
    bell.ring();
  }

  function write(): void {
    if (beingWritten > 0 || results.length === 0) return;
    const due = results.length * 2 >= pace.inHand || performance.now() - oldestAt >= latestWriteMs;
    const last = begun.size === 0 && (next.length === 0 || over());
    if (due || last) void writeResults();
  }

  async function writeResults(): Promise<void> {
    const taken = results;
    results = [];
    beingWritten = taken.length;
    try {
      await queue.complete(taken);
      onWritten?.(taken.length);
    } catch (error) {
      left.push(...taken.map(({ item }) => item));
      fail(error);
    }
    beingWritten = 0;
    bell.ring();
  }

  while (!over()) {
    await claim().catch(fail);
    if (held() === 0 && !over() && !(await idle())) break;
    await begin();
    write();
    if (held() > 0 && !over()) await bell.rung(latestWriteMs);
  }
  while (begun.size + results.length + beingWritten > 0) {
    write();
    await bell.rung(latestWriteMs);
  }
  stop.removeEventListener('abort', bell.ring);
  await queue.release([...next, ...left]).catch(fail);
  if (fault !== undefined) throw fault.error;
  return limit;
}
