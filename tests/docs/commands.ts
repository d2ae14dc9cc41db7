import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, root, runShell } from '../cli/run.ts';
import { runWarm } from '../cli/warm.ts';

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

/** A command of ours and nothing else, with variables before it perhaps: no pipe, no file, no second command. */
const ours = /^((?:[A-Z_]+=[^\s"'$]+ )*)(npx answer-grader [^|&;<>`\n]*)$/;

/**
 * Runs a command of a page in the checkout. A shell takes its words apart; what npm and a start of the program take on top is spared
 * where it is ours: the lines of README.md are run in full.
 */
export async function runCommand(line: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const [, variables = '', command] = ours.exec(line) ?? [];
  if (command === undefined) return runShell(line, env);
  const words = await runShell(`npx() { printf '%s\\0' "$@"; }; ${command}`);
  const [, ...args] = words.out.split('\0').slice(0, -1);
  const set = variables.split(' ').filter(Boolean);
  const given = Object.fromEntries(set.map((each) => [each.split('=')[0], each.slice(each.indexOf('=') + 1)]));
  return runWarm(args, { env: { ...env, ...given } });
}
