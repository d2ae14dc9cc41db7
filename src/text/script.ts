import characters from './characters.json' with { type: 'json' };

// One entry a UTF-16 unit, for every character of every answer is looked up: what a unit without a form of its own becomes is itself.
const simplifiedUnits = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
const simplifiedPairs = new Map<string, string>();
const syllables = new Uint16Array(0x10000);
readSimplified();
readSyllables();

/** The simplified form of one UTF-16 unit; the unit itself where there is none. */
export function simplifiedUnit(code: number): number {
  return simplifiedUnits[code] ?? code;
}

/** The simplified form of one character; the character itself where there is none. Always as many UTF-16 units as before. */
export function simplified(character: string): string {
  return character.length === 1
    ? String.fromCharCode(simplifiedUnit(character.charCodeAt(0)))
    : (simplifiedPairs.get(character) ?? character);
}

/**
 * A number for the toneless syllable of one Chinese character in its most common reading; characters that sound alike have
 * the same one. Pairs that speech recognition confuses are folded (zh/z, ch/c, sh/s, n/l, h/f, ing/in, eng/en, ang/an).
 * 0 for anything else.
 *
 * @param code - UTF-16 unit
 */
export function syllableNumber(code: number): number {
  return syllables[code] ?? 0;
}

function readSimplified(): void {
  const forms = [...characters.simplified.to];
  for (const [index, character] of [...characters.simplified.from].entries()) {
    const form = forms[index] ?? character;
    if (character.length === 1) simplifiedUnits[character.charCodeAt(0)] = form.charCodeAt(0);
    else simplifiedPairs.set(character, form);
  }
}

function readSyllables(): void {
  const sounds = Object.values(characters.sounds);
  for (const [index, alike] of sounds.entries()) {
    for (let at = 0; at < alike.length; at++) syllables[alike.charCodeAt(at)] = index + 1;
  }
  // A character without a reading sounds like itself alone.
  for (let code = 0x4e00; code <= 0x9fff; code++) if (syllables[code] === 0) syllables[code] = sounds.length + code;
}
