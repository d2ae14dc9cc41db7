import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainEnvironment, root, runGrader, runShell } from './cli/run.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
const commands = blocks.flatMap((block) => block.split('\n').filter((line) => line.trim() !== ''));
const setUp = ['npm ci && npm start', 'npm ci && npm test'];

type Service = { readonly url: string; readonly stop: () => Promise<number | null> };

/** Starts the service as a process, on any free port, as `npm start` does on 3000. */
function serve(): Promise<Service> {
  const child = spawn(process.execPath, ['src/main.ts', 'serve', '--port', '0'], { cwd: root, env: plainEnvironment });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const port = /ready at http:\/\/localhost:(\d+)/.exec(said)?.[1];
        if (port !== undefined) resolve({ url: `http://localhost:${port}`, stop });
      });
    }
    ended.then((code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
}

describe('README.md', () => {
  let service: Service;
  beforeAll(async () => {
    const { code, err } = await runShell('npm run prestart');
    expect(code, err).toBe(0);
    service = await serve();
  });
  afterAll(async () => {
    expect(await service.stop(), 'exit code of the service when it is told to stop').toBe(0);
  });

  it('begins with the two lines that set everything up', () => {
    expect(commands.slice(0, 2)).toEqual(setUp);
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.start).toBe('node bin/answer-grader.js serve');
  });

  it.each(commands.filter((command) => !setUp.includes(command)))('runs %s', async (command) => {
    const { code, out, err } = await runShell(command.replaceAll('http://localhost:3000', service.url));
    expect(code, err).toBe(0);
    if (command.startsWith('curl')) expect(JSON.parse(out)).not.toHaveProperty('detail');
    else expect(`${out}${err}`).not.toBe('');
  });

  it('shows the page at /', async () => {
    const response = await fetch(service.url);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.text()).toContain('客服面试作答练习');
  });

  it('says in one line when the port is taken', async () => {
    const { port } = new URL(service.url);
    const { code, err } = await runGrader(['serve', '--port', port]);
    expect({ code, err }).toEqual({
      code: 1,
      err: `127.0.0.1:${port}: is in use; choose another with PORT or --port\n`,
    });
  });

  it('links to nothing that is not there, and keeps its pictures small', () => {
    const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(existsSync(join(root, link)), link).toBe(true);
    const pictures = links.filter((link) => link.endsWith('.png'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect(readFileSync(join(root, picture)).length, picture).toBeLessThan(300_000);
  });

  it('names every variable that the settings know', () => {
    const known = readFileSync(join(root, 'src/config.ts'), 'utf8').match(/^ {2}[A-Z_]+(?=:)/gm) ?? [];
    expect(known.length).toBeGreaterThan(8);
    for (const name of known) expect(readme).toContain(`\`${name.trim()}\``);
  });
});
