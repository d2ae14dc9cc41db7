import type { BatchStore } from '../../core/batch.ts';
import { NotFound } from '../../core/errors.ts';
import { eventText } from '../event-stream.ts';
import { type BatchShape, describeBatch } from './batch-shape.ts';
import { createPaceMeter } from './pace-meter.ts';

/** A batch as it was at a moment, also as the event that tells it. Two that are the same to who watches have the same `mark`. */
export type Sight = { readonly batch: BatchShape; readonly mark: string; readonly event: string };

/** Sees batches for whoever asks, and for whoever watches them. */
export type BatchWatch = {
  /** @throws {NotFound} for an unknown batch */
  readonly look: (batch: string) => Promise<BatchShape>;
  /**
   * Calls back whenever something about the batch has changed, until it is told to stop; `gone` when the batch was removed.
   *
   * @returns what stops it
   */
  readonly watch: (
    batch: string,
    listener: { readonly changed: (sight: Sight) => void; readonly gone: () => void },
  ) => () => void;
};

type Listener = Parameters<BatchWatch['watch']>[1];
type Watched = { readonly listeners: Set<Listener>; timer: NodeJS.Timeout | undefined; last: Sight | undefined };

/** How often a batch is looked at; a large one, over which the store has long to count, less often. */
const lookEveryMs = 500;
const mostOfTheTime = 0.05;
const longestPauseMs = 5_000;

/** Watches the batches of a store: each is looked at by one timer, however many watch it, and by none when nobody does. */
export function watchBatches(batches: BatchStore, onError: (error: unknown) => void): BatchWatch {
  const meter = createPaceMeter(() => performance.now());
  const watched = new Map<string, Watched>();

  async function look(id: string): Promise<BatchShape> {
    const batch = await batches.find(id);
    if (batch === undefined) throw new NotFound('batch', id);
    const progress = await batches.progress(id);
    return describeBatch(batch, progress, meter.look(id, progress));
  }

  async function tell(id: string, entry: Watched): Promise<void> {
    const began = performance.now();
    try {
      const batch = await look(id);
      const mark = markOf(batch);
      const sight = { batch, mark, event: eventText('progress', batch, mark) };
      if (mark !== entry.last?.mark) for (const listener of [...entry.listeners]) listener.changed(sight);
      entry.last = sight;
    } catch (error) {
      if (!(error instanceof NotFound)) onError(error);
      else for (const listener of [...entry.listeners]) listener.gone();
    }
    if (watched.get(id) !== entry) return;
    const pauseMs = Math.min(longestPauseMs, Math.max(lookEveryMs, (performance.now() - began) / mostOfTheTime));
    entry.timer = setTimeout(() => void tell(id, entry), pauseMs);
  }

  return {
    look,
    watch(id, listener) {
      let entry = watched.get(id);
      if (entry === undefined) {
        entry = { listeners: new Set(), timer: undefined, last: undefined };
        watched.set(id, entry);
        void tell(id, entry);
      }
      const { listeners } = entry;
      const own = entry;
      listeners.add(listener);
      if (entry.last !== undefined) listener.changed(entry.last);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || watched.get(id) !== own) return;
        clearTimeout(own.timer);
        watched.delete(id);
      };
    },
  };
}

/** What tells one sight of a batch from the next: its state and what has ended, not how quickly. */
function markOf({ state, progress: { total, counts, to_review, fell_back } }: BatchShape): string {
  return [state, total, ...Object.values(counts), to_review, fell_back].join('-');
}
