import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plainEnvironment, type Run, root } from '../cli/run.ts';

/** A command of a page, and the exit code that it is said to end with. */
export type Command = { readonly text: string; readonly code: number };

/** The commands of some sections of a page, in their order; `# exit code N` behind one says that it fails. */
export function commandsOf(page: string, sections?: readonly string[]): Command[] {
  const parts = readFileSync(join(root, page), 'utf8').split(/^## /m);
  const wanted = parts.filter((part) => sections === undefined || sections.includes(part.split('\n')[0] ?? ''));
  const blocks = wanted.flatMap((part) =>
    [...part.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? ''),
  );
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => ({ text: line, code: Number(/# exit code (\d+)$/.exec(line)?.[1] ?? 0) }));
}

/** Runs a line in a shell in the checkout, as a reader would. */
export function runShell(line: string): Promise<Run> {
  const child = spawn('bash', ['-o', 'pipefail', '-c', line], {
    cwd: root,
    env: { ...plainEnvironment, PATH: `${dirname(process.execPath)}:${plainEnvironment.PATH}` },
  });
  child.stdin.end();
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
