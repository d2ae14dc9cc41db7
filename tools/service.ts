import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts the service as a process with default settings and a store of its own, and stops it when the work with it is done.
 *
 * @param work - is given the address of the service
 * @throws {Error} with all that the service said, when it does not come up
 */
export async function withService<T>(work: (url: string) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'grader-tool-'));
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['src/main.ts', 'serve', '--port', '0'], {
    cwd: root,
    env: { PATH, GRADER_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const found = /ready at (http:\/\/localhost:\d+)/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
      }
      ended.then(() => reject(new Error(`the service did not come up:\n${said}`)));
    });
    return await work(url);
  } finally {
    child.kill();
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}
