import { normalise } from './normalise.ts';
import { bands, mixed, Signatures } from './signatures.ts';
import { tokensOf } from './tokens.ts';

/** Two texts share so much of their wording that they were hardly written apart. */
export type NearDuplicates = {
  /** Adds a text and gives its number: 0 for the first. */
  readonly add: (text: string) => number;
  /**
   * Groups of two or more texts, in the order in which their first ones were added; each text stands in one group at most. They are
   * what it returns: of many texts that takes seconds, and in between it yields every few milliseconds.
   */
  readonly groups: () => Generator<undefined, readonly TextGroup[]>;
};

/** Texts by number, ascending, each with its likeness to the first: the share of runs in common, from 0 to 1, estimated. */
export type TextGroup = readonly { readonly text: number; readonly likeness: number }[];

const runLength = 4;

/**
 * Texts belong together from this share of runs in common on: runs in both over runs in either (Jaccard). Of the 44,226 pairs of
 * independent answers to the same question in fixtures/answers, development and unseen the likest pair has 0.18, one in a thousand
 * more than 0.05.
 */
const alike = 0.4;

/**
 * And only where so many runs are shared: some 43 characters or words, more than a stock sentence of apology has. Short answers
 * are therefore never grouped: that two people write the same single sentence proves nothing.
 */
const fewestShared = 40;

/** Texts that are put into buckets between two pauses. */
const mostAtOnce = 4_096;

/** Members of a bucket that a text is compared with: a bucket of thousands costs no more a text than a small one. */
const mostCompared = 8;

/**
 * Collects texts and finds those that are nearly the same, whatever the order of their sentences, in time that grows with their
 * number, not with the number of pairs: a text is compared only with those that share one of 42 bands of its 126 minima of runs
 * of four characters or words. A pair with half of its runs in common is found 99.6 times of 100, one at the threshold 94 times.
 * Width, case, traditional characters, punctuation and fillers are folded first.
 *
 * @param ignored - texts whose runs do not count, such as the question that everybody repeats
 * @see Broder (1997), On the resemblance and containment of documents; Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, 3.4
 */
export function collectNearDuplicates(ignored: readonly string[] = []): NearDuplicates {
  const notOwn = new Set(ignored.flatMap((text) => [...runsOf(text, new Set())]));
  const signatures = new Signatures();

  function* groups(): Generator<undefined, readonly TextGroup[]> {
    const parent = Int32Array.from({ length: signatures.count }, (_, index) => index);
    const compared = [...parent.keys()].filter((text) => signatures.size(text) >= fewestShared);
    for (let band = 0; band < bands; band++) yield* joinBand(signatures, compared, band, parent);
    const members = Map.groupBy(compared, (text) => rootOf(parent, text));
    // A root is the least of its group, and groups come in the order of their first members.
    return [...members]
      .filter(([, group]) => group.length > 1)
      .map(([first, group]) => group.map((text) => ({ text, likeness: signatures.likeness(first, text) })));
  }

  return { add: (text) => signatures.add(runsOf(text, notOwn)), groups };
}

function* joinBand(
  signatures: Signatures,
  compared: readonly number[],
  band: number,
  parent: Int32Array,
): Generator<undefined, void> {
  const buckets = new Map<number, number[]>();
  for (const [index, text] of compared.entries()) {
    if (index % mostAtOnce === 0) yield;
    const key = signatures.bandKey(text, band);
    const bucket = buckets.get(key);
    if (bucket === undefined) {
      buckets.set(key, [text]);
      continue;
    }
    for (const other of bucket) {
      const [first, second] = [rootOf(parent, text), rootOf(parent, other)];
      if (first !== second && belongTogether(signatures, text, other))
        parent[Math.max(first, second)] = Math.min(first, second);
    }
    if (bucket.length < mostCompared) bucket.push(text);
  }
}

function belongTogether(signatures: Signatures, first: number, second: number): boolean {
  const share = signatures.likeness(first, second);
  // |A ∩ B| = J / (1 + J) × (|A| + |B|)
  const shared = (share / (1 + share)) * (signatures.size(first) + signatures.size(second));
  return share >= alike && shared >= fewestShared;
}

function rootOf(parent: Int32Array, index: number): number {
  let at = index;
  for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
    parent[at] = parent[up] ?? up;
    at = up;
  }
  return at;
}

/** The different runs of four tokens in a text, as numbers, without those of `ignored`. */
function runsOf(raw: string, ignored: ReadonlySet<number>): Set<number> {
  const { text } = normalise(raw);
  const { start, end } = tokensOf(text);
  const runs = new Set<number>();
  let [first, second, third] = [0, 0, 0];
  for (let index = 0; index < start.length; index++) {
    const token = tokenNumber(text, start[index] ?? 0, end[index] ?? 0);
    const run = mixed(Math.imul(Math.imul(Math.imul(first, 31) + second, 31) + third, 31) + token);
    if (index >= runLength - 1 && !ignored.has(run)) runs.add(run);
    [first, second, third] = [second, third, token];
  }
  return runs;
}

function tokenNumber(text: string, start: number, end: number): number {
  let number = 0x811c9dc5;
  for (let index = start; index < end; index++) number = Math.imul(number ^ text.charCodeAt(index), 0x01000193);
  return mixed(number);
}
