import type { AddressInfo } from 'node:net';
import type { OperationSettings } from '../../src/config/operations.ts';
import { readConfig } from '../../src/config.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { createApp, type ServiceParts } from '../../src/http/app.ts';
import { createBoundedServer } from '../../src/http/operations/connections.ts';
import { openGate } from '../../src/http/operations/gate.ts';
import { openLimits } from '../../src/http/operations/limits.ts';
import { logTo } from '../../src/http/operations/log.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import type { Operations } from '../../src/http/operations/operations.ts';
import { checkedFetch, type Fetch } from './contract.ts';

const defaultConnections = readConfig({}).operations.connections;

/** Parts in the place of the usual ones. */
export type GivenParts = Partial<Omit<ServiceParts, 'operations'>> & {
  readonly operations?: Partial<Operations>;
  readonly settings?: Partial<OperationSettings>;
};

/** What the service is made of, without a key. `log` is given the lines that it logs. */
export function openParts(given: GivenParts = {}, log: (line: string) => void = () => undefined): ServiceParts {
  const folder = process.env.GRADER_RUBRICS;
  const config = readConfig(folder === undefined ? {} : { GRADER_RUBRICS: folder });
  const catalogue = openCatalogue(config.rubrics);
  const version = '0.0.0-test';
  const metrics = given.operations?.metrics ?? openMetrics(version);
  const { limits, answersInFlight, ...settings } = { ...config.operations, ...given.settings };
  const operations: Operations = {
    log: logTo('debug', { write: log }),
    metrics,
    gate: openGate({ limits: openLimits(limits), metrics, most: answersInFlight }),
    trustProxy: settings.trustProxy,
    ready: async () => undefined,
    stopping: new AbortController().signal,
    close: async () => undefined,
    ...given.operations,
  };
  return { catalogue, grader: createGrader({ catalogue, version }), config, version, ...given, operations };
}

/** The real app, without a key, on a port of its own. Its `fetch` holds every response against the OpenAPI document. */
export async function startService(
  given: GivenParts = {},
): Promise<{ url: string; fetch: Fetch; log: readonly string[]; stop: () => Promise<void> }> {
  const log: string[] = [];
  const { connections = defaultConnections } = given.settings ?? {};
  const parts = openParts(given, (line) => log.push(line));
  const server = createBoundedServer(connections, { metrics: parts.operations.metrics, app: createApp(parts) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    fetch: checkedFetch(url),
    log,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
