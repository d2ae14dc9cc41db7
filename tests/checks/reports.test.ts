import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { marked } from 'marked';
import { afterAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { AnswerResult } from '../../src/checks/answer-result.ts';
import { renderOutput } from '../../src/checks/reports/by-extension.ts';
import { readRun } from '../../src/checks/run-file.ts';
import { hostile, judged, sampleReport } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
afterAll(() => rmSync(folder, { recursive: true }));
const report = sampleReport();
const write = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, renderOutput(name)(report));
  return path;
};

describe('.json', () => {
  it('is read back as the run that it was', () => {
    const run = readRun(write('run.json'));
    expect(run.results).toEqual(report.results);
    expect(run.manifest).toEqual(report.manifest);
  });

  it.each([
    ['{"format": "else"}', /is not a run of `check`: format/],
    ['no json', /is not JSON; give a file written with -o NAME\.json/],
  ])('says what is wrong with %s', (text, expected) => {
    const path = join(folder, 'wrong.json');
    writeFileSync(path, text);
    expect(() => readRun(path)).toThrow(expected);
  });

  it('of a later format is refused', () => {
    const path = join(folder, 'later.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(write('run.json'), 'utf8')), format_version: 2 }));
    expect(() => readRun(path)).toThrow('is of a format that this version does not read');
  });
});

describe('.jsonl', () => {
  it('is one result a line', () => {
    const lines = readFileSync(write('run.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => AnswerResult.parse(JSON.parse(line)).id)).toEqual(report.results.map(({ id }) => id));
  });
});

describe('.csv', () => {
  const text = readFileSync(write('run.csv'), 'utf8');
  const rows = parse<Record<string, string>>(text, { columns: true, bom: true });

  it('begins with the mark by which Excel knows UTF-8', () => {
    expect([...Buffer.from(text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('has a row for each verdict, each red flag and each answer without a grade', () => {
    // Three answers of two points, one red flag, one answer without a grade.
    expect(rows).toHaveLength(3 * 2 + 1 + 1);
    expect(rows[0]).toMatchObject({
      answer_id: 'q-one/d01',
      id: 'empathy',
      label: 'met',
      verdict: 'met',
      agrees: 'yes',
    });
    expect(rows.at(-1)).toMatchObject({ answer_id: 'q-two/d02', outcome: 'ungraded', verdict: '' });
    expect(rows[0]?.reason).toBe('说到了具体做法');
  });

  it('holds no cell that acts as a formula, and the text is otherwise as it was', () => {
    for (const cell of rows.flatMap(Object.values)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows[2]?.answer).toBe(`'${hostile}`);
  });
});

describe('.junit.xml', () => {
  const xml = readFileSync(write('check.junit.xml'), 'utf8');

  it('is valid JUnit, whatever stands in an answer', async () => {
    const { errors } = await validateXML({
      xml: { fileName: 'check.xml', contents: xml },
      schema: { fileName: 'junit.xsd', contents: readFileSync('tests/checks/junit.xsd', 'utf8') },
    });
    expect(errors).toEqual([]);
  });

  it('calls a wrong verdict a failure, an answer without a grade an error, an undecided point skipped', () => {
    const outcomes = [
      ...xml.matchAll(/<testcase name="([^"]*)"[^>]*>(?:<(failure|error|skipped) message="([^"]*)")?/g),
    ];
    const of = Object.fromEntries(outcomes.map(([, name, tag, message]) => [name, `${tag} ${message}`]));
    expect(of['q-one/d02 empathy']).toBe('failure label missed, judged met');
    expect(of['q-one/d02 verify']).toBe('skipped label partial, judged undecided');
    expect(of['q-two/d01 red flag blame']).toBe('failure red flag overlooked');
    expect(of['q-two/d02']).toBe('error the model cannot be reached');
    expect(of['all min_qwk 0.99']).toMatch(/^failure/);
  });

  it('of several runs fails what too few of them got right, in one case an answer and point', () => {
    const runs = (['met', 'met', 'missed'] as const).map((verdict, index) =>
      judged('q/d1', { empathy: ['met', verdict] }, { run: index + 1 }),
    );
    const render = (min_pass: number): string =>
      renderOutput('a.xml')({
        ...report,
        gates: [],
        comparison: undefined,
        results: runs,
        manifest: { ...report.manifest, repeat: 3, min_pass },
      });
    expect(render(2)).toContain('tests="1" failures="0"');
    expect(render(3)).toContain('message="label met, judged met, met, missed"');
  });

  it('counts what it holds', () => {
    const [, tests, failures, errors] =
      /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(xml) ?? [];
    expect(Number(tests)).toBe(xml.match(/<testcase /g)?.length);
    expect(Number(failures)).toBe(xml.match(/<failure /g)?.length);
    expect(Number(errors)).toBe(xml.match(/<error /g)?.length);
  });
});

describe('.md', () => {
  const html = marked.parse(readFileSync(write('summary.md'), 'utf8'), { async: false });

  it('renders to tables of the figures, gates, changes and attacks', () => {
    expect(html.match(/<table>/g)?.length).toBe(4);
    expect(html).toMatch(/<h2>❌ answer-grader check \(heuristic\)<\/h2>/);
    expect(html).toMatch(/<td><strong>all<\/strong><\/td>/);
    expect(html).toContain('gate failed: all: qwk');
  });

  it('lets nothing of an answer act as markup', () => {
    expect(html).not.toMatch(/<script/);
    expect(html).not.toMatch(/<em>a<\/em>/);
    expect(html).toContain('&lt;script&gt;');
    const open = html.match(/<details>/g)?.length;
    expect(html.match(/<\/details>/g)?.length).toBe(open);
  });
});

describe('an ending that no report has', () => {
  it('is refused, naming those there are', () => {
    expect(() => renderOutput('report.pdf')).toThrow(
      'report.pdf: ends in none of .json .jsonl .csv .html .md .junit.xml',
    );
  });
});
