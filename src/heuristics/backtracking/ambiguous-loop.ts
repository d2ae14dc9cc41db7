import type { Overlap } from './common-characters.ts';
import { anyCharacter, type RegexPart } from './regex-tree.ts';

/** The places for characters in a part, how they follow each other, and in how many ways (2: or more). */
type Places = {
  readonly first: Counts;
  readonly last: Counts;
  /** In how many ways it matches nothing at all. */
  readonly empty: number;
};
type Counts = ReadonlyMap<number, number>;

const mostCopies = 12;
const mostPlaces = 400;

/**
 * Can a part that is repeated as often as one likes match the same text in two ways? Then there are exponentially many, and an engine
 * that goes back tries them all. What it must stand before or behind is not looked at, and repeats inside count as unbounded, so a
 * yes is not sure; a no is.
 *
 * @see Weideman et al. (2016), Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity of NFA
 */
export function isAmbiguousLoop(body: RegexPart, overlap: Overlap): boolean {
  const sources: string[] = [];
  const follow: Map<number, number>[] = [];

  function connect(from: Counts, to: Counts): void {
    for (const [source, ways] of from)
      for (const [target, more] of to) {
        const known = follow[source];
        known?.set(target, (known.get(target) ?? 0) + ways * more);
      }
  }

  function place(source: string): Places {
    const at = sources.push(source) - 1;
    follow.push(new Map());
    const only = new Map([[at, 1]]);
    return { first: only, last: only, empty: 0 };
  }

  function chain(before: Places, next: Places): Places {
    connect(before.last, next.first);
    return {
      first: merged(before.first, next.first, before.empty),
      last: merged(next.last, before.last, next.empty),
      empty: before.empty * next.empty,
    };
  }

  function loop(of: RegexPart): Places {
    const inner = placesOf(of);
    connect(inner.last, inner.first);
    return inner;
  }

  function placesOf(part: RegexPart): Places {
    switch (part.kind) {
      case 'character':
        return place(part.source);
      case 'again':
        return { ...loop({ kind: 'character', source: anyCharacter }), empty: 1 };
      case 'place':
      case 'look':
        return nothing;
      case 'sequence':
        return part.of.reduce<Places>((before, next) => chain(before, placesOf(next)), nothing);
      case 'choice':
        return part.of.map(placesOf).reduce((one, other) => ({
          first: merged(one.first, other.first, 1),
          last: merged(one.last, other.last, 1),
          empty: one.empty + other.empty,
        }));
      case 'repeat': {
        if (part.most === 0) return nothing;
        if (part.least === part.most && part.most <= mostCopies)
          return Array.from({ length: part.most }, () => placesOf(part.of)).reduce(chain);
        const inner = part.most === 1 ? placesOf(part.of) : loop(part.of);
        // An engine does not repeat what matched nothing, so leaving it out is the one way to nothing.
        return part.least === 0 ? { ...inner, empty: 1 } : inner;
      }
    }
  }

  loop(body);
  if (sources.length > mostPlaces || follow.some((next) => [...next.values()].some((ways) => ways > 1))) return true;
  return partAndMeet(sources, follow, overlap);
}

const nothing: Places = { first: new Map(), last: new Map(), empty: 1 };

/** All of one, and of the other as often as said. */
function merged(one: Counts, other: Counts, times: number): Counts {
  if (times === 0) return one;
  const all = new Map(one);
  for (const [at, ways] of other) all.set(at, (all.get(at) ?? 0) + ways * times);
  return all;
}

/** Do two ways over the same characters part somewhere, and meet again? */
function partAndMeet(sources: readonly string[], follow: readonly Counts[], overlap: Overlap): boolean {
  const seen = new Set<number>();
  const open: (readonly [number, number])[] = [];

  /** Goes on from a pair of places; tells whether it can come to one place. */
  function go(one: number, other: number): boolean {
    for (const first of follow[one]?.keys() ?? [])
      for (const second of follow[other]?.keys() ?? []) {
        if (!overlap(sources[first] ?? '', sources[second] ?? '')) continue;
        if (first === second) {
          if (one !== other) return true;
          continue;
        }
        const key = first * sources.length + second;
        if (seen.has(key)) continue;
        seen.add(key);
        open.push([first, second]);
      }
    return false;
  }

  for (let at = 0; at < sources.length; at++) go(at, at);
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) if (go(...pair)) return true;
  return false;
}
