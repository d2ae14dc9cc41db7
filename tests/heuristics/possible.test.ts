import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import type { CompiledSequence, Node } from '../../src/heuristics/compile.ts';
import { isNothing } from '../../src/heuristics/findings.ts';
import { createMatcher } from '../../src/heuristics/match.ts';
import { mayFind } from '../../src/heuristics/possible.ts';
import { readScene } from '../../src/heuristics/scene.ts';

const catalogue = openCatalogue(fileURLToPath(new URL('../../rubrics', import.meta.url)));
const compiled = catalogue.compiled('late-delivery');
const { rubric, known } = compiled;
const indicators = [
  ...compiled.points.flatMap(({ met, partial }) => [...met, ...partial]),
  ...compiled.redFlags.flatMap((flag) => flag.indicators),
];
const sentences = rubric.points.flatMap(({ examples, example, en }) =>
  [examples.met, examples.partial, examples.missed, example, en.example].flat(),
);

const slot = (number: number): CompiledSequence[0] => ({ slot: number, gap: 0 });
const rules = { polarity: 'any', speaker: 'anyone', exclude: [] } as const;
const leaf = (...sequences: CompiledSequence[]): Node => ({ kind: 'sequences', sequences, rules });
const only = (...filled: number[]): Uint8Array =>
  Uint8Array.from({ length: 4 }, (_, number) => (filled.includes(number) ? 1 : 0));

describe('whether an indicator may find anything', () => {
  it('needs every place of one of its sequences', () => {
    const node = leaf([slot(1), slot(2)], [slot(3)]);
    expect(mayFind(node, only(1))).toBe(false);
    expect(mayFind(node, only(1, 2))).toBe(true);
    expect(mayFind(node, only(3))).toBe(true);
  });

  it('needs all parts of `all`, one of `any`, and as many as `at_least` says', () => {
    const of = [leaf([slot(1)]), leaf([slot(2)]), leaf([slot(3)])];
    expect(mayFind({ kind: 'all', of, same: 'answer', within: 9 }, only(1, 2))).toBe(false);
    expect(mayFind({ kind: 'any', of }, only(3))).toBe(true);
    expect(mayFind({ kind: 'at_least', count: 2, of, same: 'answer' }, only(3))).toBe(false);
    expect(mayFind({ kind: 'at_least', count: 2, of, same: 'answer' }, only(1, 3))).toBe(true);
  });

  it('is never denied to what must not be there', () => {
    expect(mayFind({ kind: 'none', of: [leaf([slot(1)])] }, only())).toBe(true);
  });

  it('changes no finding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...sentences, '不', '客户说：“', '”', '也不'), { maxLength: 6 }),
        (parts) => {
          const scene = readScene(parts.join('，'), known);
          const filtered = createMatcher(compiled, scene);
          const unfiltered = createMatcher(compiled, scene, false);
          for (const { node, number } of indicators) {
            const finding = unfiltered.find(node);
            expect(filtered.find(node)).toEqual(finding);
            if (!isNothing(finding)) expect(filtered.mayFind(number)).toBe(true);
          }
        },
      ),
    );
  });
});
