import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { sample } from '../../store/sample.ts';
import { startServe } from '../serve-process.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'answer-grader-retention-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

it('a service that is told how long things may be kept deletes what is older, and nothing else', async () => {
  {
    await using store = await openStore({ data });
    await store.grades.keep(sample('old', { answer: { candidate: '张三', createdAt: daysAgo(31) } }));
    await store.grades.keep(sample('new', { answer: { candidate: '张三', createdAt: daysAgo(29) } }));
  }
  const service = await startServe({ GRADER_DATA: data, GRADER_RETENTION_DAYS: '30' });
  const line = await service.said('kept long enough');
  expect(JSON.parse(line)).toMatchObject({ level: 'info', audit: true, days: 30, answers: 1, grades: 1 });
  const grade = async (id: string) => (await fetch(`${service.url}/v1/grades/${id}`)).status;
  expect(await grade('old')).toBe(404);
  expect(await grade('new')).toBe(200);
  service.signal('SIGTERM');
  expect((await service.ended).code).toBe(0);
});
