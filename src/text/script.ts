import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const toSimplified = Converter({ from: 't', to: 'cn' });
const simplifiedOf = new Map<string, string>();
const syllableOf = new Map<string, string>();

/** The simplified form of one character; the character itself where there is none. Always one UTF-16 unit for one. */
export function simplified(character: string): string {
  const known = simplifiedOf.get(character);
  if (known !== undefined) return known;
  const converted: string = toSimplified(character);
  const form = converted.length === character.length ? converted : character;
  simplifiedOf.set(character, form);
  return form;
}

/**
 * The toneless syllable of one Chinese character in its most common reading, with the pairs folded that speech
 * recognition confuses (zh/z, ch/c, sh/s, n/l, h/f, ing/in, eng/en, ang/an). Empty for anything else.
 */
export function syllable(character: string): string {
  let sound = syllableOf.get(character);
  if (sound === undefined) {
    const code = character.charCodeAt(0);
    sound = code >= 0x4e00 && code <= 0x9fff ? foldSound(pinyin(character, { toneType: 'none', type: 'string' })) : '';
    syllableOf.set(character, sound);
  }
  return sound;
}

function foldSound(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouü])/, 'l')
    .replace(/^h(?=u)/, 'f')
    .replace(/([aei]n)g$/, '$1');
}
