import type { Config } from '../../config.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { ObservedCall } from '../../core/model-calls.ts';
import { type Heuristics, noQueue } from '../../grading/aside/heuristics.ts';
import { readPrices } from '../../llm/prices.ts';
import type { Store } from '../../store/open-store.ts';
import { queueDepth } from '../../store/queue/queue-depth.ts';
import { openGate } from './gate.ts';
import { watchLateness } from './lateness.ts';
import { openLimitStore } from './limit-store.ts';
import { openLimits } from './limits.ts';
import { openLog } from './log.ts';
import { openMetrics } from './metrics.ts';
import { createOngoing } from './ongoing.ts';
import type { Operations } from './operations.ts';
import { createOwnDoor } from './own-door.ts';
import { endOnUncaught, stopOnSignals } from './stop.ts';
import { traceCall } from './trace-call.ts';

/** What watches the service, and who wants to be told of calls to the model. */
export type StartedOperations = Operations & { readonly onCall: (call: ObservedCall) => void };

/** What they stand on. */
export type OperationParts = {
  readonly version: string;
  readonly store: Store;
  /** Where answers wait for the heuristics, beside the event loop. */
  readonly heuristics?: Pick<Heuristics, 'whenReached' | 'waitMs'>;
};

/**
 * Opens log, metrics, limits and traces of the service of this process, and listens for the signals that stop it.
 *
 * @throws {InvalidInput} when money is to be limited that nobody can count
 */
export async function startOperations(
  config: Config,
  { version, store, heuristics = noQueue }: OperationParts,
): Promise<StartedOperations> {
  const { operations } = config;
  const log = openLog(operations.logLevel);
  for (const stranger of config.strangers) log.warn(stranger, 'a variable that is no setting');
  checkMoneyLimit(config);
  endOnUncaught(log);
  const metrics = openMetrics(version);
  const limits = openLimits(operations.limits, await openLimitStore(store));
  metrics.watchQueue(() => queueDepth(store.database));
  const ownDoor = createOwnDoor();
  const lateness = watchLateness(operations.lateMs, {
    now: () => performance.now(),
    whenReached: (callback) => ownDoor.knock(() => heuristics.whenReached(callback)),
    waitMs: heuristics.waitMs,
  });
  const close = await openTraces(operations.traces, version);
  return {
    log,
    metrics,
    gate: openGate({ limits, metrics, lateness, most: operations.answersInFlight }),
    lateness,
    ownDoor,
    trustProxy: operations.trustProxy,
    mostPerAddress: operations.connections.mostPerAddress,
    ready: store.ping,
    stopping: stopOnSignals(log),
    ongoing: createOngoing(),
    close,
    onCall: (call) => {
      metrics.called(call);
      traceCall(call);
    },
  };
}

/** The exporter and what it needs is loaded only where traces are wanted. */
async function openTraces(settings: Config['operations']['traces'], version: string): Promise<() => Promise<void>> {
  if (settings === undefined) return async () => undefined;
  const { exportTraces } = await import('./export-traces.ts');
  return exportTraces(settings, version);
}

function checkMoneyLimit({ operations, apiKey, model, pricesFile }: Config): void {
  if (operations.limits.moneyPerDay === 0 || apiKey === undefined) return;
  if (readPrices(pricesFile).models[model] !== undefined) return;
  const message = `cannot be counted: the price of "${model}" is not known; give a list that has it with GRADER_PRICES`;
  throw new InvalidInput('environment', [{ field: 'GRADER_RATE_MONEY', message }]);
}
