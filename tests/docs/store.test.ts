import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { root, runShell } from '../cli/run.ts';
import { type InstalledPostgres, installedPrograms, startInstalled } from '../store/debian-postgres.ts';
import { sample } from '../store/sample.ts';
import { commandsOf, runCommand } from './commands.ts';

const text = readFileSync(join(root, 'docs/store.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'docs-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('docs/store.md', () => {
  const commands = commandsOf('docs/store.md').map((command) => command.text);
  const data = join(folder, 'data');
  beforeAll(async () => {
    await using store = await openStore({ data });
    await store.grades.keep(sample('a', { answer: { candidate: '张三' } }));
  });

  it('has commands to run', () => {
    expect(commands).toHaveLength(8);
  });

  it.each(commands)('runs: %s', async (command) => {
    const { code, err } = await runCommand(command.replaceAll('/tmp/', `${folder}/`), { GRADER_DATA: data });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('names every table', async () => {
    await using store = await openStore({ data });
    const tables = await store.database.introspection.getTables();
    expect(tables.length).toBeGreaterThan(7);
    for (const { name } of tables) expect(text).toContain(`\`${name}\``);
  });
});

describe.skipIf(installedPrograms === undefined)('the backup of PostgreSQL in docs/store.md', () => {
  const [dump = '', ...restore] = text.split('\n').filter((line) => /^(?:pg_dump|createdb|pg_restore) /.test(line));
  let server: InstalledPostgres | undefined;
  beforeAll(async () => {
    server = await startInstalled(installedPrograms ?? '');
  });
  afterAll(async () => server?.stop());

  const run = async (line: string, DATABASE_URL: string) => {
    const command = `PATH=${installedPrograms}:$PATH; ${line.replaceAll('/tmp/', `${folder}/`)}`;
    const { code, err } = await runShell(command, { DATABASE_URL });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  };

  it('brings back what was kept when it was made, the queue as well', async () => {
    const databaseUrl = server?.url('postgres') ?? '';
    const data = join(folder, 'unused');
    const settings = { engine: 'heuristic', lang: 'zh', judge: null } as const;
    {
      await using store = await openStore({ data, databaseUrl });
      await store.grades.keep(sample('a', { answer: { candidate: '张三' } }));
      const { batch } = await store.batches.open({ ...settings, name: 'b', fingerprint: 'f' });
      const submission = { id: '1', candidate: null, question: 'cracked-phone-case', answer: '对不起', origin: null };
      await store.batches.add(batch.id, 0, [submission]);
    }
    await run(dump, databaseUrl);
    {
      await using store = await openStore({ data, databaseUrl });
      await store.grades.erase('张三');
      await store.grades.keep(sample('later'));
    }
    expect(restore).toHaveLength(2);
    for (const line of restore) await run(line, databaseUrl);
    await using store = await openStore({ data, databaseUrl: server?.url('restored') });
    expect((await store.grades.find('a'))?.answer.candidate).toBe('张三');
    expect(await store.grades.find('later')).toBeUndefined();
    await store.grades.keep(sample('after the restore'));
    const [batch] = await store.batches.list({ limit: 1 });
    expect(await store.queue.claim({ batch: batch?.id ?? '' }, 5)).toHaveLength(1);
  });
});
