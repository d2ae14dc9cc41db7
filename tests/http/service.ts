import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { openCatalogue } from '../../src/grading/catalogue.ts';
import { createGrader } from '../../src/grading/grade-answer.ts';
import { createApp } from '../../src/http/app.ts';

/** The real app, without a key, on a port of its own. */
export async function startService(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = process.env.GRADER_RUBRICS;
  const config = readConfig(folder === undefined ? {} : { GRADER_RUBRICS: folder });
  const catalogue = openCatalogue(config.rubrics);
  const version = '0.0.0-test';
  const server: Server = createServer(
    createApp({ catalogue, grader: createGrader({ catalogue, version }), config, version }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
