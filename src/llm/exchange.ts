import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Rubric } from '../core/rubric.ts';

/** What a request was made from, so that it can be said later what changed. A hash is `sha256:` and the hash of a text. */
export type MadeFrom = {
  /** Id of the labelled answer. */
  readonly fixture: string;
  readonly prompt: string;
  /** Of what the model is shown of the rubric; indicators and advice are not among it. */
  readonly rubric: string;
  readonly answer: string;
};

/** What happens under one judgement: who replied, which recordings were used, and whether one was missing. */
export type Exchange = {
  readonly madeFrom: MadeFrom;
  readonly origins: Set<string>;
  readonly keys: Set<string>;
  missing: boolean;
};

/** The judgement that is going on: a `fetch` deep under the SDK looks here for whose request it carries. */
export const currentExchange = new AsyncLocalStorage<Exchange>();

/** An exchange in which nothing has happened yet. */
export function startExchange(madeFrom: MadeFrom): Exchange {
  return { madeFrom, origins: new Set(), keys: new Set(), missing: false };
}

const shownHashes = new WeakMap<Rubric, string>();

/** The hash of what the model is shown of a rubric, made once. */
export function shownRubricHash(rubric: Rubric): string {
  const known = shownHashes.get(rubric);
  if (known !== undefined) return known;
  const points = rubric.points.map(({ id, name, met, partial, grader_note, examples }) => {
    return { id, name, met, partial, grader_note, examples };
  });
  const flags = rubric.red_flags.map(({ id, name, when }) => ({ id, name, when }));
  const hash = sha256(JSON.stringify([rubric.prompt, points, flags]));
  shownHashes.set(rubric, hash);
  return hash;
}

export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
