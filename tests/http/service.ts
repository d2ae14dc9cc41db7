import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { createApp, type ServiceParts } from '../../src/http/app.ts';
import { logTo } from '../../src/http/operations/log.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import type { Operations } from '../../src/http/operations/operations.ts';
import { checkedFetch, type Fetch } from './contract.ts';

/** Parts in the place of the usual ones. */
export type GivenParts = Partial<Omit<ServiceParts, 'operations'>> & { readonly operations?: Partial<Operations> };

/** What the service is made of, without a key. `log` is given the lines that it logs. */
export function openParts(given: GivenParts = {}, log: (line: string) => void = () => undefined): ServiceParts {
  const folder = process.env.GRADER_RUBRICS;
  const config = readConfig(folder === undefined ? {} : { GRADER_RUBRICS: folder });
  const catalogue = openCatalogue(config.rubrics);
  const version = '0.0.0-test';
  const operations: Operations = {
    log: logTo('debug', { write: log }),
    metrics: openMetrics(version),
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
  const server: Server = createServer(createApp(openParts(given, (line) => log.push(line))));
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
