import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pageFolder } from '../src/http/page-folder.ts';
import { writeClient } from './client.ts';
import { holdLock } from './lock.ts';
import { hashOf } from './source-hash.ts';

/** The most that the script of the candidate's first view may weigh, compressed, in bytes. */
const scriptBudget = 250_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(pageFolder, 'built-from');

/**
 * Builds the page into `dist/web` unless what stands there was made from the same sources. Of several at once, one builds
 * and the others wait. The old page stays until the new one is complete.
 *
 * @throws {Error} when the first view outgrows its budget
 */
async function buildPage(): Promise<void> {
  await writeClient();
  const wanted = hashOf(['src/{web,look}/**/*.*', 'tools/*.ts', 'package-lock.json']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  using _lock = await holdLock(join(root, 'dist', 'page.lock'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const outDir = join(root, 'dist', `web-${process.pid}`);
  const { bundlePage } = await import('./bundle-page.ts');
  try {
    const firstView = await bundlePage(outDir);
    for (const file of globSync('assets/*.{js,css}', { cwd: outDir })) compress(join(outDir, file));
    const bytes = firstView.reduce((sum, file) => sum + readFileSync(join(outDir, `${file}.gz`)).length, 0);
    const weight = `its first view loads ${Math.ceil(bytes / 1000)} kB of compressed script`;
    if (bytes > scriptBudget)
      throw new Error(`The page is too heavy: ${weight}, and may load ${scriptBudget / 1000} kB.`);
    writeFileSync(join(outDir, 'built-from'), wanted);
    rmSync(pageFolder, { recursive: true, force: true });
    renameSync(outDir, pageFolder);
    process.stderr.write(`Built the page: ${weight}.\n`);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Writes a compressed copy beside a file, which the service sends to whoever takes it. */
function compress(file: string): void {
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
}

try {
  await buildPage();
} catch (error) {
  // An installation without the packages for development can serve a page that was built before, or the API alone.
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (!missing) throw error;
  const page = existsSync(stamp) ? 'the one that was built before is served' : 'the service runs without it';
  process.stderr.write(`The page cannot be built without the packages for development: ${page}.\n`);
}
