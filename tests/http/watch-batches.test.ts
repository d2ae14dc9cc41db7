import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Batch, BatchProgress } from '../../src/core/batch.ts';
import { type Sight, watchBatches } from '../../src/http/batches/watch-batches.ts';

const batch: Batch = {
  ...{ id: 'b', name: 'b', state: 'running', engine: 'heuristic', lang: 'zh', judge: null, fingerprint: 'f' },
  ...{ faults: [], createdAt: '2026-01-01T00:00:00.000Z', endedAt: null },
};
const progress = (graded: number): BatchProgress => ({
  total: 10,
  counts: { waiting: 10 - graded, running: 0, graded, insufficient: 0, ungraded: 0, cancelled: 0 },
  ...{ toReview: 0, fellBack: 0, cost: {} },
});

/** A store of one batch, which counts how often it is looked at. */
function storeOf() {
  const seen = { looks: 0, graded: 0, tookMs: 0, kept: true, answers: true };
  const batches = {
    find: async () => {
      seen.looks++;
      if (!seen.answers) throw new Error('the database is away');
      return seen.kept ? batch : undefined;
    },
    progress: async () => {
      if (seen.tookMs > 0) await new Promise((resolve) => setTimeout(resolve, seen.tookMs));
      return progress(seen.graded);
    },
  };
  const faults: unknown[] = [];
  // Nothing else of the store is asked for.
  const watch = watchBatches(batches as unknown as Parameters<typeof watchBatches>[0], (error) => faults.push(error));
  return { seen, watch, faults };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ignore = { changed: () => undefined, gone: () => undefined };

describe('whoever watches a batch', () => {
  it('shares one look with all others, which ends with the last of them', async () => {
    const { seen, watch } = storeOf();
    const stops = Array.from({ length: 10_000 }, () => watch.watch('b', ignore));
    await vi.advanceTimersByTimeAsync(1_600);
    expect(seen.looks).toBe(4);
    for (const stop of stops) stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.looks).toBe(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('looks less often where a look takes long', async () => {
    const { seen, watch } = storeOf();
    seen.tookMs = 100;
    const stop = watch.watch('b', ignore);
    await vi.advanceTimersByTimeAsync(100);
    expect(seen.looks).toBe(1);
    // 100 ms are a twentieth of 2 s.
    await vi.advanceTimersByTimeAsync(1_900);
    expect(seen.looks).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(seen.looks).toBe(2);
    stop();
  });

  it('is told when something has changed, and only then; who comes later is told at once', async () => {
    const { seen, watch } = storeOf();
    const told: Sight[] = [];
    watch.watch('b', { ...ignore, changed: (sight) => told.push(sight) });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(told).toHaveLength(1);
    seen.graded = 4;
    await vi.advanceTimersByTimeAsync(500);
    expect(told.map((sight) => sight.batch.progress.counts.graded)).toEqual([0, 4]);
    expect(told[1]?.batch.progress.rate, 'four items within 3.5 seconds').toBe(1.1);
    const late: Sight[] = [];
    watch.watch('b', { ...ignore, changed: (sight) => late.push(sight) });
    expect(late).toEqual([told[1]]);
  });

  it('is told that it was removed', async () => {
    const { seen, watch } = storeOf();
    const gone = vi.fn();
    watch.watch('b', { ...ignore, gone });
    await vi.advanceTimersByTimeAsync(100);
    seen.kept = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(gone).toHaveBeenCalled();
  });

  it('hears more when the store, which was away, has come back', async () => {
    const { seen, watch, faults } = storeOf();
    const told: Sight[] = [];
    seen.answers = false;
    watch.watch('b', { ...ignore, changed: (sight) => told.push(sight) });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
    seen.answers = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toHaveLength(1);
  });
});
