import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainEnvironment, root } from '../cli/run.ts';
import { linkProductionModules } from '../production-modules.ts';

const run = promisify(execFile);
const text = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll(/\\\n/g, '');

type Stage = { readonly name: string; readonly image: string; readonly lines: readonly string[] };

/** The stages of the file, each with its instructions. */
const stages: readonly Stage[] = text
  .split(/^FROM /m)
  .slice(1)
  .map((part) => {
    const [head = '', ...lines] = part.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
    const [image = '', , name = 'last'] = head.split(' ');
    return { name, image, lines };
  });
const stage = (name: string): Stage => {
  const found = stages.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no stage ${name}`);
  return found;
};
const instructions = (name: string, keyword: string): readonly string[] =>
  stage(name)
    .lines.filter((line) => line.startsWith(`${keyword} `))
    .map((line) => line.slice(keyword.length + 1).trim());

/** Copies as `COPY` does: into a folder, where its name ends in a slash, else under that name. */
function copy(from: string, to: string, line: string): void {
  const names = line.split(' ');
  const target = names.pop() ?? '';
  for (const name of names) {
    const place = target.endsWith('/') ? join(to, target, basename(name)) : join(to, target);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(join(from, name), place, { recursive: true });
  }
}

// No container engine is asked: the instructions are followed by hand, into folders.
let folder: string;
let image: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'answer-grader-image-'));
  const build = join(folder, 'build');
  mkdirSync(build);
  for (const line of instructions('build', 'COPY')) copy(root, build, line);
  symlinkSync(join(root, 'node_modules'), join(build, 'node_modules'));
  await run(process.execPath, ['tools/build-package.ts'], { cwd: build });

  image = join(folder, 'app');
  mkdirSync(image);
  for (const line of instructions('last', 'COPY')) {
    const [, from, rest = line] = /^--from=(\w+) (.*)$/.exec(line) ?? [];
    if (from === 'modules') linkProductionModules(image);
    else copy(from === 'build' ? build : root, image, rest.replace('/build/', ''));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variable = (name: string): string | undefined =>
  new RegExp(`\\b${name}=(\\S+)`).exec(instructions('last', 'ENV').join(' '))?.[1];

describe('Dockerfile', () => {
  it('stands on the Node that the project pins', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string }>;
    };
    expect(/^ARG NODE_VERSION=(.*)$/m.exec(text)?.[1]).toBe(packages['node_modules/node']?.version);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the variable of the file
    for (const { image: base } of stages) expect(base).toBe('node:${NODE_VERSION}-alpine');
  });

  it('sends only files that are there, and all that are copied, to the builder', () => {
    const sent = readFileSync(join(root, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const path of sent) expect(existsSync(join(root, path)), path).toBe(true);
    const copied = stages
      .flatMap(({ name }) => instructions(name, 'COPY'))
      .filter((line) => !line.startsWith('--from='));
    for (const line of copied) for (const path of line.split(' ').slice(0, -1)) expect(sent).toContain(path);
  });

  it('runs as somebody without rights, and keeps things in one volume', () => {
    expect(instructions('last', 'USER')).toEqual(['node']);
    expect(instructions('last', 'VOLUME')).toEqual([variable('GRADER_DATA')]);
  });

  it('runs no script of a package while it installs them', () => {
    for (const name of ['build', 'modules'])
      for (const line of instructions(name, 'RUN').filter((each) => each.startsWith('npm ci')))
        expect(line).toContain('--ignore-scripts');
  });
});

describe('what the image holds', () => {
  it('serves, and its health check tells a service that is up from one that is not', async () => {
    const [entry] = instructions('last', 'ENTRYPOINT').map((line) => JSON.parse(line) as string[]);
    const [command] = stage('last')
      .lines.filter((line) => line.startsWith('CMD '))
      .map((line) => JSON.parse(line.slice(4)) as string[]);
    const check = JSON.parse(
      /CMD (\[.*\])$/.exec(instructions('last', 'HEALTHCHECK')[0] ?? '')?.[1] ?? '[]',
    ) as string[];
    const [, ...args] = [...(entry ?? []), ...(command ?? [])];
    const env = { ...plainEnvironment, NODE_ENV: variable('NODE_ENV'), GRADER_DATA: join(folder, 'data'), PORT: '0' };
    const child = spawn(process.execPath, args, { cwd: image, env });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => {
          said += part;
          const found = /localhost:(\d+)/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
      void ended.then((code) => reject(new Error(`serve ended with ${code}: ${said}`)));
    });
    const healthy = () => run(process.execPath, check.slice(1), { env: { ...plainEnvironment, PORT: port } });
    await healthy();
    expect((await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(healthy()).rejects.toMatchObject({ code: 1 });
  });
});
