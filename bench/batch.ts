import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFixtures } from '../src/checks/fixtures.ts';
import type { Submission } from '../src/core/submission.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';
import { openStore } from '../src/store/open-store.ts';
import { startPostgres } from '../tests/store/postgres.ts';

// Batches through the store, from a file and into a file, as processes of the program; answers are labelled ones to every question, each
// made different by its number. The load of the machine is printed beside: figures of a busy one say little.
// node bench/batch.ts --heuristic 100000
// node bench/batch.ts --model 5000 --concurrency 32 --latency 200
// node bench/batch.ts --workers 1,2,4 --model 5000 --concurrency 32 --latency 200      (on a PostgreSQL server of its own)

const { values } = parseArgs({
  options: {
    heuristic: { type: 'string' },
    model: { type: 'string' },
    workers: { type: 'string' },
    concurrency: { type: 'string', default: '32' },
    latency: { type: 'string', default: '200' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'bench-batch-'));
const root = fileURLToPath(new URL('..', import.meta.url));
const catalogue = openCatalogue(join(root, 'rubrics'));
const labelled = catalogue.ids.flatMap((id) =>
  readFixtures(join(root, 'fixtures/answers'), catalogue.setOf(id).id, id),
);
const path = (name: string): string => join(folder, name);

try {
  if (values.heuristic !== undefined) await benchHeuristic(Number(values.heuristic));
  if (values.model !== undefined && values.workers === undefined) await benchModel(Number(values.model));
  if (values.workers !== undefined)
    await benchWorkers(values.workers.split(',').map(Number), Number(values.model ?? 5_000));
} finally {
  rmSync(folder, { recursive: true });
}

async function benchHeuristic(count: number): Promise<void> {
  await writeSheet(count);
  const run = await startProgram(
    ['grade', '--engine', 'heuristic', '--in', path('in.jsonl'), '--out', path('out.jsonl')],
    {
      GRADER_DATA: path('data'),
    },
  ).ended;
  print({
    answers: count,
    'wall s': seconds(run.wallMs),
    'answers a second': Math.round(count / (run.wallMs / 1_000)),
    'CPU ms an answer': (run.cpuMs / count).toFixed(2),
    'peak MB': Math.round(run.peakBytes / 1e6),
  });
}

async function benchModel(count: number): Promise<void> {
  await writeSheet(count);
  await using stub = await startStubProcess();
  const run = await startProgram(['grade', '--in', path('in.jsonl'), '--out', path('out.jsonl')], {
    ...asking(stub.baseUrl),
    GRADER_DATA: path('data'),
  }).ended;
  const idealMs = (count * Number(values.latency)) / Number(values.concurrency);
  print({
    answers: count,
    concurrency: Number(values.concurrency),
    'latency ms': Number(values.latency),
    'wall s': seconds(run.wallMs),
    'wall ÷ ideal': (run.wallMs / idealMs).toFixed(3),
    'peak MB': Math.round(run.peakBytes / 1e6),
  });
}

async function benchWorkers(counts: readonly number[], answers: number): Promise<void> {
  const server = await startPostgres();
  await using stub = await startStubProcess();
  try {
    for (const workers of counts) {
      const databaseUrl = await server.newDatabase();
      await using store = await openStore({ data: path('none'), databaseUrl });
      const { batches } = store;
      const settings = { engine: 'hybrid', lang: 'zh', judge: null } as const;
      const { batch } = await batches.open({ ...settings, name: 'bench', fingerprint: `${workers}` });
      for (let from = 0; from < answers; from += 1_000)
        await batches.add(batch.id, from, submissions(from, Math.min(from + 1_000, answers)));
      await batches.seal(batch.id, []);
      const env = { ...asking(stub.baseUrl), DATABASE_URL: databaseUrl, GRADER_DATA: path('none') };
      const started = Array.from({ length: workers }, () => startProgram(['worker'], env));
      const ended = async (least: number): Promise<{ at: number; items: number }> => {
        for (;;) {
          const { counts } = await batches.progress(batch.id);
          const items = counts.graded + counts.insufficient;
          if (items >= least) return { at: performance.now(), items };
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      // The clock runs from the first tenth on: how long processes take to start is another matter.
      const first = await ended(answers / 10);
      const last = await ended(answers);
      for (const { stop } of started) stop();
      const runs = await Promise.all(started.map((run) => run.ended));
      const rate = (last.items - first.items) / ((last.at - first.at) / 1_000);
      const ideal = (workers * Number(values.concurrency) * 1_000) / Number(values.latency);
      print({
        workers,
        answers,
        'answers a second': Math.round(rate),
        'of ideal': (rate / ideal).toFixed(2),
        'peak MB each': Math.max(...runs.map((run) => Math.round(run.peakBytes / 1e6))),
        'CPU ms an answer': (runs.reduce((sum, run) => sum + run.cpuMs, 0) / answers).toFixed(1),
      });
    }
  } finally {
    await server.stop();
  }
}

/** Labelled answers, each with a number of its own. */
function submissions(from: number, to: number): Submission[] {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    const { question, answer } = labelled[number % labelled.length] ?? { question: '', answer: '' };
    return {
      id: `a${number}`,
      candidate: `候选人${number % 5_000}`,
      question,
      answer: `${number}。${answer}`,
      origin: null,
    };
  });
}

async function writeSheet(count: number): Promise<void> {
  const file = createWriteStream(path('in.jsonl'));
  for (let from = 0; from < count; from += 1_000) {
    const lines = submissions(from, Math.min(from + 1_000, count)).map(({ origin: _, ...row }) => JSON.stringify(row));
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

type Ended = { readonly wallMs: number; readonly peakBytes: number; readonly cpuMs: number };

/** Starts the program; its memory and processor time are read while it runs. */
function startProgram(args: readonly string[], env: NodeJS.ProcessEnv): { stop: () => void; ended: Promise<Ended> } {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/answer-grader.js'), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let [peakBytes, cpuMs] = [0, 0];
  const watch = setInterval(() => {
    if (child.pid === undefined || child.exitCode !== null) return;
    peakBytes = Math.max(peakBytes, residentPeak(child.pid));
    cpuMs = Math.max(cpuMs, processorMs(child.pid));
  }, 100);
  const ended = once(child, 'close').then(([code]) => {
    clearInterval(watch);
    if (code !== 0) throw new Error(`the program ended with ${code}:\n${said}`);
    return { wallMs: performance.now() - started, peakBytes, cpuMs };
  });
  return { stop: () => void child.kill('SIGTERM'), ended };
}

/** The largest resident memory of a process so far, as Linux knows it. */
function residentPeak(pid: number): number {
  const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) * 1024;
}

function processorMs(pid: number): number {
  // After the name in brackets: state, …; the 12th and 13th are ticks of a hundredth of a second.
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has just ended.
    return '';
  }
}

function asking(baseUrl: string): NodeJS.ProcessEnv {
  return {
    OPENAI_API_KEY: 'stub',
    OPENAI_BASE_URL: baseUrl,
    GRADER_MODEL: 'stub',
    GRADER_CONCURRENCY: values.concurrency,
  };
}

/** The stub in a process of its own, so that it does not share a thread with what is measured. */
async function startStubProcess(): Promise<AsyncDisposable & { readonly baseUrl: string }> {
  const options = JSON.stringify({ latencyMs: Number(values.latency) });
  const child = spawn(process.execPath, [join(root, 'bench/stub-endpoint.ts'), options]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { baseUrl: line.toString().trim(), [Symbol.asyncDispose]: async () => void child.kill() };
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

function print(figures: Record<string, string | number>): void {
  console.table([{ ...figures, 'load of the machine': loadavg()[0]?.toFixed(1) ?? '' }]);
}
