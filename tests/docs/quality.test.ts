import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../cli/run.ts';
import { runWarm } from '../cli/warm.ts';

const page = readFileSync(join(root, 'docs/quality.md'), 'utf8');

/** The cells of the row of the table of figures that begins so. */
function row(beginning: string): string[] {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`| ${beginning}`));
  if (line === undefined) throw new Error(`no row begins with ${beginning}`);
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const Report = z.object({ figures: z.array(z.looseObject({ kind: z.string() })) });
const Figures = z.object({
  answers: z.number(),
  agreement: z.object({
    pairs: z.number(),
    qwk: z.number(),
    kappa: z.number(),
    exact: z.number(),
    falseAccepts: z.number(),
    falseRejects: z.number(),
  }),
});

const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

describe('docs/quality.md', () => {
  it.each([
    ['`fixtures/unseen`, `z…`', ['--config', 'fixtures/unseen.config.yaml', '--filter-pattern', '/z']],
    ['`fixtures/unseen`, `g…`', ['--config', 'fixtures/unseen.config.yaml', '--filter-pattern', '/g']],
    ['`fixtures/answers`', []],
  ])('says of %s what check prints', async (beginning, args) => {
    const { out } = await runWarm(['check', '--engine', 'heuristic', '--json', ...args]);
    const all = Figures.parse(Report.parse(JSON.parse(out)).figures.find(({ kind }) => kind === 'all'));
    const { pairs, qwk, kappa, exact, falseAccepts, falseRejects } = all.agreement;
    expect(row(beginning).slice(1)).toEqual([
      String(all.answers),
      pairs.toLocaleString('en'),
      qwk.toFixed(3),
      kappa.toFixed(3),
      share(exact),
      share(falseAccepts),
      share(falseRejects),
    ]);
  });

  it('says of the cross-validation what the calibration holds', () => {
    const Calibration = z.object({
      cross_validated: z.array(z.object({ held_out: z.string(), qwk: z.number(), false_accepts: z.number() })),
    });
    const text = readFileSync(join(root, 'src/heuristics/calibration.json'), 'utf8');
    const held = new Map(Calibration.parse(JSON.parse(text)).cross_validated.map((entry) => [entry.held_out, entry]));
    const cells = row('`fixtures/development`');
    expect(cells[3]).toBe(held.get('answers')?.qwk.toFixed(3));
    expect(cells[6]).toBe(share(held.get('answers')?.false_accepts ?? Number.NaN));
    expect(page).toContain(`gives ${held.get('questions')?.qwk.toFixed(3)} instead of`);
    expect(page).toContain(`of one author are, ${held.get('authors')?.qwk.toFixed(3)}.`);
  });
});
