import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '../../src/core/submission.ts';
import type { BatchShape } from '../../src/http/batches/batch-shape.ts';
import type { KeptGradeShape } from '../../src/http/kept-grade.ts';
import { startService, type TestService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

type Item = { position: number; submission: Submission; state: string; grade: KeptGradeShape | null };

const read = async <T>(status: number, response: Response | Promise<Response>): Promise<T> => {
  const got = await response;
  const body = await got.json();
  expect({ status: got.status, body }).toMatchObject({ status });
  return body as T;
};
const upload = (
  files: Record<string, string>,
  fields: Record<string, string> = {},
  to = service,
): Promise<Response> => {
  const body = new FormData();
  for (const [name, text] of Object.entries(files)) body.append('files', new File([text], name));
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return to.fetch('/v1/batches', { method: 'POST', body });
};
const json = (body: object, path = '/v1/batches', to = service): Promise<Response> =>
  to.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const ended = async (id: string, from = service): Promise<BatchShape> => {
  const look = async () => read<BatchShape>(200, from.fetch(`/v1/batches/${id}`));
  await expect.poll(async () => (await look()).state).toBe('done');
  return look();
};

const sheet = `编号,姓名,题目,回答
a1,张三,pos-overcharge,"实在抱歉，换谁都着急，我马上核对小票和流水，两小时内给您回电。"
a2,李四,pos-overcharge,"好"
a3,张三,no-such-question,"您好"
a4,王五,late-delivery,"抱歉让您久等，我马上查骑手的位置。"
`;

describe('a batch of files', () => {
  it('is graded in the order of the input, what cannot be taken is told with its place, and it is known again', async () => {
    const response = await upload({ '一月.csv': sheet }, { name: '一月面试' });
    const opened = await read<BatchShape>(202, response);
    expect(response.headers.get('location')).toBe(`/v1/batches/${opened.id}`);
    const batch = await ended(opened.id);
    expect(batch).toMatchObject({ name: '一月面试', engine: 'heuristic', state: 'done' });
    expect(batch.faults).toMatchObject([{ file: '一月.csv', line: 4 }]);
    expect(batch.progress).toMatchObject({
      total: 3,
      counts: { waiting: 0, running: 0, graded: 2, insufficient: 1, ungraded: 0, cancelled: 0 },
    });
    const { items, next } = await read<{ items: Item[]; next: null }>(
      200,
      service.fetch(`/v1/batches/${batch.id}/items`),
    );
    expect(next).toBeNull();
    expect(
      items.map(({ position, submission, state }) => [position, submission.id, submission.candidate, state]),
    ).toEqual([
      [0, 'a1', '张三', 'graded'],
      [1, 'a2', '李四', 'insufficient'],
      [2, 'a4', '王五', 'graded'],
    ]);
    expect(items[0]?.grade).toMatchObject({ batch: batch.id, answer_id: 'a1', candidate: '张三', stale: false });
    const again = await read<BatchShape>(200, upload({ '一月.csv': sheet }, { name: 'another name' }));
    expect(again.id).toBe(batch.id);
    const other = await read<BatchShape>(202, upload({ '一月.csv': sheet }, { lang: 'en' }));
    expect(other.id).not.toBe(batch.id);
  });

  it('sent twice at the same time is one batch', async () => {
    const sent = await Promise.all([upload({ 'twice.csv': sheet }), upload({ 'twice.csv': sheet })]);
    const batches = await Promise.all(sent.map(async (response) => (await response.json()) as BatchShape));
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 202]);
    expect(batches[0]?.id).toBe(batches[1]?.id);
    expect((await ended(batches[0]?.id ?? '')).progress.total).toBe(3);
  });

  it('of more answers than a client may send in a day is refused, and leaves no batch behind', async () => {
    const limits = { requestsPerMinute: 0, answersPerMinute: 0, batchAnswersPerDay: 2, moneyPerDay: 0 };
    const bounded = await startService({ settings: { limits, trustProxy: ['loopback'] } });
    const body = new FormData();
    body.append('files', new File([sheet], 'a.csv'));
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await bounded.fetch('/v1/batches', { method: 'POST', headers, body })).status).toBe(429);
    expect(await read(200, bounded.fetch('/v1/batches'))).toEqual({ items: [], next: null });
    await bounded.stop();
  });

  it('gives its items page by page', async () => {
    const { id } = await read<BatchShape>(202, upload({ 'pages.csv': sheet }));
    await ended(id);
    type Page = { items: Item[]; next: number | null };
    const first = await read<Page>(200, service.fetch(`/v1/batches/${id}/items?limit=2`));
    const second = await read<Page>(200, service.fetch(`/v1/batches/${id}/items?limit=2&from=${first.next}`));
    expect([...first.items, ...second.items].map(({ position }) => position)).toEqual([0, 1, 2]);
    expect([first.next, second.next]).toEqual([2, null]);
  });

  it('in which there is no answer is refused with every fault, and leaves no batch behind', async () => {
    const before = await read<{ items: BatchShape[] }>(200, service.fetch('/v1/batches'));
    const { errors } = await read<{ errors: { field: string; message: string }[] }>(
      400,
      upload({ 'empty.csv': '', 'wrong.csv': '题目,回答\nnowhere,您好\n' }),
    );
    expect(errors.map(({ field }) => field.split(':')[0])).toEqual(['', 'empty.csv', 'wrong.csv']);
    const after = await read<{ items: BatchShape[] }>(200, service.fetch('/v1/batches'));
    expect(after.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
  });

  it('from an interview keeps its turns, which the answers point into', async () => {
    const name = '周晓岚-客服专员-初面.txt';
    const { id } = await read<BatchShape>(
      202,
      upload({ [name]: readFileSync(`fixtures/transcripts/${name}`, 'utf8') }),
    );
    await ended(id);
    const { files } = await read<{ files: string[] }>(200, service.fetch(`/v1/batches/${id}/transcripts`));
    expect(files).toEqual([name]);
    const { turns } = await read<{ turns: { number: number; text: string }[] }>(
      200,
      service.fetch(`/v1/batches/${id}/transcripts/${encodeURIComponent(name)}`),
    );
    expect(turns.length).toBeGreaterThan(10);
    const { items } = await read<{ items: Item[] }>(200, service.fetch(`/v1/batches/${id}/items`));
    expect(items.map(({ submission }) => submission.candidate)).toContain('周晓岚');
    for (const { submission } of items)
      for (const { turn, start, end } of submission.origin?.turns ?? [])
        expect(turns[turn - 1]?.text).toContain(submission.answer.slice(start, end).trim());
    expect((await service.fetch(`/v1/batches/${id}/transcripts/other.txt`)).status).toBe(404);
  });
});

