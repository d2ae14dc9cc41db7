import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import type { Config } from './config.ts';
import type { Grader } from './grading/answer/grade-answer.ts';
import type { Read } from './grading/answer/reading.ts';
import type { Heuristics } from './grading/aside/heuristics.ts';
import type { Catalogue } from './grading/catalogue/catalogue.ts';
import type { JudgeWay } from './llm/open-judge.ts';

// Everything is imported after this call: only what is loaded later is kept compiled between runs, which takes a third
// off the start of a command. A thread finds what is kept by the environment alone.
const { directory } = enableCompileCache();
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
const { runProgram } = await import('./cli/program.ts');

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

process.exitCode = await runProgram(process.argv, {
  version,
  config: async (flags) => (await import('./config.ts')).readConfig(await environment(), flags),
  catalogue: openCatalogue,
  grader: (catalogue, config, way) => makeGrader(catalogue, config, config.engine === 'hybrid', way),
  store: async (config) => (await import('./store/open-store.ts')).openStore(config),
  watch: async (config, store) => {
    const { watchWorker } = await import('./http/operations/watch-worker.ts');
    return watchWorker(config, { version, store });
  },
  serve: async (config) => {
    const { startOperations } = await import('./http/operations/start-operations.ts');
    const { openStore } = await import('./store/open-store.ts');
    const catalogue = await openCatalogue(config.rubrics);
    const { gradeBy } = await import('./grading/aside/heuristics.ts');
    await using heuristics = await openHeuristics(catalogue, config);
    await using store = await openStore({ ...config, onThread: true });
    const { openDoor } = await import('./http/access/door.ts');
    const door = await openDoor(config, store);
    const operations = await startOperations(config, { version, store, heuristics });
    const { serve } = await import('./http/server.ts');
    const { observedGrader } = await import('./http/operations/observed-grader.ts');
    const { fleetWay } = await import('./grading/batches/fleet-way.ts');
    const way = { onCall: operations.onCall, ...fleetWay(store.fleet, config) };
    const grader = await makeGrader(catalogue, config, true, way, (reason) => operations.log.warn({}, reason));
    const gradedBy = (read: Read): Grader => observedGrader(gradeBy(read, grader), operations.metrics);
    const model = config.apiKey === undefined ? null : await modelOf(config);
    const { batchWork } = await import('./http/batches/batch-work.ts');
    const { log } = operations;
    const work = batchWork({
      ...{ queue: store.queue, catalogue, model, config, log },
      grader: gradedBy(heuristics.later),
    });
    const { grades, batches, transcripts, invitations } = store;
    const { forgetReplies } = await import('./grading/kept/forget-replies.ts');
    const forget = forgetReplies(config.data, store.fleet);
    const { keepNoLonger } = await import('./http/retention.ts');
    const { retentionDays: days } = config.access;
    const background = [
      ...(config.work === 'here' ? [work.background] : []),
      ...(days === undefined ? [] : [keepNoLonger({ days, grades, forget, log })]),
    ];
    await serve({
      catalogue,
      heuristics,
      explain: heuristics.explain,
      grader: gradedBy(heuristics.now),
      ...{ grades, batches, transcripts, invitations, forget },
      door,
      model,
      wake: work.wake,
      background,
      config,
      version,
      operations,
    });
  },
});

/** The environment; a project in the working folder brings its own rubrics, unless others are named. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const { readProjectConfig } = await import('./cli/checks/check-project.ts');
  return { ...process.env, GRADER_RUBRICS: process.env.GRADER_RUBRICS || readProjectConfig(undefined).rubrics };
}

async function openCatalogue(folder: string): Promise<Catalogue> {
  const catalogue = await import('./grading/catalogue/catalogue.ts');
  return catalogue.openCatalogue(folder);
}

async function openHeuristics(catalogue: Catalogue, { rubrics, threads }: Config): Promise<Heuristics> {
  const { heuristicsHere } = await import('./grading/aside/heuristics.ts');
  if (threads === 0) return heuristicsHere(catalogue);
  const { heuristicThreads } = await import('./grading/aside/heuristic-threads.ts');
  return heuristicThreads({ rubrics, threads });
}

/** By what the model judges, as batches name it. */
async function modelOf(config: Config): Promise<{ label: string; prompt: string }> {
  const { judgeLabel } = await import('./llm/judge-label.ts');
  const { promptFile, readPrompt } = await import('./llm/prompt.ts');
  return { label: judgeLabel(config, {}), prompt: readPrompt(promptFile).hash };
}

/** A grader. The LLM judge, and the SDK under it, is loaded only where it may be asked and a key is set. */
async function makeGrader(
  catalogue: Catalogue,
  config: Config,
  mayAsk: boolean,
  way: JudgeWay = {},
  say: (reason: string) => void = sayOnError,
): Promise<Grader> {
  const { createGrader } = await import('./grading/answer/grade-answer.ts');
  if (config.apiKey === undefined && config.engine === 'hybrid') once(say)(new Error('OPENAI_API_KEY is not set'));
  if (config.apiKey === undefined || !mayAsk) return createGrader({ catalogue, version });
  const { openJudge } = await import('./llm/open-judge.ts');
  return createGrader({ catalogue, version, judge: openJudge(config, config.apiKey, way), onUnavailable: once(say) });
}

/** Says why the model could not be asked, each reason once: a wrong key must not hide behind the heuristics. */
function once(say: (reason: string) => void): (reason: Error) => void {
  const said = new Set<string>();
  return ({ message }) => {
    if (said.has(message)) return;
    said.add(message);
    say(`the model could not be asked: ${message}`);
  };
}

function sayOnError(reason: string): void {
  process.stderr.write(`${reason}\n`);
}
