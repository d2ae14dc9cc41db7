import { Presets, SingleBar } from 'cli-progress';
import type { BatchProgress } from '../../core/batch.ts';

/** Progress through a batch, on standard error. */
export type ShownProgress = { readonly stop: () => Promise<void> };

const barMs = 500;
const quietMs = 5_000;

/**
 * A bar on a terminal; elsewhere a plain line every five seconds. With the rate, the time left and the cost so far.
 *
 * @param isRead - all answers are there; before, nobody knows how much is left
 */
export async function showProgress(read: () => Promise<BatchProgress>, isRead: () => boolean): Promise<ShownProgress> {
  const first = await read();
  const started = performance.now();
  const told = (now: BatchProgress): Told =>
    tell(now, { done: doneOf(first), seconds: (performance.now() - started) / 1_000, isRead: isRead() });
  if (!process.stderr.isTTY) {
    return every(quietMs, async () => {
      const { done, total, rest } = told(await read());
      const of = isRead() ? `of ${total}` : `of ${total} and more`;
      process.stderr.write(`${done} ${of} graded so far${rest}\n`);
    });
  }
  const bar = new SingleBar(
    { format: '{bar} {percentage} % · {value} of {total}{rest}', stream: process.stderr, hideCursor: true },
    Presets.rect,
  );
  bar.start(first.total, doneOf(first), { rest: '' });
  const update = async (): Promise<void> => {
    const { done, total, rest } = told(await read());
    bar.setTotal(total);
    bar.update(done, { rest });
  };
  const repeated = every(barMs, update);
  return {
    stop: async () => {
      await repeated.stop();
      await update();
      bar.stop();
    },
  };
}

type Told = { readonly done: number; readonly total: number; readonly rest: string };

function tell(
  now: BatchProgress,
  since: { readonly done: number; readonly seconds: number; readonly isRead: boolean },
): Told {
  const done = doneOf(now);
  const rate = (done - since.done) / since.seconds;
  const left = now.total - done;
  const parts = [
    ...(rate > 0 ? [`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second`] : []),
    ...(rate > 0 && left > 0 && since.isRead ? [`${duration(left / rate)} left`] : []),
    ...Object.entries(now.cost).map(([currency, amount]) => `${amount.toFixed(4)} ${currency}`),
  ];
  return { done, total: now.total, rest: parts.map((part) => ` · ${part}`).join('') };
}

function doneOf({ counts, total }: BatchProgress): number {
  return total - counts.waiting - counts.running;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

/** Repeats something with pauses in between; `stop` waits for the one that is going on. */
function every(ms: number, run: () => Promise<void>): ShownProgress {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  const schedule = (): void => {
    timer = setTimeout(() => {
      running = run()
        // What cannot be read now is shown the next time; who grades hears of it himself.
        .catch(() => undefined)
        .finally(() => {
          if (!stopped) schedule();
        });
    }, ms);
  };
  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
