import { describe, expect, it } from 'vitest';
import { fileFaults, told } from '../../src/transcripts/fault-words.ts';

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('what is wrong with a file', () => {
  it.each(Object.entries(fileFaults))('is told in both languages with the same names: %s', (_, [en, zh]) => {
    expect(namesIn(zh)).toEqual(namesIn(en));
    expect(zh).toMatch(/\p{Script=Han}/u);
  });

  it('names what it is about, as it stands', () => {
    expect(told('id_twice', { id: '$& {id}' })).toEqual({
      message: '"$& {id}" stands twice; give each an id of its own',
      zh: '“$& {id}” 出现了两次：请给每份作答各用一个编号',
    });
  });
});
