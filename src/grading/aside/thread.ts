import { Worker } from 'node:worker_threads';
import { type InputFault, InvalidInput, JudgeUnavailable } from '../../core/errors.ts';
import type { Explanation } from '../answer/explain.ts';
import type { Readable, Reading } from '../answer/reading.ts';

/** What a thread is given: an answer to be read, or one to be explained. */
export type ToThread = { readonly read: Readable } | { readonly explain: Pick<Readable, 'question' | 'answer'> };

/** What it found. */
export type Found = { readonly reading: Reading } | { readonly explanation: Explanation };

/** What a thread says: that it is there, or what became of the next answer that it was given, in order; of a fault in a rubric, where it is. */
export type FromThread =
  | 'ready'
  | Found
  | { readonly source: string; readonly faults: readonly InputFault[] }
  | { readonly error: unknown };

/** What a thread is given, and who waits for it. */
export type Job = {
  readonly given: ToThread;
  readonly urgent: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly resolve: (found: Found) => void;
  readonly reject: (error: unknown) => void;
};

/** A thread of the heuristics that is started with its first job, and anew after it broke off. */
export type Thread = {
  /** Characters that are before it. */
  readonly load: () => number;
  /** How long it took with a character of late, in ms, whatever else kept the processor busy. */
  readonly msEach: () => number;
  readonly take: (job: Job) => void;
  readonly close: () => Promise<void>;
};

/** Memory of a thread, which holds every rubric compiled; garbage is collected instead of kept. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

/**
 * Opens a thread.
 *
 * @param way.rubrics - folder of the rubrics
 * @param way.entry - what runs in it
 * @param way.freed - is told whenever it has less before it, with those that it leaves to others because it broke off before them
 */
export function openThread(way: {
  readonly rubrics: string;
  readonly entry: URL;
  readonly freed: (left: readonly Job[]) => void;
}): Thread {
  let inHand: Job[] = [];
  let load = 0;
  let msEach = 0;
  /** When it began with what it reads now. */
  let beganAt = 0;
  let worker: Worker | undefined;
  let closed = false;

  function start(): Worker {
    const started = new Worker(way.entry, { workerData: way.rubrics, resourceLimits });
    let ready = false;
    let thrown: unknown;
    started.on('message', (message: FromThread) => {
      if (message === 'ready') ready = true;
      else settleNext(message);
    });
    started.on('error', (error) => {
      thrown = error;
    });
    started.on('exit', () => {
      worker = undefined;
      afterEnd(thrown, ready);
    });
    return started;
  }

  function settleNext(message: Exclude<FromThread, 'ready'>): void {
    const job = inHand.shift();
    if (job === undefined) return;
    const weight = weightOf(job);
    load -= weight;
    const endedAt = performance.now();
    msEach = 0.95 * msEach + (0.05 * (endedAt - beganAt)) / weight;
    beganAt = endedAt;
    if (inHand.length === 0) worker?.unref();
    settle(job, message);
    way.freed([]);
  }

  function afterEnd(cause: unknown, wasReady: boolean): void {
    const left = inHand;
    inHand = [];
    load = 0;
    const said = cause instanceof Error ? cause.message : String(cause);
    if (wasReady && !closed)
      left.shift()?.reject(new Error(`the heuristics broke off at this answer: ${said}`, { cause }));
    else {
      const why = closed ? 'has ended' : `could not be started: ${said}`;
      const error = new JudgeUnavailable(`the thread of the heuristics ${why}`, { cause });
      for (const job of left.splice(0)) job.reject(error);
    }
    way.freed(left);
  }

  return {
    load: () => load,
    msEach: () => msEach,
    take: (job) => {
      worker ??= start();
      if (inHand.length === 0) {
        worker.ref();
        beganAt = performance.now();
      }
      inHand.push(job);
      load += weightOf(job);
      worker.postMessage(job.given);
    },
    close: async () => {
      closed = true;
      await worker?.terminate();
    },
  };
}

/** Characters of an answer, and as many as it takes the time to read whatever comes beside them. */
export function weightOf({ given }: Job): number {
  return 100 + ('read' in given ? given.read : given.explain).answer.length;
}

function settle({ resolve, reject }: Job, message: Exclude<FromThread, 'ready'>): void {
  if ('faults' in message) reject(new InvalidInput(message.source, message.faults));
  else if ('error' in message) reject(message.error);
  else resolve(message);
}
