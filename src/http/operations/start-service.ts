import type { Config } from '../../config.ts';
import { openLog } from './log.ts';
import { openMetrics } from './metrics.ts';
import type { Operations } from './operations.ts';
import { stopOnSignals } from './stop.ts';

/** Opens log and metrics of the service of this process, and listens for the signals that stop it. */
export function startService({ operations: { logLevel } }: Config, version: string): Operations {
  const log = openLog(logLevel);
  return { log, metrics: openMetrics(version), ready: async () => undefined, stopping: stopOnSignals(log) };
}
