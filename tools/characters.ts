// Writes src/text/characters.json, the two tables of characters that grading needs, out of the dictionaries of opencc-js and
// pinyin-pro: `npm run characters`. To load the dictionaries themselves would take longer than all else that one grade takes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

/** The tables: characters with a simplified form, each at the place of its form; and the characters of each syllable. */
export type CharacterTables = {
  readonly simplified: { readonly from: string; readonly to: string };
  readonly sounds: Readonly<Record<string, string>>;
};

const firstHan = 0x4e00;
const lastHan = 0x9fff;
const lastIdeograph = 0x3ffff;

/**
 * Makes the tables. A form of another length in UTF-16 is left out, for offsets must not move; so is a character without a
 * reading.
 */
export function characterTables(): CharacterTables {
  const toSimplified = Converter({ from: 't', to: 'cn' });
  let from = '';
  let to = '';
  for (let code = 0; code <= lastIdeograph; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const form: string = toSimplified(character);
    if (form === character || form.length !== character.length) continue;
    from += character;
    to += form;
  }
  const sounds: Record<string, string> = {};
  for (let code = firstHan; code <= lastHan; code++) {
    const character = String.fromCharCode(code);
    const reading = pinyin(character, { toneType: 'none', type: 'string' });
    if (reading === character) continue;
    const sound = foldSound(reading);
    sounds[sound] = (sounds[sound] ?? '') + character;
  }
  return { simplified: { from, to }, sounds };
}

/** Folds what speech recognition confuses: zh/z, ch/c, sh/s, n/l, h/f, ing/in, eng/en, ang/an. */
function foldSound(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouü])/, 'l')
    .replace(/^h(?=u)/, 'f')
    .replace(/([aei]n)g$/, '$1');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../src/text/characters.json', import.meta.url));
  writeFileSync(path, `${JSON.stringify(characterTables(), null, 2)}\n`);
}