describe('a batch of JSON', () => {
  const answers = [
    { id: '1', question: 'pos-overcharge', answer: '实在抱歉，换谁都着急，我马上核对小票。', candidate: '甲' },
    { id: '2', question: 'late-delivery', answer: '抱歉让您久等，我马上查骑手的位置。', candidate: '乙' },
  ];

  it('is graded, and the same again is known', async () => {
    const { id } = await read<BatchShape>(202, json({ name: '接口', answers, lang: 'en' }));
    expect((await ended(id)).progress.counts.graded).toBe(2);
    expect((await read<BatchShape>(200, json({ answers, lang: 'en' }))).id).toBe(id);
  });

  it('keeps what its sender could not take from the files', async () => {
    const faults = [
      { file: '一月.csv', field: '题目', message: 'there is no question "no-such-question"', line: 4 },
      { file: '坏.xlsx', field: '', message: 'is a broken document' },
    ];
    const { id } = await read<BatchShape>(202, json({ answers, faults }));
    expect(await ended(id)).toMatchObject({ faults, fault_count: 2 });
    const exported = await (await service.fetch(`/v1/batches/${id}/results?format=html`)).text();
    expect(exported).toContain('坏.xlsx');
    const without = await read<BatchShape>(202, json({ answers }));
    expect(without.id).not.toBe(id);
  });

  it.each<[string, object, string[]]>([
    ['without answers', { answers: [] }, ['answers']],
    ['with an unknown question', { answers: [{ ...answers[0], question: 'nowhere' }] }, ['answers.0.question']],
    ['with an id that stands twice', { answers: [answers[0], answers[0]] }, ['answers.1.id']],
    ['with an empty candidate', { answers: [{ ...answers[0], candidate: '' }] }, ['answers.0.candidate']],
    [
      'with an answer that is too long',
      { answers: [{ ...answers[0], answer: '好'.repeat(20_001) }] },
      ['answers.0.answer'],
    ],
    [
      'with faults that say nothing, or stand nowhere',
      {
        answers,
        faults: [
          { file: '一月.csv', field: '', message: '' },
          { file: '一月.csv', field: '', message: 'is broken', line: 0 },
        ],
      },
      ['faults.0.message', 'faults.1.line'],
    ],
    [
      'with more faults than are kept',
      { answers, faults: Array.from({ length: 10_001 }, () => ({ file: 'a.csv', field: '', message: 'is broken' })) },
      ['faults'],
    ],
    ['with an unknown field', { answers, colour: 'red' }, ['']],
  ])('%s is refused, naming every field', async (_what, body, fields) => {
    const { errors } = await read<{ errors: { field: string }[] }>(400, json(body));
    expect(errors.map(({ field }) => field)).toEqual(fields);
  });

  it('may be larger than one answer', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...answers[0],
      id: `m${index}`,
      answer: '好'.repeat(500),
    }));
    expect(JSON.stringify(many).length).toBeGreaterThan(150_000);
    const { id } = await read<BatchShape>(202, json({ answers: many }));
    expect((await ended(id)).progress.total).toBe(300);
  });
});

