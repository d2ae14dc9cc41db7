import type { Overlap } from './common-characters.ts';
import type { RegexPart } from './regex-tree.ts';

/** The characters that a match begins with, as far as they are told; none where it may begin with anything, or be empty. */
export type Beginning = readonly string[];

/** A beginning, and whether it is all of a match, so that what follows goes on with it. */
type Begun = { readonly characters: Beginning; readonly isWhole: boolean };

const longestBeginning = 6;
const mostBeginnings = 100;

/** Every way in which the matches of a part may begin. */
export function beginningsOf(part: RegexPart): readonly Beginning[] {
  return begun(part).map(({ characters }) => characters);
}

/** May what begins in one of some ways stand at the same place as what begins in one of others? */
export function mayStandTogether(some: readonly Beginning[], others: readonly Beginning[], overlap: Overlap): boolean {
  return some.some((one) =>
    others.some((other) =>
      one.every((source, at) => {
        const beside = other[at];
        return beside === undefined || overlap(source, beside);
      }),
    ),
  );
}

function begun(part: RegexPart): readonly Begun[] {
  switch (part.kind) {
    case 'character':
      return [{ characters: [part.source], isWhole: true }];
    case 'place':
    case 'look':
      return [{ characters: [], isWhole: true }];
    case 'again':
      return anything;
    case 'choice': {
      const all = part.of.flatMap(begun);
      return all.length > mostBeginnings ? anything : all;
    }
    case 'repeat':
      if (part.least === 0) return anything;
      return begun(part.of).map(({ characters, isWhole }) => ({ characters, isWhole: isWhole && part.most === 1 }));
    case 'sequence':
      return part.of.reduce<readonly Begun[]>(goOn, [{ characters: [], isWhole: true }]);
  }
}

const anything: readonly Begun[] = [{ characters: [], isWhole: false }];

/** Beginnings together with the part that follows. */
function goOn(before: readonly Begun[], next: RegexPart): readonly Begun[] {
  if (before.every(({ characters, isWhole }) => !isWhole || characters.length >= longestBeginning))
    return before.map(({ characters }) => ({ characters, isWhole: false }));
  const more = begun(next);
  if (before.length * more.length > mostBeginnings)
    return before.map(({ characters }) => ({ characters, isWhole: false }));
  return before.flatMap((one) =>
    one.isWhole
      ? more.map(({ characters, isWhole }) => ({ characters: [...one.characters, ...characters], isWhole }))
      : [one],
  );
}
