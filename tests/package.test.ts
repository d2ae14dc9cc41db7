import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grade } from '../src/core/grade.ts';
import { plainEnvironment, type Run, root } from './cli/run.ts';
import { linkProductionModules } from './production-modules.ts';

type Packed = {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
};

const run = promisify(execFile);
const npm = (args: readonly string[], cwd: string) =>
  run('npm', [...args], { cwd, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } });

let folder: string;
let packed: Packed;
let installed: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'answer-grader-package-'));
  const { stdout } = await npm(['pack', '--json', '--pack-destination', folder], root);
  [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [Packed];
  installed = install(join(folder, 'somewhere'));
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components=1']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty folder with the packages that npm would install beside ours. */
function install(target: string): string {
  linkProductionModules(target);
  const own = join(target, 'node_modules/answer-grader');
  mkdirSync(own, { recursive: true });
  return own;
}

const elsewhere = (): string => dirname(dirname(installed));
const command = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(installed, 'bin/answer-grader.js'), ...args],
      { cwd: elsewhere(), env: plainEnvironment },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

describe('the package', () => {
  it('holds what it runs on and nothing of what it was made with', () => {
    const paths = packed.files.map(({ path }) => path);
    for (const path of [
      'bin/answer-grader.js',
      'dist/main.js',
      'dist/web/index.html',
      'prompts/judge.md',
      'LICENSE',
      'README.md',
    ])
      expect(paths).toContain(path);
    const strays = paths.filter(
      (path) =>
        !/^(?:bin|dist|rubrics|prompts|templates|fixtures\/attacks)\/|^(?:package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(
          path,
        ) ||
        (path.endsWith('.ts') && !path.endsWith('.d.ts')),
    );
    expect(strays).toEqual([]);
  });

  it('carries the licences of the packages that are part of the page', () => {
    const licences = readFileSync(join(installed, 'dist/web/licences.txt'), 'utf8');
    for (const name of ['react', 'react-dom', 'antd', 'wouter'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(licences).toContain('Permission is hereby granted, free of charge');
  });

  it('stays small', () => {
    expect(packed.size).toBeLessThan(3_000_000);
  });

  it('names no file of the sources in what was built', async () => {
    const built = packed.files.filter(({ path }) => path.startsWith('dist/') && path.endsWith('.js'));
    expect(built.length).toBeGreaterThan(100);
    const naming = built.filter(({ path }) =>
      /['"`]\.{1,2}\/[^'"`]*\.ts['"`]/.test(readFileSync(join(installed, path), 'utf8')),
    );
    expect(naming.map(({ path }) => path)).toEqual([]);
  });
});

describe('installed in an empty folder', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await command('--version')).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it('grades an answer', async () => {
    const { code, out } = await command(
      'grade',
      'pos-overcharge',
      '实在抱歉，我马上核对小票，两小时内原路退回。',
      '--json',
    );
    expect(code).toBe(0);
    expect(Grade.parse(JSON.parse(out)).outcome).toBe('graded');
  });

  it('lints the rubrics that it brings', async () => {
    const { code, err } = await command('lint', '--quiet', 'node_modules/answer-grader/rubrics/shanghai-service');
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('makes a project and checks it, with its attacks', async () => {
    expect((await command('init', 'mine')).code).toBe(0);
    expect((await command('lint', '-c', 'mine/grader.config.yaml', '--quiet')).code).toBe(0);
    const { code, err } = await command('check', '-c', 'mine/grader.config.yaml', '--engine', 'heuristic', '--attacks');
    expect(code, err).toBe(0);
  });

  it('serves the interface and the page', async () => {
    const child = spawn(process.execPath, [join(installed, 'bin/answer-grader.js'), 'serve', '--port', '0'], {
      cwd: elsewhere(),
      env: plainEnvironment,
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
          if (found !== undefined) resolve(found);
        });
      void ended.then((code) => reject(new Error(`serve ended with ${code}: ${said}`)));
    });
    const get = (path: string) => fetch(`${url}${path}`, { headers: { accept: 'text/html,application/json' } });
    expect(await (await get('/')).text()).toMatch(/<!doctype html>/i);
    expect(await (await get('/docs')).text()).toContain('POST');
    const graded = await fetch(`${url}/v1/grades`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '实在抱歉，我马上核对小票。' }),
    });
    expect(graded.status).toBe(201);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('is a library too', async () => {
    const script = join(elsewhere(), 'use.mjs');
    writeFileSync(
      script,
      `import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createGrader } from 'answer-grader/grader';
import { openCatalogue } from 'answer-grader/catalogue';
const rubrics = dirname(createRequire(import.meta.url).resolve('answer-grader/rubrics/dimensions.yaml'));
const grader = createGrader({ catalogue: openCatalogue(rubrics), version: '1' });
const request = { question: 'pos-overcharge', answer: '实在抱歉，我马上核对小票。', engine: 'heuristic', lang: 'zh' };
console.log(grader.heuristic(request).outcome);
`,
    );
    expect((await run(process.execPath, [script], { cwd: elsewhere() })).stdout).toBe('graded\n');
  });
});
