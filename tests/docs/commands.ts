import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cli/run.ts';

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
