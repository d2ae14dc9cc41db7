#!/usr/bin/env node
// Starts the command line. The sources are TypeScript and need Node 24; on an older Node the project's own pinned
// binary (the npm package `node`) takes over.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  await import(main);
} else {
  const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  const child = spawnSync(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (child.error) {
    process.stderr.write(`answer-grader needs Node 24 or newer; this is ${process.version}. Run \`npm ci\` first.\n`);
  }
  process.exitCode = child.status ?? 1;
}
