import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { createApp, type ServiceParts } from '../../src/http/app.ts';
import { checkedFetch, type Fetch } from './contract.ts';

/** What the service is made of, without a key. */
export function openParts(): ServiceParts {
  const folder = process.env.GRADER_RUBRICS;
  const config = readConfig(folder === undefined ? {} : { GRADER_RUBRICS: folder });
  const catalogue = openCatalogue(config.rubrics);
  const version = '0.0.0-test';
  return { catalogue, grader: createGrader({ catalogue, version }), config, version };
}

/** The real app, without a key, on a port of its own. Its `fetch` holds every response against the OpenAPI document. */
export async function startService(): Promise<{ url: string; fetch: Fetch; stop: () => Promise<void> }> {
  const server: Server = createServer(createApp(openParts()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    fetch: checkedFetch(url),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
