#!/usr/bin/env node
// Starts the command line: in a checkout the TypeScript sources as they stand, in the published package what was built from
// them. Both need Node 24; in a checkout the project's own pinned binary (the npm package `node`) takes over from an older one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const source = path('src/main.ts');
const main = existsSync(source) ? source : path('dist/main.js');
const pinned = path('node_modules/node/bin/node');
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  // Before the first file of the sources: stripping its types alone would take 35 ms and 16 MB.
  const { directory } = module.enableCompileCache();
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
  await import(main);
} else if (existsSync(pinned)) {
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // What is typed at a terminal reaches both by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  const first = main === source ? ' Run `npm ci` first: it brings one.' : '';
  process.stderr.write(`answer-grader needs Node 24 or newer; this is ${process.version}.${first}\n`);
  process.exitCode = 1;
}
