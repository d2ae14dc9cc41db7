import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml } from '../../../src/grading/catalogue/yaml-file.ts';

const anything = z.record(z.string(), z.unknown());

describe('a YAML file', () => {
  it.each([
    ['an alias without an anchor', 'a: 1\nb: *none\n', 'made.yaml:2: "*none" has no "&none" above it'],
    ['an alias above its anchor', 'a: *later\nb: &later 1\n', 'made.yaml:1: "*later" has no "&later" above it'],
    [
      'aliases that unfold without end',
      [
        'a: &a [x, x, x]',
        ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`),
      ].join('\n'),
      'made.yaml:1: cannot be unfolded',
    ],
  ])('with %s says where it is wrong', (_name, text, message) => {
    expect(() => parseYaml(text, anything, 'made.yaml')).toThrow(message);
  });

  it('may use an anchor again', () => {
    expect(parseYaml('a: &one [1]\nb: *one\n', anything, 'made.yaml')).toEqual({ a: [1], b: [1] });
  });
});
