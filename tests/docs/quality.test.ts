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

const Slice = z.object({
  kind: z.string(),
  name: z.string(),
  answers: z.number(),
  agreement: z.object({
    pairs: z.number(),
    qwk: z.number(),
    kappa: z.number(),
    exact: z.number(),
    falseAccepts: z.number(),
    falseRejects: z.number(),
  }),
  redFlags: z.object({ found: z.number(), overlooked: z.number(), wrong: z.number() }).optional(),
});
type Slice = z.infer<typeof Slice>;
const Report = z.object({ figures: z.array(z.looseObject({ kind: z.string() })) });

async function measured(...args: string[]): Promise<(kind: string, name: string) => Slice> {
  const { out } = await runWarm(['check', '--engine', 'heuristic', '--json', ...args]);
  const { figures } = Report.parse(JSON.parse(out));
  return (kind, name) => Slice.parse(figures.find((slice) => slice.kind === kind && slice.name === name));
}

const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

function cellsOf({ answers, agreement }: Slice): string[] {
  const { pairs, qwk, kappa, exact, falseAccepts, falseRejects } = agreement;
  return [
    String(answers),
    pairs.toLocaleString('en'),
    qwk.toFixed(3),
    kappa.toFixed(3),
    share(exact),
    share(falseAccepts),
    share(falseRejects),
  ];
}

const CrossValidated = z.object({
  held_out: z.string(),
  language: z.string(),
  verdicts: z.number(),
  qwk: z.number(),
  exact: z.number(),
  false_accepts: z.number(),
  false_rejects: z.number(),
});
const FlagsCrossValidated = z.object({
  held_out: z.string(),
  committed: z.number(),
  found: z.number(),
  wrongly_found: z.number(),
});

describe('docs/quality.md', () => {
  it('says of fixtures/unseen what check prints', async () => {
    const slice = await measured('--config', 'fixtures/unseen.config.yaml');
    expect(row('`fixtures/unseen`, `z…`').slice(1)).toEqual(cellsOf(slice('series', 'z')));
    expect(row('`fixtures/unseen`, `g…`').slice(1)).toEqual(cellsOf(slice('series', 'g')));
    expect(row('`fixtures/unseen`, English').slice(1)).toEqual(cellsOf(slice('language', 'en')));
    const { found = 0, overlooked = 0, wrong } = slice('all', 'all').redFlags ?? {};
    expect(page).toContain(
      `On \`unseen\` ${found} of ${found + overlooked} are found; wrongly found among 330 answers: ${wrong}.`,
    );
  });

  it('says of fixtures/answers what check prints', async () => {
    const slice = await measured();
    expect(row('`fixtures/answers`').slice(1)).toEqual(cellsOf(slice('all', 'all')));
  });

  it('says of the cross-validation what the calibration holds', () => {
    const Calibration = z.object({
      cross_validated: z.array(CrossValidated),
      cross_validated_flags: z.array(FlagsCrossValidated),
    });
    const text = readFileSync(join(root, 'src/heuristics/calibration.json'), 'utf8');
    const { cross_validated, cross_validated_flags } = Calibration.parse(JSON.parse(text));
    const held = (heldOut: string, language: string) =>
      cross_validated.find((entry) => entry.held_out === heldOut && entry.language === language);
    for (const [beginning, language] of [
      ['`fixtures/development`, in', 'all'],
      ['`fixtures/development`, English', 'en'],
    ] as const) {
      const figures = held('answers', language);
      const cells = row(beginning);
      expect(cells.slice(2, 4)).toEqual([figures?.verdicts.toLocaleString('en'), figures?.qwk.toFixed(3)]);
      expect(cells.slice(5)).toEqual(
        [figures?.exact, figures?.false_accepts, figures?.false_rejects].map((value) => share(value ?? Number.NaN)),
      );
    }
    expect(page).toContain(`gives ${held('questions', 'all')?.qwk.toFixed(3)} instead of`);
    expect(page).toContain(`of one author are, ${held('authors', 'all')?.qwk.toFixed(3)}.`);
    const [flags] = cross_validated_flags;
    expect(page).toContain(
      `of the fit ${flags?.found} of ${flags?.committed} are found and ${flags?.wrongly_found} wrongly`,
    );
  });
});
