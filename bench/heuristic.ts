// Speed and memory of the heuristic judge on one core: `node bench/heuristic.ts`. Prints a table; asserts nothing. How many answers a second
// is reckoned by processor time, which waiting for a core that others use does not lengthen; the times of single answers are by the clock.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readFixtures } from '../src/checks/fixtures.ts';
import { createGrader } from '../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../src/grading/catalogue/catalogue.ts';

const answerLength = 300;
const rounds = 40;
const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const catalogue = openCatalogue(folder('rubrics'));
const grader = createGrader({ catalogue, version: 'bench' });

const answers = catalogue.ids.flatMap((question) =>
  readFixtures(folder('fixtures/answers'), catalogue.setOf(question).id, question).map(({ answer }) => ({
    question,
    answer: answer.repeat(Math.ceil(answerLength / answer.length)).slice(0, answerLength),
  })),
);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes in use once what nobody holds any more is gone. */
function bytesInUse(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function gradeAll(times: number[]): void {
  for (const { question, answer } of answers) {
    const start = performance.now();
    grader.heuristic({ question, answer, engine: 'heuristic', lang: 'zh' });
    times.push(performance.now() - start);
  }
}

const compileStart = performance.now();
for (const question of catalogue.ids) catalogue.compiled(question);
const compileMs = performance.now() - compileStart;
gradeAll([]);
gradeAll([]);
const usedBefore = bytesInUse();
const times: number[] = [];
const usageBefore = process.cpuUsage();
for (let round = 0; round < rounds; round++) gradeAll(times);
const { user, system } = process.cpuUsage(usageBefore);
const resident = process.memoryUsage().rss;
const usedAfter = bytesInUse();
times.sort((a, b) => a - b);
const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`;

const coldTimes = Array.from({ length: 7 }, () => {
  const start = performance.now();
  spawnSync(process.execPath, [
    folder('src/main.ts'),
    'grade',
    'late-delivery',
    '抱歉让您久等，我马上查物流。',
    '--engine',
    'heuristic',
  ]);
  return performance.now() - start;
}).toSorted((a, b) => a - b);

console.table({
  'answers of 300 characters a second of processor time': Math.round((times.length / (user + system)) * 1e6),
  median: at(0.5),
  p99: at(0.99),
  'compiling all 33 rubrics': `${compileMs.toFixed(0)} ms`,
  'in use with all rubrics compiled': `${(usedAfter / 1e6).toFixed(0)} MB`,
  [`growth over ${times.length} answers`]: `${((usedAfter - usedBefore) / 1e6).toFixed(1)} MB`,
  'resident memory': `${(resident / 1e6).toFixed(0)} MB`,
  'one cold grade (median of 7)': `${(coldTimes[3] ?? 0).toFixed(0)} ms`,
});
