import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readProjectConfig } from '../../src/cli/checks/check-project.ts';
import { readConfig, variables } from '../../src/config.ts';
import { InvalidInput } from '../../src/core/errors.ts';
import { often } from './runs.ts';
import { anyText } from './texts.ts';

const value = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '0',
      '1',
      '-1',
      '01',
      '1e3',
      '0x10',
      ' 1',
      '1.5',
      '999999999',
      '99999999999999999999',
      'NaN',
      'Infinity',
      'true',
    ],
    ...[
      'heuristic',
      'hybrid',
      'zh',
      'here',
      'workers',
      'openai',
      'ollama',
      'azure',
      'none',
      'debug',
      '__proto__',
      'constructor',
    ],
    ...[
      'http://localhost',
      'https://a.test/v1',
      'http://[',
      'http://',
      'javascript:1',
      'file:///etc/passwd',
      '//a',
      'http://a b',
    ],
    ...[
      'postgres://u:p@h/d',
      'postgresql://',
      'postgres://%/',
      '10.0.0.0/8',
      '10.0.0.0/99',
      '::1/129',
      'loopback, 1.2.3.4',
      ',',
      '/',
    ],
    ...['x'.repeat(40), '2.50', '0.5', '..', '/dev/null', '\u0000'],
  ),
  anyText.map((text) => text.slice(0, 60)),
);
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.keys(variables)) },
  fc.constantFrom('GRADER_', 'GRADER_MODLE', '__proto__', 'constructor', 'PATH'),
);
const environment = fc.array(fc.tuple(name, value), { maxLength: 8 }).map((pairs) => Object.fromEntries(pairs));

describe('any environment', () => {
  it('gives settings within their bounds, or names every variable that is wrong', () => {
    fc.assert(
      fc.property(environment, environment, (given, flags) => {
        try {
          const config = readConfig(given, flags);
          expect(config.port).toBeGreaterThanOrEqual(0);
          expect(config.port).toBeLessThan(65_536);
          expect(config.concurrency).toBeGreaterThan(0);
          expect(['heuristic', 'hybrid']).toContain(config.engine);
          for (const { nearest } of config.strangers) expect(Object.keys(variables)).toContain(nearest);
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error;
          for (const { field, message } of error.faults)
            expect([Object.keys(variables).includes(field), message === '']).toEqual([true, false]);
        }
      }),
      often,
    );
  });
});

const folder = mkdtempSync(join(tmpdir(), 'fuzz-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What means something in the settings of a project. */
const written = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '  ',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '#',
      '&a ',
      '*a',
      '<<: *a',
      'null',
      '.inf',
      '-1',
      '0',
      '1e400',
      '~',
    ],
    ...['rubrics: ', 'fixtures: ../..', 'lint:\n  off:\n', 'gates:\n', 'unknown: 1\n', '__proto__: 1\n', '>=', '0.9'],
  ),
  anyText.map((text) => text.slice(0, 60)),
);
const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), text: written });

describe('any grader.config.yaml', () => {
  it('gives the settings of a project, or says on which line it is wrong', () => {
    const path = join(folder, 'grader.config.yaml');
    const own = readFileSync('grader.config.yaml', 'utf8');
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce((before, { at, length, text: put }) => {
          const place = at % (before.length + 1);
          return before.slice(0, place) + put + before.slice(place + length);
        }, own);
        writeFileSync(path, text);
        try {
          const project = readProjectConfig(path);
          expect(project.folder).toBe(folder);
          for (const part of [project.rubrics, project.prompts, project.fixtures]) expect(part).toMatch(/^\//);
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error;
          for (const { message, line } of error.faults)
            expect([message === '', (line ?? 1) > 0]).toEqual([false, true]);
        }
      }),
      often,
    );
  });
});
