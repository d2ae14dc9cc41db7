import { isAmbiguousLoop } from './ambiguous-loop.ts';
import { beginningsOf, mayStandTogether } from './beginnings.ts';
import { type Overlap, overlapIn } from './common-characters.ts';
import { type RegexPart, readRegex } from './regex-tree.ts';

/** What a part takes where it is tried at one place: at most so many steps, and it ends in at most so many ways. */
type Effort = { readonly steps: number; readonly ways: number };

/**
 * How many steps an engine that goes back takes at most to find every match of a regular expression in a text: characters compared
 * and conditions looked at. It is told from the expression alone; the truth may be far below it, never above.
 *
 * @param source - one that the engine accepts with the flag u
 * @param length - of the text, in characters
 * @returns Infinity where they are beyond counting
 */
export function mostSteps(source: string, length: number): number {
  return effortOf(readRegex(source), overlapIn(source), length).steps * (length + 1);
}

function effortOf(whole: RegexPart, overlap: Overlap, length: number): Effort {
  function effort(part: RegexPart): Effort {
    switch (part.kind) {
      case 'character':
      case 'place':
        return { steps: 1, ways: 1 };
      case 'again':
        return { steps: longest(part, length) + 1, ways: 1 };
      case 'look':
        return { steps: effort(part.of).steps + 1, ways: 1 };
      case 'sequence':
        return inOrder(part.of);
      case 'choice': {
        const efforts = part.of.map(effort);
        return { steps: sum(efforts.map(({ steps }) => steps)) + 1, ways: mostTogether(part.of, efforts) };
      }
      case 'repeat':
        return part.most <= 1 ? optional(part) : repeated(part);
    }
  }

  function inOrder(parts: readonly RegexPart[]): Effort {
    let steps = 1;
    let ways = 1;
    // Of the ways so far, one in so many is left by the part at hand, as it decides where the repeat before it ended.
    let decided = 1;
    for (const [index, part] of parts.entries()) {
      const own = effort(part);
      steps += times(ways, own.steps);
      ways = times(ways / decided, own.ways);
      const next = parts[index + 1];
      decided = next !== undefined && Number.isFinite(own.ways) && decidesEnd(part, next) ? own.ways : 1;
    }
    return { steps, ways };
  }

  /** Is there but one place where a repeat of one character can end, as the next part can begin with none such? */
  function decidesEnd(part: RegexPart, next: RegexPart): boolean {
    if (part.kind !== 'repeat' || part.most === 0 || part.of.kind !== 'character') return false;
    const { source } = part.of;
    return beginningsOf(next).every(([first]) => first !== undefined && !overlap(first, source));
  }

  /** In how many ways a choice ends at most: of alternatives that cannot stand at one place, only one does. */
  function mostTogether(parts: readonly RegexPart[], efforts: readonly Effort[]): number {
    const begun = parts.map(beginningsOf);
    const together = begun.map((own) =>
      sum(efforts.map(({ ways }, other) => (mayStandTogether(own, begun[other] ?? [], overlap) ? ways : 0))),
    );
    return Math.max(...together);
  }

  function optional({ least, most, of }: Repeat): Effort {
    if (most === 0) return { steps: 1, ways: 1 };
    const { steps, ways } = effort(of);
    return { steps: steps + 1, ways: least === 0 ? ways + 1 : ways };
  }

  function repeated({ least, most, of }: Repeat): Effort {
    const one = effort(of);
    const rounds = Math.min(most, length + least);
    const isOneWay = one.ways <= 1 || !(isAmbiguousLoop(of, overlap) || (least > 0 && mayBeEmpty(of)));
    if (!isOneWay) return multiplied(one, least, rounds);
    // Each place is reached in one way, so there are no more ways than places where it can end.
    const ends = Math.min(times(rounds, longest(of, length)), length) + 1;
    const ways = of.kind === 'character' ? ends - Math.min(least, length) : ends;
    return { steps: times(ends + least, one.steps) + 1, ways };
  }

  /** Each round again in every way. */
  function multiplied(one: Effort, least: number, rounds: number): Effort {
    let ways = least === 0 ? 1 : 0;
    let steps = 1;
    let open = 1;
    for (let round = 1; round <= rounds && Number.isFinite(open); round++) {
      steps += times(open, one.steps + 1);
      open = times(open, one.ways);
      if (round >= least) ways += open;
    }
    return Number.isFinite(open) ? { steps, ways } : { steps: open, ways: open };
  }

  return effort(whole);
}

type Repeat = RegexPart & { readonly kind: 'repeat' };

/** The most characters that a part matches. */
function longest(part: RegexPart, length: number): number {
  switch (part.kind) {
    case 'character':
      return 1;
    case 'place':
    case 'look':
      return 0;
    case 'again':
      return part.of === undefined ? length : longest(part.of, length);
    case 'choice':
      return Math.max(...part.of.map((inner) => longest(inner, length)));
    case 'sequence':
      return Math.min(length, sum(part.of.map((inner) => longest(inner, length))));
    case 'repeat':
      return Math.min(length, times(part.most, longest(part.of, length)));
  }
}

function mayBeEmpty(part: RegexPart): boolean {
  switch (part.kind) {
    case 'character':
      return false;
    case 'place':
    case 'look':
    case 'again':
      return true;
    case 'choice':
      return part.of.some(mayBeEmpty);
    case 'sequence':
      return part.of.every(mayBeEmpty);
    case 'repeat':
      return part.least === 0 || mayBeEmpty(part.of);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The product; nothing of what is without bound is nothing. */
function times(one: number, other: number): number {
  return one === 0 || other === 0 ? 0 : one * other;
}
