import fc from 'fast-check';

/** A regular expression over a, b and c. */
export type Written =
  | { readonly kind: 'one'; readonly of: string; readonly source: string }
  | { readonly kind: 'place'; readonly source: '^' | '$' | '\\b' }
  | { readonly kind: 'look'; readonly isBehind: boolean; readonly isNot: boolean; readonly of: Written }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly Written[] }
  | { readonly kind: 'repeat'; readonly least: number; readonly most: number; readonly of: Written };

const one = fc
  .constantFrom<readonly [string, string]>(['a', 'a'], ['b', 'b'], ['ab', '[ab]'], ['bc', '[^a]'], ['abc', '.'])
  .map(([of, source]) => ({ kind: 'one' as const, of, source }));

/** Regular expressions with all that makes an engine go back. */
export const written: fc.Arbitrary<Written> = fc.letrec<{ whole: Written }>((tie) => ({
  whole: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'regex' },
    one,
    fc.constantFrom('^' as const, '$' as const, '\\b' as const).map((source) => ({ kind: 'place' as const, source })),
    fc.record({
      kind: fc.constantFrom('sequence' as const, 'choice' as const),
      of: fc.array(tie('whole'), { minLength: 1, maxLength: 4 }),
    }),
    fc
      .tuple(
        fc.constantFrom([0, 1], [0, Number.POSITIVE_INFINITY], [1, Number.POSITIVE_INFINITY], [2, 2], [0, 3], [1, 2]),
        tie('whole'),
      )
      .map(([[least = 0, most = 0], of]) => ({ kind: 'repeat' as const, least, most, of })),
    fc.record({ kind: fc.constant('look' as const), isBehind: fc.boolean(), isNot: fc.boolean(), of: tie('whole') }),
  ),
})).whole;

/** As it is written for the engine. */
export function printed(regex: Written): string {
  switch (regex.kind) {
    case 'one':
    case 'place':
      return regex.source;
    case 'sequence':
      return regex.of.map((inner) => (inner.kind === 'choice' ? `(?:${printed(inner)})` : printed(inner))).join('');
    case 'choice':
      return `(?:${regex.of.map(printed).join('|')})`;
    case 'repeat':
      return `(?:${printed(regex.of)}){${regex.least},${Number.isFinite(regex.most) ? regex.most : ''}}`;
    case 'look':
      return `(?${regex.isBehind ? '<' : ''}${regex.isNot ? '!' : '='}${printed(regex.of)})`;
  }
}

/** What an engine that goes back does at one place of a text. */
export type Walk = {
  /** How many characters and places were looked at until every way was tried, and where the first of them ends. */
  readonly steps: number;
  readonly firstEnd: number | undefined;
  /** There was no end of it, so that it was given up. */
  readonly isCut: boolean;
};

const mostWalked = 20_000;

/** Goes every way through a regular expression, in the order of the language's own definition (ECMA-262, 22.2.2). */
export function walk(regex: Written, text: string, start: number): Walk {
  let steps = 0;
  let firstEnd: number | undefined;
  const count = (): void => {
    if (steps === mostWalked) throw new Cut();
    steps++;
  };

  /** `then` tells whether what follows matches: where it does not, the next way is tried. */
  function go(part: Written, at: number, isBack: boolean, then: (end: number) => boolean): boolean {
    switch (part.kind) {
      case 'one': {
        count();
        const character = text[isBack ? at - 1 : at];
        return character !== undefined && part.of.includes(character) && then(isBack ? at - 1 : at + 1);
      }
      case 'place':
        count();
        return stands(part.source, at) && then(at);
      case 'choice':
        return part.of.some((inner) => go(inner, at, isBack, then));
      case 'sequence': {
        const order = isBack ? part.of.toReversed() : part.of;
        const from = (index: number, end: number): boolean => {
          const next = order[index];
          return next === undefined ? then(end) : go(next, end, isBack, (further) => from(index + 1, further));
        };
        return from(0, at);
      }
      case 'repeat':
        return again(part, part.least, part.most, at);
      case 'look': {
        count();
        const found = go(part.of, at, part.isBehind, () => true);
        return found !== part.isNot && then(at);
      }
    }

    function again(repeat: Written & { kind: 'repeat' }, least: number, most: number, from: number): boolean {
      if (most === 0) return then(from);
      const isMore = go(repeat.of, from, isBack, (end) =>
        least === 0 && end === from ? false : again(repeat, Math.max(0, least - 1), most - 1, end),
      );
      return isMore || (least === 0 && then(from));
    }
  }

  function stands(source: '^' | '$' | '\\b', at: number): boolean {
    if (source === '^') return at === 0;
    if (source === '$') return at === text.length;
    return (at === 0) !== (at === text.length) && text !== '';
  }

  try {
    go(regex, start, false, (end) => {
      firstEnd ??= end;
      return false;
    });
    return { steps, firstEnd, isCut: false };
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    return { steps, firstEnd, isCut: true };
  }
}

class Cut extends Error {}
