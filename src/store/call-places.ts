import { randomInt } from 'node:crypto';
import { JudgeUnavailable } from '../core/errors.ts';
import type { AcquireCall } from '../core/model-calls.ts';
import { createLocks } from './locks.ts';
import type { Session } from './session.ts';

/** Arbitrary numbers: the spaces of the locks of places, of those who use some, and of those who have less than their share. */
const spaces = { places: 1_735_290_734, users: 1_735_290_735, lacking: 1_735_290_736 };
const largestUser = 2 ** 31 - 1;

/** How often someone who uses places looks for free ones, and whether others lack some. */
const lookMs = 100;
/** Places that nobody needed for so long are given back. */
const idleMs = 2_000;
/** Where there are more users than places, others have their turn after so long. */
const turnMs = 10_000;

/**
 * One limit on calls for all processes on a database. Each place is a lock, and a process keeps a place from call to call, so that
 * the database is asked only when something changes. What is free is for anybody; as soon as somebody lacks places, each keeps no more
 * than its share. The places of a process that ends are free at once.
 *
 * @param most - calls in flight at the same time, of all processes together
 */
export function shareCallPlaces(session: Session, most: number): AcquireCall {
  const user = randomInt(1, largestUser);
  const locks = createLocks(session, spaces);
  const queue = createQueue();
  /** Calls in flight by places that we hold. Of a connection that was lost neither counts any more. */
  let inUse = 0;
  let era = 0;
  /** How many places we may use now. */
  let cap = most;
  let usedAt = 0;
  let looking: NodeJS.Timeout | undefined;
  let turn = session.onConnect(async () => {
    locks.forget();
    inUse = 0;
    era++;
  });

  function letIn(): void {
    while (inUse < Math.min(locks.held('places').size, cap) && queue.next()) inUse++;
  }

  async function look(): Promise<void> {
    if (queue.length() > 0 || inUse > 0) usedAt = performance.now();
    else if (performance.now() - usedAt > idleMs) return leave();
    await locks.take('users', [user]);
    const seen = await locks.seen();
    if (seen === undefined) return;
    const share = shareOf(user, [...seen.users], most);
    const held = locks.held('places');
    const lacks = queue.length() > 0 && held.size < share;
    if (lacks) await locks.take('lacking', [user]);
    else await locks.giveBack('lacking', [user]);
    cap = [...seen.lacking].some((other) => other !== user) ? share : most;
    await locks.giveBack('places', [...held].slice(Math.max(cap, inUse)));
    const wanted = Math.min(cap, inUse + queue.length()) - held.size;
    const free = Array.from({ length: most }, (_, place) => place).filter((place) => !seen.places.has(place));
    if (wanted > 0) await locks.take('places', shuffled(free).slice(0, wanted));
    letIn();
  }

  async function leave(): Promise<void> {
    clearInterval(looking);
    looking = undefined;
    for (const space of ['places', 'lacking', 'users'] as const) await locks.giveBack(space, [...locks.held(space)]);
  }

  function lookNow(): void {
    // One look at a time; what goes wrong with one is seen to by the next.
    turn = turn.then(look).catch(() => undefined);
  }

  return async (signal) => {
    if (queue.length() > 0 || inUse >= Math.min(locks.held('places').size, cap)) {
      if (looking === undefined) {
        looking = setInterval(lookNow, lookMs).unref();
        lookNow();
      }
      await queue.enter(signal);
    } else inUse++;
    const entered = era;
    return () => {
      if (entered !== era) return;
      inUse--;
      letIn();
    };
  };
}

/** What one of several is to have: as much as the others, and of what is left over one more in its turn. */
function shareOf(user: number, users: readonly number[], most: number): number {
  const all = [...new Set([...users, user])].sort((a, b) => a - b);
  const rank = (all.indexOf(user) + Math.floor(Date.now() / turnMs)) % all.length;
  return Math.floor(most / all.length) + (rank < most % all.length ? 1 : 0);
}

/** Those who wait to be let in, the first first. */
function createQueue() {
  const waiting: (() => void)[] = [];
  return {
    length: () => waiting.length,
    /** Lets the next one in; false where nobody waits. */
    next: (): boolean => {
      const enter = waiting.shift();
      enter?.();
      return enter !== undefined;
    },
    enter: (signal: AbortSignal | undefined): Promise<void> =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          const index = waiting.indexOf(enter);
          if (index >= 0) waiting.splice(index, 1);
          reject(new JudgeUnavailable('the request was aborted', { cause: signal?.reason }));
        };
        const enter = (): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        if (signal?.aborted === true) return giveUp();
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(enter);
      }),
  };
}

/** In an order of chance, so that two who look at the same time try different places. */
function shuffled(numbers: readonly number[]): number[] {
  return numbers
    .map((number) => ({ number, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ number }) => number);
}
