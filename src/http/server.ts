import { createServer } from 'node:http';
import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import { createApp, type ServiceParts } from './app.ts';

const slowestRequestMs = 30_000;

/**
 * Runs the service until it is told to stop (SIGINT, SIGTERM): then it takes no new requests and lets those in flight end.
 *
 * @throws {InvalidInput} when a rubric has a fault or the address cannot be listened on
 */
export async function serve(parts: ServiceParts & { readonly config: Config }): Promise<void> {
  const { catalogue, config } = parts;
  for (const id of catalogue.ids) catalogue.compiled(id);
  const server = createServer({ requestTimeout: slowestRequestMs }, createApp(parts));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const hint =
        error.code === 'EADDRINUSE'
          ? 'is in use; choose another with PORT or --port'
          : `cannot be listened on (${error.code})`;
      reject(new InvalidInput(`${config.host}:${config.port}`, [{ field: '', message: hint }]));
    });
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const engine =
    config.engine === 'hybrid' ? `the model ${config.model} with the heuristics` : 'the heuristics, without a key';
  process.stdout.write(
    `answer-grader is ready at http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}\njudged by ${engine}\n`,
  );

  await new Promise<void>((resolve) => {
    const stop = (): void => {
      server.close(() => resolve());
      server.closeIdleConnections();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
