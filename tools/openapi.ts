import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The part of an OpenAPI document that is looked into here. */
export type Description = {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Record<string, { readonly content?: object }> }>>>
  >;
};

/** The OpenAPI description that the service gives of itself: it is started for it, with default settings, and stopped. */
export async function fetchDescription(): Promise<Description> {
  const data = mkdtempSync(join(tmpdir(), 'openapi-'));
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
      ended.then(() => reject(new Error(`the service ended before it described itself:\n${said}`)));
    });
    const response = await fetch(`${url}/openapi.json`);
    if (!response.ok) throw new Error(`GET /openapi.json: ${response.status}`);
    return (await response.json()) as Description;
  } finally {
    child.kill();
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}
