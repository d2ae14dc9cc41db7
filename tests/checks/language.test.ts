import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/checks/language.ts';

describe('languageOf', () => {
  it.each([
    ['我马上查物流。', 'zh'],
    ['I call the courier now.', 'en'],
    ['这个 case 我会先 check 一下 order', 'zh'],
    ['"不好意思" is the first thing that I say', 'en'],
    ['', 'zh'],
  ])('%s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
