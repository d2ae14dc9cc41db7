import { anyCharacter } from './regex-tree.ts';

/** May one character be both of what two sources stand for? Where it cannot be told, yes. */
export type Overlap = (first: string, second: string) => boolean;

/** Of every class that is written short, some characters and what stands beside them. */
const telling = [...'\t\n\r /09:@AZ[_`az{\u007f\u0085\u00a0\u00a1\u00e9\u3000。一龥😀'];

/**
 * What tells of the characters in a regular expression which of them overlap. The ends of every range that is written out, and their
 * neighbours, are enough to tell; two classes of properties of characters (`\p{…}`) are taken to overlap.
 *
 * @param source - one that the engine accepts with the flag u
 */
export function overlapIn(source: string): Overlap {
  const candidates = new Set(telling);
  for (const character of [...source, ...escapedIn(source)]) {
    const code = character.codePointAt(0) ?? 0;
    for (const near of [code - 1, code, code + 1])
      if (near >= 0 && near <= 0x10ffff) candidates.add(String.fromCodePoint(near));
  }
  const members = new Map<string, ReadonlySet<string>>();
  const answers = new Map<string, boolean>();

  function membersOf(part: string): ReadonlySet<string> {
    let known = members.get(part);
    if (known === undefined) {
      const whole = new RegExp(`^${part === '.' || part.length > 1 ? part : literally(part)}$`, 'u');
      known = new Set([...candidates].filter((character) => whole.test(character)));
      members.set(part, known);
    }
    return known;
  }

  return (first, second) => {
    if (first === second || first === anyCharacter || second === anyCharacter) return true;
    if (isLiteral(first) && isLiteral(second)) return false;
    const key = `${first} ${second}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const one = membersOf(first);
    const overlaps =
      (hasProperty(first) && hasProperty(second)) || [...membersOf(second)].some((character) => one.has(character));
    answers.set(key, overlaps);
    return overlaps;
  };
}

function isLiteral(source: string): boolean {
  return source.length === 1 && source !== '.';
}

function hasProperty(source: string): boolean {
  return /\\p/i.test(source);
}

/** One character that is no class, as it is written in a regular expression. */
function literally(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}

/** The characters that are written by their numbers. */
function escapedIn(source: string): string[] {
  return [...source.matchAll(/\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/giu)].map(([, long, four, two]) =>
    String.fromCodePoint(Number.parseInt(long ?? four ?? two ?? '0', 16)),
  );
}
