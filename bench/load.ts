/**
 * The service under load: requests leave at their time whether or not earlier ones were answered (`open-loop.ts`), from this process to
 * the service in another one, each an answer of `fixtures/answers` that is graded and kept.
 *
 *   node bench/load.ts [--engine heuristic|hybrid] [--rate 1000] [--seconds 60] [--warm 10] [--latency 200] [--flags=--cpu-prof]
 *
 * `hybrid` asks bench/stub-endpoint.ts, a third process, which answers after `--latency` ms. Memory is looked at every five seconds:
 * what is resident, what the service says of its heap, and what is resident outside of it; the least of a quarter of the run is nearest to
 * what is really held.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFixtures } from '../src/checks/fixtures.ts';
import { createGrader } from '../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';
import { sendOpenLoop } from './open-loop.ts';
import { type MeasuredService, startService } from './service.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'heuristic' },
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    warm: { type: 'string', default: '10' },
    latency: { type: 'string', default: '200' },
    flags: { type: 'string', default: '' },
  },
});
const rate = Number(values.rate);
const seconds = Number(values.seconds);

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const catalogue = openCatalogue(folder('rubrics'));
const { ask } = createGrader({ catalogue, version: 'bench' });
// The model is not asked about an answer with nothing in it.
const labelled = catalogue.ids.flatMap((question) =>
  readFixtures(folder('fixtures/answers'), catalogue.setOf(question).id, question),
);
const asked = await Promise.all(
  labelled.map(({ question, answer }) => ask({ question, answer, engine: 'hybrid', lang: 'zh' })),
);
const answers = labelled.filter((_, index) => asked[index] !== undefined);
let made = 0;
/** No two are the same: the model's replies to earlier ones are kept. */
function nextBody(): string {
  const { question, answer } = answers[made % answers.length] ?? { question: '', answer: '' };
  return JSON.stringify({ question, answer: `${answer}（${made++}）`, engine: values.engine });
}

const stub = values.engine === 'hybrid' ? await startStubProcess(Number(values.latency)) : undefined;
const service = await startService(
  { ...stub?.environment, GRADER_WORK: 'workers' },
  values.flags.split(' ').filter((flag) => flag !== ''),
);
try {
  const plan = { url: `${service.url}/v1/grades`, rate, bodyOf: nextBody, expected: `"engine":"${values.engine}"` };
  await sendOpenLoop({ ...plan, seconds: Number(values.warm) });
  const memory: Memory[] = [];
  const look = async () => void memory.push(await memoryOf(service));
  await look();
  // Under overload this process may have no descriptor left to look with: then there is a figure less.
  const looking = setInterval(() => void look().catch(() => undefined), 5_000);
  const cpuMs = service.cpuMs();
  const mainCpuMs = service.mainCpuMs();
  const ownCpu = process.cpuUsage();
  const { latenciesMs, refusedMs, faults, tookMs, latestMs } = await sendOpenLoop({ ...plan, seconds });
  const at = (share: number, of = latenciesMs): string =>
    `${(of[Math.min(of.length - 1, Math.floor(share * of.length))] ?? Number.NaN).toFixed(1)} ms`;
  const own = process.cpuUsage(ownCpu);
  const settled = latenciesMs.length + refusedMs.length;
  clearInterval(looking);
  const quarter = Math.ceil(memory.length / 4);
  const least = (of: keyof Memory): string =>
    [memory.slice(0, quarter), memory.slice(-quarter)]
      .map((part) => `${Math.round(Math.min(...part.map((seen) => seen[of])))} MB`)
      .join(', ');
  console.table({
    engine: values.engine,
    'planned a second': rate,
    'answered a second': Math.round((1000 * latenciesMs.length) / tookMs),
    answered: latenciesMs.length,
    'turned away with 503': refusedMs.length,
    faults: [...faults].map(([fault, times]) => `${times} × ${fault}`).join(', ') || 'none',
    median: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    'p99.9': at(0.999),
    longest: at(1),
    'median and p99 of the 503s': refusedMs.length === 0 ? '-' : `${at(0.5, refusedMs)}, ${at(0.99, refusedMs)}`,
    'sent late at most': `${latestMs.toFixed(0)} ms`,
    'processor a request': `${((service.cpuMs() - cpuMs) / settled).toFixed(2)} ms`,
    'of that the thread that answers': `${((service.mainCpuMs() - mainCpuMs) / settled).toFixed(2)} ms`,
    'processor of the sender': `${((own.user + own.system) / 1000 / settled).toFixed(2)} ms`,
    'resident at least, first and last quarter': least('resident'),
    'in use on the heap': least('heap'),
    'resident outside of the heap': least('outside'),
    'load of the machine': loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
  });
} finally {
  await service.stop();
  stub?.stop();
}

/** What is resident, what of it is in use on the heap of V8, and what is neither heap nor the buffers that V8 knows of; in MB. */
type Memory = { readonly resident: number; readonly heap: number; readonly outside: number };

async function memoryOf({ url, memoryMb }: MeasuredService): Promise<Memory> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const mb = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1]) / 2 ** 20;
  const resident = memoryMb();
  const outside = resident - mb('nodejs_heap_size_total_bytes') - mb('nodejs_external_memory_bytes');
  return { resident, heap: mb('nodejs_heap_size_used_bytes'), outside };
}

async function startStubProcess(latencyMs: number) {
  const stub = spawn(process.execPath, [
    folder('bench/stub-endpoint.ts'),
    JSON.stringify({ latencyMs, forgetful: true }),
  ]);
  const [line] = (await once(stub.stdout, 'data')) as [Buffer];
  return {
    environment: {
      OPENAI_API_KEY: 'stub',
      OPENAI_BASE_URL: line.toString().trim(),
      GRADER_MODEL: 'stub',
      GRADER_CONCURRENCY: '128',
    },
    stop: () => stub.kill(),
  };
}
