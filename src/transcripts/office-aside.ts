import { Worker } from 'node:worker_threads';
import { type InputFault, InvalidInput } from '../core/errors.ts';
import { type Told, told } from './fault-words.ts';
import type { OfficeDocument } from './office-files.ts';

/** What the thread is told: one document. */
export type ToOfficeThread = { readonly bytes: Uint8Array; readonly file: string };

/** What it says: what the document holds, or why it cannot be read. */
export type FromOfficeThread = { readonly document: OfficeDocument } | { readonly faults: readonly InputFault[] };

/** What one document may take. */
export type OfficeLimits = { readonly ms: number; readonly megabytes: number };

/** Enough for 50,000 answers on a slow machine. */
const usual: OfficeLimits = { ms: 60_000, megabytes: 1536 };

/** In a checkout the sources run as they stand; in the package, what was built from them. */
const officeThread = new URL(`./office-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** A document that is being read, and what is to be told of it. */
type Job = { readonly resolve: (document: OfficeDocument) => void; readonly reject: (error: unknown) => void };

/**
 * Reads Word documents and Excel workbooks on a thread of its own, one after the other: a service goes on answering meanwhile, and a
 * document on which a library runs for ever, or out of memory, costs that thread and nothing else. It is started for the first
 * document and does not keep the process alive.
 */
export function createOfficeReader({ ms, megabytes }: OfficeLimits = usual) {
  let thread: Worker | undefined;
  let job: Job | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(officeThread, { resourceLimits: { maxOldGenerationSizeMb: megabytes } });
    started.on('message', (message: FromOfficeThread) => {
      if (thread !== started) return;
      if ('document' in message) job?.resolve(message.document);
      else job?.reject(message.faults);
    });
    // It ends after this: the next document gets another one.
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (thread !== started) return;
      thread = undefined;
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      job?.reject(isFull ? inFile(told('takes_too_much_memory', { megabytes })) : error);
    });
    return started;
  }

  async function readNow(bytes: Uint8Array, file: string): Promise<OfficeDocument> {
    thread ??= start();
    const asked = thread;
    asked.ref();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<OfficeDocument>((resolve, reject) => {
        job = { resolve, reject };
        timer = setTimeout(() => {
          thread = undefined;
          void asked.terminate();
          reject(inFile(told('takes_too_long', { seconds: ms / 1000 })));
        }, ms);
        asked.postMessage({ bytes, file } satisfies ToOfficeThread);
      });
    } catch (error) {
      throw Array.isArray(error) ? new InvalidInput(file, error) : error;
    } finally {
      clearTimeout(timer);
      job = undefined;
      asked.unref();
    }
  }

  return {
    /** @throws {InvalidInput} when it is broken, protected, too large, another kind of document, or takes too much to read */
    read: (bytes: Uint8Array, file: string): Promise<OfficeDocument> => {
      const reading = turn.then(() => readNow(bytes, file));
      turn = reading.catch(() => undefined);
      return reading;
    },
  };
}

function inFile(what: Told): readonly InputFault[] {
  return [{ field: '', ...what }];
}

/** Reads an Office document within the usual limits. */
export const { read: readOfficeAside } = createOfficeReader();
