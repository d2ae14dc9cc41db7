import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { palette } from '../../src/look/palette.ts';

const coloursIn = (style: string): string[] => style.match(/#[0-9a-f]{3,8}\b/gi) ?? [];

describe('the palette', () => {
  const known = new Set(coloursIn(palette));
  // White and black are nobody's own.
  known.delete('#ffffff');

  it('names its colours in light and dark', () => {
    expect(known.size).toBeGreaterThan(20);
  });

  it('is repeated nowhere', () => {
    const files = globSync('src/**/*.{css,ts,tsx}').filter((file) => !file.startsWith('src/look/'));
    const repeated = files.filter((file) => coloursIn(readFileSync(file, 'utf8')).some((colour) => known.has(colour)));
    expect(files.length).toBeGreaterThan(100);
    expect(repeated).toEqual([]);
  });
});
