import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFixtures } from '../src/checks/fixtures.ts';
import { createGrader } from '../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';
import { openReplyCache } from '../src/llm/cache.ts';
import { createLlmJudge } from '../src/llm/judge.ts';
import type { Fault, StubOptions } from './stub-endpoint.ts';

// Wall time over ideal (calls × latency ÷ concurrency), memory and CPU of the judge; and what becomes of answers under faults.
// npm run bench:llm -- --answers 1000,5000 --concurrency 4,32,128 --latency 200 [--whole | --faults]
// --whole: not the judge alone but all that `grade --in` does, over labelled answers to every question: heuristics, cache, grade as JSON.

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '1000' },
    concurrency: { type: 'string', default: '4,32,128' },
    latency: { type: 'string', default: '200' },
    faults: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
  },
});
const numbers = (list: string): number[] => list.split(',').map(Number);
const latencyMs = Number(values.latency);
const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const catalogue = openCatalogue(folder('rubrics'));
const rubric = catalogue.rubric('pos-overcharge');
const labelled = values.whole
  ? catalogue.ids.flatMap((id) => readFixtures(folder('fixtures/answers'), catalogue.setOf(id).id, id))
  : [];
for (const { question } of labelled) catalogue.compiled(question);

if (values.faults) await runFaults();
else await runSpeed();

async function runSpeed(): Promise<void> {
  const rows = [];
  for (const answers of numbers(values.answers)) {
    for (const concurrency of numbers(values.concurrency)) {
      const run = await measure(answers, concurrency, {});
      const ideal = (answers * latencyMs) / concurrency;
      rows.push({
        answers,
        concurrency,
        'wall s': (run.wallMs / 1000).toFixed(2),
        'wall ÷ ideal': (run.wallMs / ideal).toFixed(3),
        'peak MB': Math.round(run.peakBytes / 1e6),
        'CPU ms a call': (run.cpuMs / answers).toFixed(2),
      });
    }
  }
  console.table(rows);
}

async function runFaults(): Promise<void> {
  const alone: Fault[] = ['429', '500', 'reset', 'cut', 'prose', 'slow'];
  const rows = [];
  for (const faults of [...alone.map((fault) => [fault]), alone]) {
    const answers = numbers(values.answers)[0] ?? 0;
    const run = await measure(answers, 32, { faults, every: 10 });
    rows.push({
      faults: faults.join(' '),
      answers,
      judged: run.judged,
      'visibly not': run.failed,
      'not the judge’s': run.wrong,
    });
  }
  console.table(rows);
}

async function measure(answers: number, concurrency: number, options: Partial<StubOptions>) {
  const stub = spawn(process.execPath, [
    fileURLToPath(new URL('./stub-endpoint.ts', import.meta.url)),
    JSON.stringify({ latencyMs, ...options }),
  ]);
  const [line] = (await once(stub.stdout, 'data')) as [Buffer];
  const data = mkdtempSync(join(tmpdir(), 'bench-llm-'));
  const judge = createLlmJudge({
    ...(values.whole ? { replies: openReplyCache(join(data, 'replies.sqlite')) } : {}),
    apiKey: 'stub',
    baseUrl: line.toString().trim(),
    model: 'stub',
    concurrency,
    timeoutMs: 10_000,
    retryDelaysMs: [50, 100, 200, 400],
  });
  const grader = createGrader({ catalogue, judge, version: 'bench' });
  /** Whether the answer was judged as the stub judges. */
  const judgeNext = async (index: number): Promise<boolean> => {
    const fixture = labelled[index % labelled.length];
    if (fixture !== undefined) {
      const answer = `${index}。${fixture.answer}`;
      const grade = await grader.grade({ question: fixture.question, answer, engine: 'hybrid', lang: 'zh' });
      return JSON.stringify(grade).length > 0 && grade.engine === 'hybrid';
    }
    const answer = `第${index}位作答：真对不起，我先核实订单再给您回电。`;
    const { points } = await judge.judge({ rubric, answer, cut: [], lang: 'zh' });
    // The stub credits every point with the first words of the very answer that it was asked about.
    return points.every((point) => point.verdict === 'met' && answer.startsWith(point.evidence[0].quote));
  };
  let [judged, failed, wrong, peakBytes] = [0, 0, 0, 0];
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 200);
  const cpu = process.cpuUsage();
  const started = performance.now();
  let next = 0;
  // As many workers as calls may fly, and some in hand: a batch never holds all of its prompts in memory.
  const work = async (): Promise<void> => {
    while (next < answers) {
      try {
        const right = await judgeNext(next++);
        if (right) judged++;
        else wrong++;
      } catch {
        failed++;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(answers, concurrency + 8) }, work));
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  stub.kill();
  rmSync(data, { recursive: true });
  return { wallMs, cpuMs: (user + system) / 1000, peakBytes, judged, failed, wrong };
}
