// Builds what the published package runs: JavaScript out of the sources, for Node strips no types from what is installed,
// with everything beside them that they read, and the page. `npm pack` calls it.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const run = (file: string, ...args: readonly string[]): void =>
  void execFileSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });

// The page has its own part of the folder, and is built only when it is not fresh.
for (const name of existsSync(dist) ? readdirSync(dist) : [])
  if (!/^(?:web|page\.lock)/.test(name)) rmSync(join(dist, name), { recursive: true });
run('node_modules/typescript/bin/tsc', '--project', 'tsconfig.package.json');
// Types are for those who use it as a library: of what its package.json exports, and of what that takes.
run('node_modules/typescript/bin/tsc', '--project', 'tsconfig.types.json');
cpSync(join(root, 'src'), dist, {
  recursive: true,
  filter: (path) => path !== join(root, 'src/web') && !['.ts', '.json'].includes(extname(path)),
});
run('tools/build-page.ts');
