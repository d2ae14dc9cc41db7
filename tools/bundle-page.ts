import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';
import { licencesOf } from './page-licences.ts';

/**
 * Bundles the page into a folder, with the licences of the packages that become part of it.
 *
 * @returns the scripts that a browser loads for the first view: the entry and whatever it imports at once
 */
export async function bundlePage(outDir: string): Promise<readonly string[]> {
  // Whatever the shell says: the libraries of a page in use, not those for debugging, which are larger and slower.
  process.env.NODE_ENV = 'production';
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL('../src/web', import.meta.url)),
    plugins: [react()],
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022', chunkSizeWarningLimit: 2_000 },
  });
  if (!('output' in output)) throw new Error('the bundler brought no output');
  const chunks = output.output.filter((file) => file.type === 'chunk');
  writeFileSync(join(outDir, 'licences.txt'), licencesOf(chunks.flatMap((chunk) => chunk.moduleIds)));
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (entry === undefined) throw new Error('the page has no entry');
  return [...importedAtOnce(entry, chunks)];
}

function importedAtOnce(entry: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const imported of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) follow(imported);
  };
  follow(entry.fileName);
  return found;
}
