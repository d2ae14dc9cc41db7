// Seconds that a check takes, part by part: `node bench/check.ts`. The second column is processor time, which other work on the
// machine does not stretch. Recordings are made up, in a temporary folder. Asserts nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAttacks } from '../src/checks/attack-run.ts';
import { readAttackTemplates } from '../src/checks/attacks.ts';
import { checkAnswers } from '../src/checks/check-answers.ts';
import { figuresOf } from '../src/checks/figures.ts';
import { compareRuns } from '../src/checks/regression.ts';
import { renderOutput } from '../src/checks/reports/by-extension.ts';
import { runAnswers } from '../src/checks/run-answers.ts';
import { type CheckJudge, openCheckJudge } from '../src/cli/checks/check-judge.ts';
import { readConfig } from '../src/config.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';
import { hashOf } from '../src/grading/catalogue/hash.ts';
import { readCases, writeSyntheticRecordings } from './synthetic-recordings.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
type Row = {
  readonly seconds: string;
  readonly cpu: string;
  readonly 'a second': number | string;
  readonly 'a cpu second': number | string;
};
const rows: Record<string, Row> = {};
const catalogue = openCatalogue(folder('rubrics'));
const cases = readCases(catalogue, folder('fixtures/answers'));
const recordings = mkdtempSync(join(tmpdir(), 'recordings-'));
const today = '2026-01-01';

const openJudge = (engine: 'heuristic' | 'hybrid'): Promise<CheckJudge> =>
  openCheckJudge({
    engine,
    catalogue,
    config: readConfig({}),
    version: 'bench',
    recordings,
    record: undefined,
    model: undefined,
    today,
  });

async function timed<T>(name: string, count: number | undefined, work: () => T | Promise<T>): Promise<T> {
  const since = clock();
  const made = await work();
  rows[name] = row(since(), count);
  return made;
}

function clock(): () => { seconds: number; cpu: number } {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  };
}

function row({ seconds, cpu }: { seconds: number; cpu: number }, count?: number): Row {
  const rate = (time: number): number | string => (count === undefined ? '' : Math.round(count / time));
  return { seconds: seconds.toFixed(2), cpu: cpu.toFixed(2), 'a second': rate(seconds), 'a cpu second': rate(cpu) };
}

try {
  const whole = clock();
  await timed('compiling the rubrics', catalogue.ids.length, () => catalogue.ids.map(catalogue.compiled));
  const judge = await openJudge('heuristic');
  const one = { run: 1, width: 1 };
  const results = await timed(`${cases.length} answers, heuristic`, cases.length, () =>
    runAnswers(cases, judge.grade, one),
  );
  await timed('figures of all slices', undefined, () => figuresOf(results, { minPass: 1 }));
  const templates = readAttackTemplates(folder('fixtures/attacks/templates.jsonl'));
  const rubrics = catalogue.ids.map(catalogue.rubric);
  const attacks = await timed('attacks', undefined, () => runAttacks(templates, rubrics, judge.heuristic));
  rows['heuristic, all of the above'] = row(whole());
  await timed('comparison with an earlier run', undefined, () => compareRuns(results, results));
  const manifest = { date: `${today}T00:00:00Z`, version: 'bench', commit: null, filters: {} } as const;
  const report = await checkAnswers({
    cases,
    filters: {},
    judge,
    repeat: { times: 1, minPass: 1 },
    gates: {},
    baseline: results,
    attacks: undefined,
    manifest: { ...manifest, engine: 'heuristic', source: 'reckoned', model: null, prompt: null },
    hashOf,
    rubricHash: catalogue.hash,
  });
  for (const ending of ['.json', '.jsonl', '.csv', '.html', '.md', '.junit.xml'])
    await timed(`report ${ending}`, undefined, () => renderOutput(ending)(report));

  await timed('making synthetic recordings', cases.length, () =>
    writeSyntheticRecordings(recordings, { catalogue, cases, model: 'stub', today }),
  );
  const replay = await timed('opening the recordings', undefined, () => openJudge('hybrid'));
  const wide = { run: 1, width: replay.width };
  const replayed = await timed(`replay of ${cases.length} answers`, cases.length, () =>
    runAnswers(cases, replay.grade, wide),
  );
  await timed('the same once more, warm', cases.length, () => runAnswers(cases, replay.grade, wide));
  console.table(rows);
  console.log(
    `${attacks.all.run} attacks; ${replayed.filter(({ outcome }) => outcome === 'ungraded').length} replays without a grade`,
  );
} finally {
  rmSync(recordings, { recursive: true });
}