describe('what is done with a batch', () => {
  it('cancelled it is graded no further, retried it goes on', async () => {
    const idle = await startService({ work: false });
    const { id } = await read<BatchShape>(202, upload({ 'a.csv': sheet }, {}, idle));
    const cancelled = await read<BatchShape>(200, idle.fetch(`/v1/batches/${id}/cancel`, { method: 'POST' }));
    expect(cancelled).toMatchObject({ state: 'cancelled', progress: { counts: { cancelled: 3 } } });
    const retried = await read<BatchShape>(200, idle.fetch(`/v1/batches/${id}/retry`, { method: 'POST' }));
    expect(retried).toMatchObject({ state: 'running', progress: { counts: { waiting: 3 } } });
    await idle.stop();
  });

  it('removed it is gone with its grades', async () => {
    const { id } = await read<BatchShape>(202, upload({ 'gone.csv': sheet }));
    await ended(id);
    const { items } = await read<{ items: Item[] }>(200, service.fetch(`/v1/batches/${id}/items`));
    expect((await service.fetch(`/v1/batches/${id}`, { method: 'DELETE' })).status).toBe(204);
    for (const path of ['', '/items', '/scorecards', '/transcripts', '/events', '/results?format=csv'])
      expect((await service.fetch(`/v1/batches/${id}${path}`)).status, path).toBe(404);
    expect((await service.fetch(`/v1/grades/${items[0]?.grade?.id}`)).status).toBe(404);
  });

  it('regraded by the same rubrics it stays as it is', async () => {
    const { id } = await read<BatchShape>(202, upload({ 'fresh.csv': sheet }));
    await ended(id);
    const grades = async () =>
      (await read<{ items: Item[] }>(200, service.fetch(`/v1/batches/${id}/items`))).items.map(
        ({ grade }) => grade?.id,
      );
    const before = await grades();
    await read<BatchShape>(200, service.fetch(`/v1/batches/${id}/regrade`, { method: 'POST' }));
    expect(await grades()).toEqual(before);
  });

  it('is listed, the latest first, page by page', async () => {
    type Page = { items: BatchShape[]; next: string | null };
    const all = await read<Page>(200, service.fetch('/v1/batches?limit=200'));
    const first = await read<Page>(200, service.fetch('/v1/batches?limit=1'));
    const second = await read<Page>(200, service.fetch(`/v1/batches?limit=1&after=${first.next}`));
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.slice(0, 2).map(({ id }) => id));
  });

  it('a service that was stopped leaves the rest, and goes on when it is started again on its store', async () => {
    const data = mkdtempSync('/tmp/grader-batches-');
    const first = await startService({ data, work: false });
    const { id } = await read<BatchShape>(202, upload({ 'a.csv': sheet }, {}, first));
    await first.stop();
    const second = await startService({ data });
    expect((await ended(id, second)).progress.counts).toMatchObject({ waiting: 0, graded: 2, insufficient: 1 });
    await second.stop();
    rmSync(data, { recursive: true });
  });
});
