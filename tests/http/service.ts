import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { createApp, type ServiceParts } from '../../src/http/app.ts';
import { logTo } from '../../src/http/operations/log.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import type { Operations } from '../../src/http/operations/operations.ts';

/** The real app, without a key, on a port of its own. `log` holds the lines that it logged. */
export async function startService(
  given: Partial<Omit<ServiceParts, 'operations'>> & { operations?: Partial<Operations> } = {},
): Promise<{ url: string; log: readonly string[]; stop: () => Promise<void> }> {
  const folder = process.env.GRADER_RUBRICS;
  const config = readConfig(folder === undefined ? {} : { GRADER_RUBRICS: folder });
  const catalogue = openCatalogue(config.rubrics);
  const version = '0.0.0-test';
  const log: string[] = [];
  const operations: Operations = {
    log: logTo('debug', { write: (line) => log.push(line) }),
    metrics: openMetrics(version),
    ready: async () => undefined,
    stopping: new AbortController().signal,
    ...given.operations,
  };
  const server: Server = createServer(
    createApp({ catalogue, grader: createGrader({ catalogue, version }), config, version, ...given, operations }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
