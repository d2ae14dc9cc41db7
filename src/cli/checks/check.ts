import { fails } from '../../checks/answer-result.ts';
import { readAttackTemplates } from '../../checks/attacks.ts';
import { checkAnswers } from '../../checks/check-answers.ts';
import { defaultGates } from '../../checks/check-config.ts';
import { type CheckReport, failuresOf } from '../../checks/check-report.ts';
import type { SliceKind } from '../../checks/figures.ts';
import { readFixtures } from '../../checks/fixtures.ts';
import { keepFigures } from '../../checks/kept-figures.ts';
import type { Case } from '../../checks/run-answers.ts';
import { readRun } from '../../checks/run-file.ts';
import { checkFixtures, type Filters, selectCases } from '../../checks/select-cases.ts';
import type { Config } from '../../config.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { hashOf } from '../../grading/catalogue/hash.ts';
import { type OutputFile, openOutput } from '../files/output-file.ts';
import { startProgress } from '../files/progress.ts';
import { openCheckJudge } from './check-judge.ts';
import { commitOf, openCheckProject } from './check-project.ts';
import { renderTable } from './check-table.ts';

/** Options of the command, as commander gives them. */
export type CheckOptions = {
  readonly config?: string;
  readonly engine?: 'heuristic' | 'hybrid';
  readonly model?: string;
  readonly maxConcurrency?: number;
  readonly question?: string;
  readonly filterSet?: string;
  readonly filterPattern?: string;
  readonly filterFailing?: string;
  readonly filterFirstN?: number;
  readonly fixtures?: string;
  readonly attacks?: boolean;
  readonly baseline?: string;
  readonly record?: boolean;
  readonly repeat?: number;
  readonly minPass?: number;
  readonly output?: readonly string[];
  readonly by?: string;
  readonly worst?: number;
  readonly summary?: boolean;
  readonly json?: boolean;
};

/** What the command is given from outside. */
export type CheckWiring = {
  readonly version: string;
  readonly config: Config;
  readonly catalogue: (folder: string) => Promise<Catalogue>;
  readonly now: Date;
};

type Output = { readonly file: OutputFile; readonly render: (report: CheckReport) => string };

/** Runs the check, writes the reports and prints the table. @returns whether everything held */
export async function check(options: CheckOptions, wiring: CheckWiring): Promise<boolean> {
  const by = slicesWanted(options.by);
  const project = openCheckProject(options.config, wiring.config.rubrics);
  const fixtures = options.fixtures ?? project.fixtures;
  const engine = options.engine ?? wiring.config.engine;
  const config = {
    ...wiring.config,
    model: options.model ?? wiring.config.model,
    concurrency: options.maxConcurrency ?? wiring.config.concurrency,
  };
  const catalogue = await wiring.catalogue(project.rubrics);
  const cases = readCases(catalogue, fixtures);
  const baseline = options.baseline === undefined ? undefined : readRun(options.baseline).results;
  const filters = filtersOf(options, catalogue);
  const judge = await openCheckJudge({
    engine,
    catalogue,
    config,
    version: wiring.version,
    recordings: project.recordings,
    record: options.record === true ? { through: fetch, origin: config.model } : undefined,
    model: options.model,
    today: wiring.now.toISOString().slice(0, 10),
  });
  const repeat = repeatOf(options, judge.source);
  const files = await openOutputs(options.output ?? []);
  const progress = startProgress(selectCases(cases, filters).length * repeat.times);
  let done = 0;
  const started = performance.now();
  const report = await checkAnswers({
    cases,
    filters,
    judge,
    repeat,
    gates: project.gates[engine] ?? defaultGates[engine],
    baseline,
    attacks: options.attacks === true ? readAttackTemplates(project.attacks) : undefined,
    step: () => progress.step(++done, done),
    manifest: {
      date: wiring.now.toISOString(),
      version: wiring.version,
      commit: commitOf(project.folder),
      engine,
      source: judge.source,
      model: judge.model,
      prompt: judge.prompt,
      filters: typedFilters(options),
    },
    hashOf,
    rubricHash: catalogue.hash,
  })
    .catch(async (error: unknown) => {
      for (const { file } of files) await file.discard();
      throw error;
    })
    .finally(() => progress.stop());
  const seconds = (performance.now() - started) / 1000;

  for (const { file, render } of files) {
    await file.writeLine(render(report).replace(/\n$/, ''));
    await file.finish();
  }
  keepForThePage(config.data, report);
  const failures = failuresOf(report);
  if (options.json === true) {
    const { manifest, figures, gates, comparison, attacks } = report;
    process.stdout.write(`${JSON.stringify({ manifest, figures, gates, comparison, attacks, failures }, null, 2)}\n`);
  } else {
    const worst = options.summary === true ? 0 : (options.worst ?? 5);
    process.stdout.write(renderTable(report, { by, worst, seconds }));
  }
  return failures.length === 0;
}

