import { normalise } from './normalise.ts';
import { tokensOf } from './tokens.ts';

/** Two texts share so much of their wording that they were hardly written apart. */
export type NearDuplicates = {
  /** Adds a text and gives its number: 0 for the first. */
  readonly add: (text: string) => number;
  /** Groups of two or more texts, in the order in which their first ones were added; each text stands in one group at most. */
  readonly groups: () => readonly TextGroup[];
};

/** Texts by number, ascending, each with its likeness to the first: the share of runs in common, from 0 to 1, estimated. */
export type TextGroup = readonly { readonly text: number; readonly likeness: number }[];

const runLength = 4;
const bands = 42;
const rowsPerBand = 3;
const width = bands * rowsPerBand;

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
  const ignoredRuns = new Set(ignored.flatMap((text) => [...runsOf(text)]));
  const texts: Signature[] = [];

  function add(text: string): number {
    const runs = runsOf(text);
    for (const run of ignoredRuns) runs.delete(run);
    texts.push(signatureOf(runs));
    return texts.length - 1;
  }

  function groups(): readonly TextGroup[] {
    const parent = Int32Array.from(texts, (_, index) => index);
    const compared = texts.flatMap(({ minima }, index) => (minima === undefined ? [] : [index]));
    for (let band = 0; band < bands; band++) joinBand(texts, compared, band, parent);
    const members = Map.groupBy(compared, (index) => rootOf(parent, index));
    return [...members.values()]
      .filter((group) => group.length > 1)
      .map((group) => {
        const first = texts[group[0] ?? 0] ?? nothing;
        return group.map((text) => ({ text, likeness: likeness(first, texts[text] ?? nothing) }));
      })
      .toSorted((a, b) => (a[0]?.text ?? 0) - (b[0]?.text ?? 0));
  }

  return { add, groups };
}

/** How many different runs a text has, and the least of them under each of the hash functions; undefined: too few to compare. */
type Signature = { readonly runs: number; readonly minima: Uint32Array | undefined };

const nothing: Signature = { runs: 0, minima: undefined };

function joinBand(texts: readonly Signature[], compared: readonly number[], band: number, parent: Int32Array): void {
  const buckets = new Map<number, number[]>();
  for (const index of compared) {
    const signature = texts[index] ?? nothing;
    const key = bandKey(signature, band);
    const bucket = buckets.get(key);
    if (bucket === undefined) {
      buckets.set(key, [index]);
      continue;
    }
    for (const other of bucket) {
      const [first, second] = [rootOf(parent, index), rootOf(parent, other)];
      if (first !== second && belongTogether(signature, texts[other] ?? nothing))
        parent[Math.max(first, second)] = Math.min(first, second);
    }
    if (bucket.length < mostCompared) bucket.push(index);
  }
}

function belongTogether(first: Signature, second: Signature): boolean {
  const share = likeness(first, second);
  // |A ∩ B| = J / (1 + J) × (|A| + |B|)
  return share >= alike && (share / (1 + share)) * (first.runs + second.runs) >= fewestShared;
}

/** The share of minima that are equal estimates the share of runs in common; its standard error at 0.4 is 0.04. */
function likeness({ minima: first }: Signature, { minima: second }: Signature): number {
  if (first === undefined || second === undefined) return 0;
  let equal = 0;
  for (let index = 0; index < width; index++) if (first[index] === second[index]) equal++;
  return equal / width;
}

function rootOf(parent: Int32Array, index: number): number {
  let at = index;
  for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
    parent[at] = parent[up] ?? up;
    at = up;
  }
  return at;
}

function bandKey({ minima }: Signature, band: number): number {
  let key = 0;
  for (let row = 0; row < rowsPerBand; row++)
    key = mixed(Math.imul(key, 31) ^ (minima?.[band * rowsPerBand + row] ?? 0));
  return key;
}

const factors = Uint32Array.from({ length: width }, (_, index) => mixed(2 * index + 1) | 1);
const addends = Uint32Array.from({ length: width }, (_, index) => mixed(0x5bd1e995 + index));

function signatureOf(runs: ReadonlySet<number>): Signature {
  if (runs.size < fewestShared) return { runs: runs.size, minima: undefined };
  const minima = new Uint32Array(width).fill(0xffffffff);
  for (const run of runs) {
    for (let index = 0; index < width; index++) {
      const hash = (Math.imul(run, factors[index] ?? 0) + (addends[index] ?? 0)) >>> 0;
      if (hash < (minima[index] ?? 0)) minima[index] = hash;
    }
  }
  return { runs: runs.size, minima };
}

/** The different runs of four tokens in a text, as numbers. */
function runsOf(raw: string): Set<number> {
  const { text } = normalise(raw);
  const { start, end } = tokensOf(text);
  const runs = new Set<number>();
  const tokens = Uint32Array.from(start, (from, index) => tokenNumber(text, from, end[index] ?? from));
  for (let index = runLength; index <= tokens.length; index++) {
    let run = 0;
    for (const token of tokens.subarray(index - runLength, index)) run = Math.imul(run, 0x01000193) ^ token;
    runs.add(mixed(run));
  }
  return runs;
}

function tokenNumber(text: string, start: number, end: number): number {
  let number = 0x811c9dc5;
  for (let index = start; index < end; index++) number = Math.imul(number ^ text.charCodeAt(index), 0x01000193);
  return mixed(number);
}

/** Spreads a number over 32 bits. @see Appleby, MurmurHash3 (fmix32) */
function mixed(number: number): number {
  let value = number;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
