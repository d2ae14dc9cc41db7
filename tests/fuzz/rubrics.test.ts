import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/core/errors.ts';
import { Rubric } from '../../src/core/rubric.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openConcepts } from '../../src/grading/catalogue/concept-file.ts';
import { readExamples } from '../../src/grading/catalogue/read-examples.ts';
import { parseYaml } from '../../src/grading/catalogue/yaml-file.ts';
import { compileRubric } from '../../src/heuristics/compile.ts';
import { often } from './runs.ts';
import { anyText, catalogue } from './texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'fuzz-rubrics-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sources = catalogue.ids.slice(0, 6).map((id) => catalogue.source(id).text);
const concepts = catalogue.concepts();
const termsOf = (name: string) => (Object.hasOwn(concepts, name) ? concepts[name]?.terms : undefined);

/** What means something to YAML, to the schema, or to the indicator language. */
const syntax = fc.constantFrom(
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '- ',
    ': ',
    '? ',
    '| ',
    '>-\n',
    '---\n',
    '...\n',
    '# ',
    '!!binary ',
    '!!js/function ',
    '%YAML 9\n',
    '\t',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    'null',
    '~',
    '.nan',
    '.inf',
    '-1',
    '1e400',
    '0x',
    '2026-01-01',
    'yes',
    '{}',
    '[]',
  ],
  ...['__proto__: ', 'constructor: ', 'weight: 0\n', 'id: empathy\n', 'points: []\n', 'met:\n', 'unknown: 1\n'],
  ...[
    '@nothing',
    '@time',
    '@number',
    '(',
    ')',
    '(a|b',
    '…',
    '…99999',
    ' & ',
    ' && ',
    '|',
    '*',
    '(((a|b)(a|b))(a|b))',
    '\\',
    '$',
  ],
  ...[
    'regex: "("\n',
    'regex: "(?<=a"\n',
    'near: -1\n',
    'at_least: 99\n',
    'all: []\n',
    'none:\n',
    'before: nobody\n',
    'same: word\n',
  ],
);
const edit = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 6 }), fc.nat({ max: 400 })),
  text: fc.oneof({ weight: 5, arbitrary: syntax }, { weight: 1, arbitrary: anyText.map((text) => text.slice(0, 60)) }),
});

/** A file that somebody has been at: characters, words, or whole lines taken out or put in. */
const edited = (from: readonly string[]) =>
  fc.tuple(fc.constantFrom(...from), fc.array(edit, { minLength: 1, maxLength: 4 })).map(([source, edits]) =>
    edits.reduce((text, { at, length, text: put }) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + length);
    }, source),
  );

/** Anchors that double what they hold: a few lines that would be a billion. */
const bomb = fc.integer({ min: 2, max: 12 }).map((depth) => {
  const lines = Array.from(
    { length: depth },
    (_, level) => `x${level + 1}: &x${level + 1} [${Array(9).fill(`*x${level}`).join(', ')}]`,
  );
  return `x0: &x0 [${Array(9).fill('"a"').join(', ')}]\n${lines.join('\n')}\n`;
});

/** What a reading gives; undefined where it says what is wrong, with a place. Anything else that is thrown is a fault of ours. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    expect(error.faults.length).toBeGreaterThan(0);
    for (const { message, line } of error.faults) {
      expect(message).not.toBe('');
      if (line !== undefined) expect(line).toBeGreaterThan(0);
    }
    return undefined;
  }
}

describe('any file of a rubric', () => {
  it.each([
    ['that was edited', edited(sources)],
    ['of JSON', fc.jsonValue().map((value) => JSON.stringify(value))],
    ['that unfolds', bomb],
    ['of anything', anyText],
  ])('%s is a rubric that can be compiled and graded by, or says where it is wrong', (_name, file) => {
    fc.assert(
      fc.property(file, (text) => {
        const rubric = attempt(() => parseYaml(text, Rubric, 'fuzz.yaml'));
        const compiled = rubric && attempt(() => compileRubric(rubric, termsOf));
        if (compiled === undefined) return;
        const grader = createGrader({
          catalogue: { ...catalogue, rubric: () => compiled.rubric, compiled: () => compiled, hash: () => '' },
          version: 'fuzz',
        });
        const answer = '非常抱歉，我马上核实订单，24小时内给您退款，不会再让您等。';
        expect(grader.heuristic({ question: 'fuzz', answer, engine: 'heuristic', lang: 'zh' }).outcome).toBe('graded');
      }),
      often,
    );
  });
});

describe('any file beside a rubric', () => {
  const terms = Object.entries(concepts)
    .slice(0, 30)
    .map(
      ([name, { about, terms }]) => `${name}:\n  about: ${JSON.stringify(about)}\n  terms: ${JSON.stringify(terms)}\n`,
    )
    .join('');

  it('of concepts gives their terms, or says where it is wrong', () => {
    const path = join(folder, 'concepts.yaml');
    fc.assert(
      fc.property(
        edited([terms]),
        fc.constantFrom(...Object.keys(concepts).slice(0, 30), '__proto__', ''),
        (text, name) => {
          writeFileSync(path, text);
          const file = openConcepts(path, 'concepts.yaml');
          const all = attempt(file.all);
          if (all !== undefined)
            expect(attempt(() => file.terms(name))).toEqual(Object.hasOwn(all, name) ? all[name]?.terms : undefined);
        },
      ),
      often,
    );
  });

  it('of examples gives them, or says on which line it is wrong', () => {
    const path = join(folder, 'fuzz.examples.jsonl');
    const [id = ''] = catalogue.ids;
    const source = catalogue
      .examples(id)
      .slice(0, 8)
      .map((example) => JSON.stringify(example))
      .join('\n');
    fc.assert(
      fc.property(fc.oneof(edited([source]), anyText), (text) => {
        writeFileSync(path, text);
        attempt(() => readExamples(path, catalogue.rubric(id), 'fuzz.examples.jsonl'));
      }),
      often,
    );
  });
});
