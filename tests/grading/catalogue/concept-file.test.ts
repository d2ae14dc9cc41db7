import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../src/core/errors.ts';
import { openConcepts } from '../../../src/grading/catalogue/concept-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'concepts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const conceptsIn = (text: string) => {
  const path = join(folder, 'concepts.yaml');
  writeFileSync(path, text);
  return openConcepts(path, 'concepts.yaml');
};
const entry = (name: string, term: string): string => `${name}:\n  about: something\n  terms: [${term}]\n`;

const faultsOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults;
    throw error;
  }
  return undefined;
};

describe('a file of concepts', () => {
  it('gives the terms of each by name, and none for a name that is not there', () => {
    const { terms } = conceptsIn(`# words\n${entry('sorry', '抱歉')}\n# more\n${entry('refund', '退款, refund')}`);
    expect(terms('sorry')).toEqual(['抱歉']);
    expect(terms('refund')).toEqual(['退款', 'refund']);
    expect(terms('constructor')).toBeUndefined();
  });

  it('is the same entry by entry as all at once', () => {
    const { terms, all } = openConcepts('rubrics/concepts.yaml', 'concepts.yaml');
    const one = Object.keys(all()).map((name) => [name, terms(name)]);
    expect(one).toEqual(Object.entries(all()).map(([name, concept]) => [name, concept.terms]));
    const fresh = openConcepts('rubrics/concepts.yaml', 'concepts.yaml');
    expect(Object.keys(all()).map((name) => [name, fresh.terms(name)])).toEqual(one);
  });

  it('names the line in the whole file of a fault in one entry', () => {
    const { terms } = conceptsIn(`${entry('sorry', '抱歉')}refund:\n  about: something\n  words: [退款]\n`);
    expect(faultsOf(() => terms('refund'))).toContainEqual(expect.objectContaining({ field: 'refund', line: 6 }));
  });

  it('is read as a whole where it cannot be cut at its keys', () => {
    expect(conceptsIn(`"sorry":\n  about: something\n  terms: [抱歉]\n`).terms('sorry')).toEqual(['抱歉']);
    expect(faultsOf(() => conceptsIn(entry('sorry', '抱歉').repeat(2)).terms('sorry'))).toBeDefined();
    expect(conceptsIn('sorry: &same\n  about: a\n  terms: [抱歉]\nregret: *same\n').terms('regret')).toEqual(['抱歉']);
  });
});
