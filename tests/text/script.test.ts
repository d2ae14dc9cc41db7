import { describe, expect, it } from 'vitest';
import characters from '../../src/text/characters.json' with { type: 'json' };
import { simplified, simplifiedUnit, syllableNumber } from '../../src/text/script.ts';
import { characterTables } from '../../tools/characters.ts';

const sound = (character: string): number => syllableNumber(character.charCodeAt(0));

describe('characters', () => {
  it('are in the tables as the dictionaries have them; `npm run characters` makes them again', () => {
    expect(characters).toEqual(characterTables());
  });

  it.each([
    ['電', '电'],
    ['电', '电'],
    ['a', 'a'],
    ['，', '，'],
    ['𠁞', '𠀾'],
  ])('%s is simplified to %s', (character, form) => {
    expect(simplified(character)).toBe(form);
    if (character.length === 1) expect(simplifiedUnit(character.charCodeAt(0))).toBe(form.charCodeAt(0));
  });

  it('that speech recognition confuses sound alike', () => {
    expect(sound('是')).toBe(sound('四'));
    expect(sound('能')).toBe(sound('棱'));
    expect(sound('回')).not.toBe(sound('退'));
  });

  it('that are not Chinese have no sound', () => {
    expect([...'a1，'].map(sound)).toEqual([0, 0, 0]);
  });
});
