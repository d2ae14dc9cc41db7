import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Scorecards } from '../../src/grading/scorecards/scorecards-schema.ts';
import type { BatchShape } from '../../src/http/batches/batch-shape.ts';
import { startService, type TestService } from './service.ts';

let service: TestService;
let batch: BatchShape;

const answers = [
  ['1', '甲', 'pos-overcharge', '实在抱歉，换谁都着急。我马上核对小票和后台流水，核实后今天原路退回。'],
  ['2', '乙', 'pos-overcharge', '好'],
  ['3', '甲', 'late-delivery', '抱歉让您久等，我马上查骑手的位置，十分钟内给您回电。'],
] as const;

beforeAll(async () => {
  service = await startService();
  const response = await service.fetch('/v1/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: '三月 "客服" 面试.csv',
      answers: answers.map(([id, candidate, question, answer]) => ({ id, candidate, question, answer })),
    }),
  });
  batch = (await response.json()) as BatchShape;
  const state = async () => ((await (await get('')).json()) as BatchShape).state;
  await vi.waitFor(async () => expect(await state()).toBe('done'), 240_000);
});
afterAll(() => service.stop());

const get = (path: string): Promise<Response> => service.fetch(`/v1/batches/${batch.id}${path}`);

describe('the results of a batch', () => {
  it('are scorecards, candidates by rank', async () => {
    const cards = (await (await get('/scorecards')).json()) as Scorecards;
    expect(cards.candidates.map(({ candidate, rank }) => [candidate, rank])).toEqual([
      ['甲', 1],
      ['乙', 2],
    ]);
    const english = (await (await get('/scorecards?lang=en')).json()) as Scorecards;
    expect(english.questions.map(({ title }) => title).join()).not.toMatch(/\p{Script=Han}/u);
  });

  it('count what a rater decided since', async () => {
    const { items } = (await (await get('/items')).json()) as {
      items: { grade: { id: string; points: { id: string }[] } }[];
    };
    const grade = items[2]?.grade;
    const verdicts = Object.fromEntries((grade?.points ?? []).map(({ id }) => [id, 'met']));
    await service.fetch(`/v1/grades/${grade?.id}/review`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ author: '李', reason: '都说到了', verdicts, red_flags: {} }),
    });
    const { candidates } = (await (await get('/scorecards')).json()) as Scorecards;
    const late = candidates[0]?.questions.find(({ question }) => question === 'late-delivery');
    expect(late?.percent).toBe(100);
  });

  it.each([
    ['jsonl', 'application/x-ndjson'],
    ['json', 'application/json; charset=utf-8'],
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['html', 'text/html; charset=utf-8'],
  ])('are downloaded as %s, under the name of the batch', async (format, type) => {
    const response = await get(`/results?format=${format}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      `filename*=UTF-8''三月 "客服" 面试.${format}`,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    if (format === 'jsonl') {
      const ids = bytes
        .toString()
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
      expect(ids).toHaveLength(3);
    }
    if (format === 'csv') {
      const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
      expect(rows).toHaveLength(3);
    }
    if (format === 'xlsx') expect((await readExcel(bytes)).length).toBeGreaterThan(0);
    if (format === 'html') expect(bytes.toString()).toContain('甲');
    if (format === 'json') expect(() => JSON.parse(bytes.toString())).not.toThrow();
  });

  it.each(['/results', '/results?format=pdf'])('%s is refused', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toMatch(/format/);
  });

  it('are sent without a warning of Node that too many wait for the end of the response', async () => {
    const warnings: string[] = [];
    const hear = ({ message }: Error) => warnings.push(message);
    process.on('warning', hear);
    await (await get('/results?format=csv')).text();
    // Warnings are given in the next turn of the event loop.
    await setImmediate();
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });

  it('that nobody waits for any more are no fault', async () => {
    const abort = new AbortController();
    const response = await fetch(`${service.url}/v1/batches/${batch.id}/results?format=html`, { signal: abort.signal });
    abort.abort();
    await response.text().catch(() => undefined);
    await (await get('')).text();
    expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
