import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { sqlite } from './dialect.ts';
import { type Kept, keepAll } from './keep-grades.ts';
import { openSqlite } from './sqlite.ts';

/** Keeps grades in one file of the embedded store, on a thread with a connection of its own. */
export type KeepingThread = {
  /** Keeps grades that replace none in one transaction, all or none. One call at a time. */
  readonly keep: (kept: readonly Kept[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What the thread answers: nothing when everything was kept, else why it was not. */
type Answer = Error | null;

const role = 'answer-grader keeping';

/**
 * Starts a thread that keeps grades. A commit waits until the disk has it, a few milliseconds or, when the disk is busy, many more:
 * a service has others to attend to meanwhile. The file must be a store already.
 */
export function openKeepingThread(file: string): KeepingThread {
  let worker: Worker | undefined = start(file);
  // Errors are told to whoever waits below; one that nobody waits for ends the thread, and the next call starts another.
  function running(): Worker {
    worker ??= start(file);
    return worker;
  }

  function start(of: string): Worker {
    const started = new Worker(new URL(import.meta.url), { workerData: { role, file: of } });
    started.on('error', () => undefined);
    // A process that ends without closing the store, because its settings are wrong, is not held open by a thread with nothing to do.
    started.unref();
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  return {
    keep: (kept) =>
      new Promise((resolve, reject) => {
        const asked = running();
        const heard = (answer: Answer): void => {
          settle();
          if (answer === null) resolve();
          else reject(answer);
        };
        const broken = (error: unknown): void => {
          settle();
          reject(new Error('the thread that keeps grades ended', { cause: error }));
        };
        const settle = (): void => {
          asked.off('message', heard).off('error', broken).off('exit', broken);
          asked.unref();
        };
        asked.ref();
        asked.once('message', heard).once('error', broken).once('exit', broken);
        asked.postMessage(kept);
      }),

    async close() {
      const ending = worker;
      if (ending === undefined) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      ending.postMessage('end');
      await ended;
    },
  };
}

function serve(port: MessagePort, file: string): void {
  const database = openSqlite(file);
  port.on('message', async (message: readonly Kept[] | 'end') => {
    if (message === 'end') {
      await database.destroy();
      port.close();
      return;
    }
    const answer: Answer = await keepAll(database, sqlite, message).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    port.postMessage(answer);
  });
}

if (!isMainThread && parentPort !== null && workerData?.role === role) serve(parentPort, workerData.file);
