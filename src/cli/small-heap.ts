import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap of this process small from now on, at the price of collecting garbage more often: for a command that goes through much
 * and holds little of it. V8 lets garbage stand while the machine has room; over 20,000 answers a run came to 480 MB, of which it used
 * less than half.
 *
 * Threads have limits of their own (`resourceLimits`), a main thread only those that `node` was started with. These flags, though, are
 * looked at whenever the heap is about to grow. To be called early: what has grown shrinks slowly.
 */
export function keepHeapSmall(): void {
  // Young objects keep to the few megabytes that they have, instead of up to 134.
  setFlagsFromString('--semi-space-growth-factor=1');
  // A thread that starts later would have the least there is, and collect after every answer.
  setFlagsFromString('--min-semi-space-size=2');
  // Old ones are collected when the heap is a seventh larger than what was alive in it, instead of two to four times as large.
  setFlagsFromString('--heap-growing-percent=15');
}

/**
 * Keeps the heap of this process steady from now on: for a service, whose garbage of the old generation would otherwise stand until it
 * is two to four times what is alive, so that its memory told nothing of it. Old objects are collected when the heap is a third larger
 * than what was alive in it; the young ones, of which a request leaves many, keep their room.
 */
export function keepHeapSteady(): void {
  setFlagsFromString('--heap-growing-percent=30');
}
