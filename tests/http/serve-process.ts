import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWithUs, plainEnvironment, root } from '../cli/run.ts';
import { fewRubrics } from '../few-rubrics.ts';

/** `answer-grader serve` as a process of its own. */
export type ServeProcess = {
  readonly url: string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves when a line on standard error holds a text. */
  readonly said: (text: string) => Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
};

/** Starts the service on a free port, with few rubrics unless given, and waits until it is ready. */
export async function startServe(env: NodeJS.ProcessEnv = {}): Promise<ServeProcess> {
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), 'serve', '--port', '0'], {
    cwd: root,
    env: { ...plainEnvironment, GRADER_RUBRICS: fewRubrics(), ...env },
  });
  endWithUs(child);
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  const waitFor = (find: () => string | undefined): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const hear = (): void => {
    for (const look of [...watchers]) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    hear();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    hear();
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  const url = await Promise.race([
    waitFor(() => /http:\/\/[\w.]+:\d+/.exec(out)?.[0]),
    ended.then((run) => Promise.reject(new Error(`serve ended with ${run.code}: ${run.err}`))),
  ]);
  return {
    url: url.replace('localhost', '127.0.0.1'),
    signal: (name) => child.kill(name),
    said: (text) => waitFor(() => err.split('\n').find((line) => line.includes(text))),
    ended,
  };
}
