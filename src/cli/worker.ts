import type { Config } from '../config.ts';
import { fleetWay } from '../grading/batches/fleet-way.ts';
import { workOnBatches } from '../grading/batches/work-on-batches.ts';
import { wordingOf } from '../grading/catalogue/wording.ts';
import { judgeLabel } from '../llm/judge-label.ts';
import { exitCode } from './failure.ts';
import type { Wiring } from './program.ts';

/**
 * Takes up the items of all batches until it is stopped, or with `drain` until nothing waits. Without a key it takes up those for the
 * heuristics only: others may have one.
 *
 * @returns 0, also when it was stopped
 */
export async function runWorker(
  { drain, isolated }: { readonly drain: boolean; readonly isolated: boolean },
  { config, wiring }: { readonly config: Config; readonly wiring: Wiring },
): Promise<number> {
  const catalogue = await wiring.catalogue(config.rubrics);
  await using store = await wiring.store(config);
  const watch = await wiring.watch(config, store);
  const { say } = watch;
  const asks = config.apiKey !== undefined;
  const way = { isolated, onCall: watch.onCall, ...fleetWay(store.fleet, config) };
  const grader = await wiring.grader(catalogue, { ...config, engine: asks ? 'hybrid' : 'heuristic' }, way);
  const label = judgeLabel(config, way);
  let graded = 0;
  const work = workOnBatches({
    queue: store.queue,
    grader: watch.observe(grader),
    wordingOf: (question) => wordingOf(catalogue.rubric(question)),
    judges: { heuristic: 'heuristics', ...(asks ? { hybrid: label } : {}) },
    concurrency: config.concurrency,
    untilEmpty: drain,
    onFault: ({ batch, position }, error) => watch.fault({ batch, position }, error, 'an item could not be graded'),
    onError: (error) => watch.fault({}, error, 'the queue of batches does not answer'),
    onWritten: (items) => {
      graded += items;
    },
  });
  const place = config.databaseUrl === undefined ? config.data : new URL(config.databaseUrl).host;
  say(`at work on the batches in ${place}: heuristics, ${asks ? label : 'no model (OPENAI_API_KEY is not set)'}`);
  const stop = () => void work.stop();
  if (watch.stopping.aborted) stop();
  else watch.stopping.addEventListener('abort', stop, { once: true });
  try {
    await work.ended;
    say(`${graded} graded`);
  } finally {
    await watch.close();
  }
  return exitCode.fine;
}
