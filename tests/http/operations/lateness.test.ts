import { describe, expect, it } from 'vitest';
import { watchLateness } from '../../../src/http/operations/lateness.ts';

/** An event loop with a clock of its own: what comes in is seen to turn by turn. */
function simulate(lateMs: number, waitMs = () => 0) {
  let at = 0;
  let ended: (() => void)[] = [];
  const { late } = watchLateness(lateMs, {
    now: () => at,
    whenReached: (callback) => void ended.push(callback),
    waitMs,
  });

  /** A turn in which `requests` are looked at and each that is not late takes `ms`; gives how many were late. */
  function turn(requests: number, ms: number, kind: 'first' | 'later' = 'first'): number {
    let turnedAway = 0;
    for (let request = 0; request < requests; request++) {
      if (late(kind)) turnedAway++;
      else at += ms;
    }
    const callbacks = ended;
    ended = [];
    for (const callback of callbacks) callback();
    return turnedAway;
  }

  return {
    turn,
    rest: (ms: number): void => {
      at += ms;
    },
    now: () => at,
  };
}

describe('a process', () => {
  it('is not late while its turns are short, however many there are', () => {
    const loop = simulate(50);
    for (let turns = 0; turns < 1_000; turns++) expect(loop.turn(49, 1)).toBe(0);
  });

  it('makes up for a pause without turning anybody away, however long it was', () => {
    const loop = simulate(50);
    loop.turn(1, 10_000);
    // At 40 a second 400 have come meanwhile, then 16 while those were done.
    expect(loop.turn(400, 1)).toBe(0);
    expect(loop.turn(16, 1)).toBe(0);
    expect(loop.turn(1, 1)).toBe(0);
  });

  it('turns away what it reaches more than its limit after a turn began, once turns were late for half a second', () => {
    const loop = simulate(50);
    for (let turns = 0; turns < 5; turns++) expect(loop.turn(100, 1)).toBe(0);
    // 500 ms without a break: from now on those that are reached within 50 ms are taken on, which are 51.
    expect(loop.turn(100, 1)).toBe(49);
    expect(loop.turn(2_000, 1)).toBe(1_949);
  });

  it('turns away what is left of a turn that has lasted for half a second itself', () => {
    expect(simulate(50).turn(2_000, 1)).toBe(1_499);
  });

  it('bears with what does not cost much for ten times as long', () => {
    const loop = simulate(50);
    while (loop.now() < 600) loop.turn(101, 1, 'later');
    // Reached within 500 ms, where what costs much had 50.
    expect(loop.turn(1_000, 1, 'later')).toBe(499);
  });

  it.each([
    ['a turn that was short', (loop: ReturnType<typeof simulate>) => loop.turn(10, 1)],
    ['a rest', (loop: ReturnType<typeof simulate>) => loop.rest(60)],
  ])('is no longer overloaded after %s', (_what, breakOff) => {
    const loop = simulate(50);
    while (loop.now() < 1_000) loop.turn(101, 1);
    expect(loop.turn(101, 1)).toBe(50);
    breakOff(loop);
    expect(loop.turn(101, 1)).toBe(0);
  });

  it('takes on no more than it can do in time of what waits in a queue of its own, once it is overloaded', () => {
    let waiting = 0;
    const loop = simulate(50, () => waiting);
    waiting = 10_000;
    expect(loop.turn(100, 1)).toBe(0);
    while (loop.now() < 1_000) loop.turn(101, 1, 'later');
    expect(loop.turn(10, 1)).toBe(10);
    expect(loop.turn(10, 1, 'later')).toBe(0);
    waiting = 75;
    expect(loop.turn(10, 1)).toBe(0);
  });

  it('is never late where the limit is 0', () => {
    expect(simulate(0).turn(100_000, 1)).toBe(0);
  });
});
