import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const toSimplified = Converter({ from: 't', to: 'cn' });
const simplifiedOf = new Map<string, string>();
const numberOfSyllable = new Map<string, number>([['', 0]]);
/** Syllable number by character code; −1 where it was not asked for yet. A table, for every character of every answer is looked up. */
const syllableNumbers = new Int16Array(0x10000).fill(-1);

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
 * A number for the toneless syllable of one Chinese character in its most common reading; characters that sound alike have
 * the same one. Pairs that speech recognition confuses are folded (zh/z, ch/c, sh/s, n/l, h/f, ing/in, eng/en, ang/an).
 * 0 for anything else.
 *
 * @param code - UTF-16 unit
 */
export function syllableNumber(code: number): number {
  const known = syllableNumbers[code] ?? 0;
  if (known >= 0) return known;
  const isHan = code >= 0x4e00 && code <= 0x9fff;
  const sound = isHan ? foldSound(pinyin(String.fromCharCode(code), { toneType: 'none', type: 'string' })) : '';
  const number = numberOfSyllable.get(sound) ?? numberOfSyllable.size;
  numberOfSyllable.set(sound, number);
  syllableNumbers[code] = number;
  return number;
}

function foldSound(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouü])/, 'l')
    .replace(/^h(?=u)/, 'f')
    .replace(/([aei]n)g$/, '$1');
}
