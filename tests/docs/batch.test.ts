import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import { exportFormats } from '../../src/grading/exports/export-results.ts';
import { root } from '../cli/run.ts';
import { commandsOf, runCommand } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'docs-batch-'));
afterAll(() => rmSync(folder, { recursive: true }));
const made = (name: string): string => join(folder, name);

describe('docs/batch.md', () => {
  it('has commands to run', () => {
    expect(commandsOf('docs/batch.md').length).toBeGreaterThan(5);
  });

  // In the order of the page: later commands read what earlier ones wrote.
  it.each(commandsOf('docs/batch.md'))('$text', async ({ text, code }) => {
    const run = await runCommand(text.replaceAll('/tmp/', `${folder}/`), { GRADER_DATA: made('data') });
    expect(run.code, `${run.out}${run.err}`).toBe(code);
  });

  it('leads to a ranking of everybody in the folder', async () => {
    const sheets = await readWorkbook(readFileSync(made('scorecards.xlsx')));
    const [, heads, ...ranked] = sheets[0]?.data ?? [];
    expect(heads?.slice(0, 2)).toEqual(['名次', '候选人']);
    // Answers of nobody who is named have no rank, and stand last.
    const ranks = ranked.map((row) => (row[0] === null ? Number.POSITIVE_INFINITY : Number(row[0])));
    expect(ranks[0]).toBe(1);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    for (const name of ['周晓岚', '马骁', 'Emily Chen', '丁浩']) expect(ranked.map((row) => row[1])).toContain(name);
  });

  it('names in every form the rows that could not be taken, and who wrote the same', async () => {
    const html = readFileSync(made('scorecards.html'), 'utf8');
    expect(html).toContain('笔试答题汇总.xlsx:10');
    const table: Record<string, string>[] = parse(readFileSync(made('scorecards.csv')), { bom: true, columns: true });
    const alike = table.filter((row) => row['to review']?.includes('nearly the same as another answer'));
    expect(new Set(alike.map((row) => row.question)).size).toBe(1);
    expect(alike.map((row) => row.candidate)).toContain('冯倩');
  });

  it('grades the sheet that it makes', () => {
    const lines = readFileSync(made('graded.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).candidate)).toEqual(['林晓', '周舟']);
  });

  it('names every form that there is', () => {
    const text = readFileSync(join(root, 'docs/batch.md'), 'utf8');
    for (const format of Object.keys(exportFormats)) expect(text).toContain(`| \`.${format}\` |`);
  });
});