/** Keeps the figures, which the service shows beside the rubrics. That they cannot be kept makes no check fail. */
function keepForThePage(data: string, report: CheckReport): void {
  try {
    keepFigures(data, report);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    process.stderr.write(`the figures were not kept in ${data} (${code})\n`);
  }
}

/** Opens every file before the work begins, so that nobody waits for a report that cannot be written. */
async function openOutputs(paths: readonly string[]): Promise<Output[]> {
  if (paths.length === 0) return [];
  const { renderOutput } = await import('../../checks/reports/by-extension.ts');
  const renders = paths.map(renderOutput);
  const files: Output[] = [];
  for (const [index, render] of renders.entries()) {
    try {
      files.push({ render, file: await openOutput(paths[index] ?? '') });
    } catch (error) {
      for (const { file } of files) await file.discard();
      throw error;
    }
  }
  return files;
}

function readCases(catalogue: Catalogue, folder: string): Case[] {
  const cases = catalogue.ids.flatMap((question) => {
    const set = catalogue.setOf(question).id;
    const fixtures = readFixtures(folder, set, question);
    return fixtures.map((fixture) => ({ fixture, rubric: catalogue.rubric(question), set }));
  });
  if (cases.length === 0)
    throw new InvalidInput(folder, [{ field: '', message: 'holds no labelled answer of these rubrics' }]);
  checkFixtures(cases, ({ set, rubric }) => `${set}/${rubric.id}.jsonl`);
  return cases;
}

function filtersOf(options: CheckOptions, catalogue: Catalogue): Filters {
  const questions = options.question?.split(',');
  for (const id of questions ?? []) catalogue.setOf(id);
  const sets = options.filterSet?.split(',');
  const known = catalogue.sets.map((set) => set.id);
  for (const id of sets ?? []) {
    if (!known.includes(id))
      throw new InvalidInput('--filter-set', [
        { field: '', message: `there is no set "${id}"; there are ${known.join(', ')}` },
      ]);
  }
  const failing = options.filterFailing;
  return {
    ...(questions === undefined ? {} : { questions }),
    ...(sets === undefined ? {} : { sets }),
    ...(options.filterPattern === undefined ? {} : { pattern: patternOf(options.filterPattern) }),
    ...(failing === undefined
      ? {}
      : {
          failing: new Set(
            readRun(failing)
              .results.filter(fails)
              .map((result) => result.id),
          ),
        }),
    ...(options.filterFirstN === undefined ? {} : { first: options.filterFirstN }),
  };
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    throw new InvalidInput('--filter-pattern', [{ field: '', message: `"${source}" is not a regular expression` }]);
  }
}

function typedFilters(options: CheckOptions): Record<string, string> {
  const names = ['question', 'filterSet', 'filterPattern', 'filterFailing', 'filterFirstN'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, String(options[name])] as const])),
  );
}

function repeatOf(options: CheckOptions, source: 'reckoned' | 'live' | 'replayed'): { times: number; minPass: number } {
  const times = options.repeat ?? 1;
  const refuse = (flag: string, message: string): never => {
    throw new InvalidInput(flag, [{ field: '', message }]);
  };
  if (times > 1 && source !== 'live')
    refuse('--repeat', 'is for a live model: the heuristics and a recording say the same every time');
  const minPass = options.minPass ?? times;
  if (minPass > times) refuse('--min-pass', `is ${minPass}, more than the ${times} runs of --repeat`);
  return { times, minPass };
}

function slicesWanted(by: string | undefined): SliceKind[] {
  const kinds = ['set', 'dimension', 'question', 'point', 'series', 'language'] as const;
  return (by ?? 'set,dimension').split(',').map((typed) => {
    const kind = kinds.find((one) => one === typed);
    if (kind === undefined)
      throw new InvalidInput('--by', [{ field: '', message: `"${typed}" is none of ${kinds.join(', ')}` }]);
    return kind;
  });
}
