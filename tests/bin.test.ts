import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './cli/run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'answer-grader-bin-'));
  mkdirSync(join(folder, 'bin'));
  cpSync(join(root, 'bin/answer-grader.js'), join(folder, 'bin/answer-grader.js'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a module that says a word and its arguments. */
function write(path: string, word: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), `console.log('${word}', ...process.argv.slice(2));`);
}

/** Puts the Node of a checkout into its place. */
function bringNode(): void {
  mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/node/bin/node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, {
    mode: 0o755,
  });
}

/** A module that makes a Node say that it is of a version. */
const claimOf = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}});Object.defineProperty(process,'version',{value:'v${version}'})`;

/** Runs the command, on a Node that says that it is of a version. */
function run(version: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['--import', claimOf(version), join(folder, 'bin/answer-grader.js'), 'a', 'b'],
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}

describe('the command', () => {
  it('runs what was built where there are no sources', async () => {
    write('dist/main.js', 'built');
    expect(await run('24.0.0')).toEqual({ code: 0, out: 'built a b\n', err: '' });
  });

  it('runs the sources of a checkout, even where something was built', async () => {
    write('dist/main.js', 'built');
    write('src/main.ts', 'source');
    expect((await run('24.0.0')).out).toBe('source a b\n');
  });

  it('runs on the Node of the checkout where the one at hand is too old', async () => {
    write('src/main.ts', 'source');
    bringNode();
    expect(await run('20.20.2')).toEqual({ code: 0, out: 'source a b\n', err: '' });
  });

  it('passes a stop on to the Node that it started, and ends with its exit code', async () => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(
      join(folder, 'src/main.ts'),
      "process.on('SIGTERM', () => process.exit(7)); setInterval(() => undefined, 1000); console.log('up');",
    );
    bringNode();
    const child = spawn(process.execPath, ['--import', claimOf('20.20.2'), join(folder, 'bin/answer-grader.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(7);
  });

  it('says in one line that Node is too old, and in a checkout what to do', async () => {
    write('dist/main.js', 'built');
    const needs = 'answer-grader needs Node 24 or newer; this is v20.20.2.';
    expect(await run('20.20.2')).toEqual({ code: 1, out: '', err: `${needs}\n` });
    write('src/main.ts', 'source');
    expect(await run('20.20.2')).toEqual({ code: 1, out: '', err: `${needs} Run \`npm ci\` first: it brings one.\n` });
  });
});
