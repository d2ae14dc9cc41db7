import { JudgeUnavailable } from '../../core/errors.ts';
import type { Read, Reading } from '../answer/reading.ts';
import type { Heuristics } from './heuristics.ts';
import { type Found, type Job, openThread, type Thread, type ToThread, weightOf } from './thread.ts';

/** Characters that a thread has before it, some 30 ms of work: enough to go on with while this thread sees to others. */
const mostAhead = 20_000;
/** As many, some 5 ms, when one is added for which nobody waits: so long has one that somebody waits for to wait at most. */
const mostAheadOfLater = 2_500;
/** After so many that somebody waits for, one goes for which nobody waits. */
const urgentInARow = 20;

/** In a checkout the sources run as they stand; in the package, what was built from them. */
const heuristicThread = new URL(
  `./heuristic-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);

/**
 * The heuristics on threads beside the one that waits for the network and the store: several processors are used, and a service goes on
 * answering. Nothing is started before the first answer. Of a thread that breaks off, one answer is lost, and another thread reads the
 * others. An answer is given to the thread that has the least before it, and only shortly before it can begin: what is not begun can
 * be overtaken, and is dropped when nobody waits for it any more.
 *
 * @param way.threads - how many, at least one
 * @param way.entry - what runs in each
 */
export function heuristicThreads(way: {
  readonly rubrics: string;
  readonly threads: number;
  readonly entry?: URL;
}): Heuristics {
  const { rubrics, entry = heuristicThread } = way;
  const open = (): Thread => openThread({ rubrics, entry, freed: takeBack });
  const threads = [open(), ...Array.from({ length: way.threads - 1 }, open)] as const;
  const waiting: { readonly urgent: Job[]; readonly later: Job[] } = { urgent: [], later: [] };
  let inARow = 0;
  let lastUrgent: Promise<unknown> = Promise.resolve();
  let closed = false;

  function takeBack(left: readonly Job[]): void {
    waiting.urgent.unshift(...left.filter(({ urgent }) => urgent));
    waiting.later.unshift(...left.filter(({ urgent }) => !urgent));
    deal();
  }

  /** Gives out what can soon begin. */
  function deal(): void {
    for (;;) {
      const thread = leastLoaded(threads);
      const job = nextFor(thread.load());
      if (job === undefined) return;
      if (closed) job.reject(new JudgeUnavailable('the heuristics have ended'));
      else if (job.signal?.aborted) job.reject(new JudgeUnavailable('nobody waits for the answer to be read any more'));
      else thread.take(job);
    }
  }

  function nextFor(load: number): Job | undefined {
    const { urgent, later } = waiting;
    const isTurnOfLater = urgent.length === 0 || (inARow >= urgentInARow && later.length > 0);
    if (load > (urgent.length === 0 ? mostAheadOfLater : mostAhead)) return undefined;
    inARow = isTurnOfLater ? 0 : inARow + 1;
    return (isTurnOfLater ? later : urgent).shift();
  }

  function add(given: ToThread, urgent: boolean, signal?: AbortSignal): Promise<Found> {
    const found = new Promise<Found>((resolve, reject) => {
      waiting[urgent ? 'urgent' : 'later'].push({ given, urgent, signal, resolve, reject });
      deal();
    });
    if (urgent) lastUrgent = found;
    return found;
  }

  async function read({ signal, ...answer }: Parameters<Read>[0], urgent: boolean): Promise<Reading> {
    const { question, lang, labelledAs } = answer;
    const known = labelledAs === undefined ? {} : { labelledAs };
    const found = await add({ read: { question, answer: answer.answer, lang, ...known } }, urgent, signal);
    if ('reading' in found) return found.reading;
    throw new TypeError('an answer that was to be read was explained');
  }

  /** Every thread reads an answer to every question with nothing in it: its rubric is then compiled. */
  function compileOn(thread: Thread, question: string): Promise<unknown> {
    const given = { read: { question, answer: '', lang: 'zh' as const } };
    return new Promise((resolve, reject) => thread.take({ given, urgent: true, resolve, reject }));
  }

  return {
    compile: async (questions) => {
      await Promise.all(threads.flatMap((thread) => questions.map((question) => compileOn(thread, question))));
    },
    now: (answer) => read(answer, true),
    later: (answer) => read(answer, false),
    explain: async (question, answer) => {
      const found = await add({ explain: { question, answer } }, true);
      if ('explanation' in found) return found.explanation;
      throw new TypeError('an answer that was to be explained was read');
    },
    waitMs: () => {
      const waits = waiting.urgent.reduce((sum, job) => sum + weightOf(job), 0);
      const { length } = threads;
      return threads.reduce((sum, { load, msEach }) => sum + (load() + waits / length) * msEach(), 0) / length;
    },
    whenReached: (callback) => void lastUrgent.then(callback, callback),
    [Symbol.asyncDispose]: async () => {
      closed = true;
      deal();
      await Promise.all(threads.map(({ close }) => close()));
    },
  };
}

function leastLoaded([first, ...others]: readonly [Thread, ...Thread[]]): Thread {
  return others.reduce((least, thread) => (thread.load() < least.load() ? thread : least), first);
}
