import { fileURLToPath } from 'node:url';
import { readFixtures } from '../checks/fixtures.ts';
import { type Agreement, measure, type Pair } from '../checks/measure.ts';
import { InvalidInput } from '../core/errors.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import { findSigns } from '../heuristics/judge-points.ts';
import { readScene } from '../heuristics/scene.ts';

/** Options of the command, as they were typed. */
export type AgreementOptions = {
  readonly question?: string;
  readonly ids?: string;
  readonly summary?: boolean;
  readonly json?: boolean;
};

const fixtures = fileURLToPath(new URL('../../fixtures/answers', import.meta.url));

/** Prints how far the heuristic judge agrees with the human labels, by question, point, dimension and author style. */
export function agreement(catalogue: Catalogue, options: AgreementOptions): void {
  const pairs: Pair[] = [];
  const flags = { right: 0, wrong: 0, overlooked: 0 };
  const lines: string[] = [];
  for (const question of options.question?.split(',') ?? catalogue.ids) {
    const compiled = compiledOrUndefined(catalogue, question, lines);
    if (compiled === undefined) continue;
    for (const fixture of readFixtures(fixtures, catalogue.setOf(question).id, question)) {
      const name = fixture.id.split('/').at(-1) ?? fixture.id;
      if (!name.startsWith(options.ids ?? '')) continue;
      const scene = readScene(fixture.answer, compiled.known);
      const found = findSigns(compiled, scene);
      const quote = (evidence: readonly { start: number; end: number }[]): string =>
        evidence.map((span) => scene.normalised.text.slice(span.start, span.end)).join(' / ');
      for (const [index, point] of found.points.entries()) {
        const label = fixture.labels[point.id] ?? 'missed';
        const dimension = compiled.rubric.points[index]?.dimension ?? '';
        pairs.push({
          answer: fixture.id,
          question,
          point: `${question}.${point.id}`,
          dimension,
          style: name.slice(0, 1),
          label,
          verdict: point.verdict,
        });
        if (label !== point.verdict) {
          const unsure = fixture.uncertain.includes(point.id) ? ' (uncertain)' : '';
          lines.push(
            `  ${fixture.id} ${point.id}: label ${label}${unsure}, judged ${point.verdict}  「${quote(point.evidence)}」`,
          );
        }
      }
      for (const flag of found.redFlags) {
        const committed = fixture.red_flags.includes(flag.id);
        if (committed && flag.committed) flags.right++;
        if (committed && !flag.committed) flags.overlooked++;
        if (!committed && flag.committed) flags.wrong++;
        if (committed !== flag.committed) {
          lines.push(
            `  ${fixture.id} red flag ${flag.id}: ${committed ? 'overlooked' : `wrongly found 「${quote(flag.evidence)}」`}`,
          );
        }
      }
    }
  }
  if (pairs.length === 0)
    throw new InvalidInput('fixtures', [{ field: '', message: `no labelled answer fits\n${lines.join('\n')}` }]);
  const report = {
    all: measure(pairs),
    question: measureBy(pairs, (pair) => pair.question),
    dimension: measureBy(pairs, (pair) => pair.dimension),
    style: measureBy(pairs, (pair) => pair.style),
    point: measureBy(pairs, (pair) => pair.point),
    red_flags: flags,
  };
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const shown = options.summary === true ? lines.filter((line) => line.startsWith('BROKEN')) : lines;
  for (const line of shown) process.stdout.write(`${line}\n`);
  const slices =
    options.summary === true ? [report.question] : [report.point, report.question, report.dimension, report.style];
  for (const slice of slices) for (const [name, figures] of slice) process.stdout.write(`${row(name, figures)}\n`);
  process.stdout.write(
    `${row('all', report.all)}\nred flags: ${flags.right} found, ${flags.overlooked} overlooked, ${flags.wrong} wrongly found\n`,
  );
}

function compiledOrUndefined(catalogue: Catalogue, question: string, lines: string[]) {
  try {
    return catalogue.compiled(question);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    lines.push(`BROKEN ${error.message.split('\n')[0]}`);
    return undefined;
  }
}

function measureBy(pairs: readonly Pair[], key: (pair: Pair) => string): [string, Agreement][] {
  return [...Map.groupBy(pairs, key)].map(([name, group]) => [name, measure(group)]);
}

function row(name: string, figures: Agreement): string {
  const share = (value: number | undefined): string =>
    value === undefined ? '   –' : `${(100 * value).toFixed(1)} %`.padStart(7);
  const kappa = (value: number | undefined): string => (value === undefined ? '    –' : value.toFixed(3).padStart(6));
  return (
    `${name.padEnd(44)} n ${String(figures.pairs).padStart(4)}  QWK ${kappa(figures.qwk)}  κ ${kappa(figures.kappa)}` +
    `  exact ${share(figures.exact)}  majority ${share(figures.majority)}  false accepts ${share(figures.falseAccepts)}  false rejects ${share(figures.falseRejects)}`
  );
}
