import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHeldEndpoint } from './http/held-endpoint.ts';
import { startCollector } from './http/operations/collector.ts';
import { startServe } from './http/serve-process.ts';

/** Words that stand for what must not be seen, each told apart from the others and from everything that the project says. */
const marks = {
  name: '欧阳翡翠',
  words: '琥珀色小票',
  phone: '13812345678',
  mail: 'feicui.ouyang@example.com',
  comment: '珊瑚申诉',
  reason: '玳瑁理由',
  author: '慕容玛瑙',
  file: '琉璃面试.txt',
  key: 'sk-marked-0123456789',
  header: 'marked-header-value',
} as const;

let said: { readonly out: string; readonly err: string };
let traced: string;
let counted: string;
let sent: readonly string[];
let statuses: readonly number[];
let folder: string;
let held: string;
let left: string;

/** Every byte that the service keeps, as text. */
async function inFolder(): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answer-grader-privacy-'));
  const [model, collector] = [await startHeldEndpoint(), await startCollector()];
  model.release();
  const service = await startServe({
    OPENAI_API_KEY: marks.key,
    OPENAI_BASE_URL: model.baseUrl,
    GRADER_DATA: folder,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const codes: number[] = [];
  const call = async (method: string, path: string, body?: object | FormData) => {
    const json = body !== undefined && !(body instanceof FormData);
    const response = await fetch(service.url + path, {
      method,
      headers: { authorization: `Bearer ${marks.header}`, ...(json ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as FormData) }),
    });
    codes.push(response.status);
    return (await response.json()) as { id: string; state?: string; points: { id: string }[] };
  };
  const answer = `您好，我是${marks.name}，我马上核对您的${marks.words}，有事打${marks.phone}，或写信到${marks.mail}。`;
  const grade = await call('POST', '/v1/grades', { question: 'pos-overcharge', answer, candidate: marks.name });
  await call('POST', `/v1/grades/${grade.id}/appeals`, { point: null, comment: marks.comment });
  const review = { author: marks.author, reason: marks.reason, verdicts: {}, red_flags: {} };
  await call('PUT', `/v1/grades/${grade.id}/review`, review);
  await call('GET', `/v1/attempts?candidate=${encodeURIComponent(marks.name)}`);
  await call('GET', `/v1/grades/${encodeURIComponent(marks.name)}`);
  await call('POST', '/v1/grades', { question: marks.words, answer, candidate: marks.name });
  await call('POST', '/v1/grades', { question: 'pos-overcharge', answer: 7, [marks.words]: marks.name });
  const form = new FormData();
  const interview = `面试官：顾客投诉POS机多刷了钱，你怎么处理？\n${marks.name}：${answer}\n`;
  form.append('files', new Blob([interview], { type: 'text/plain' }), marks.file);
  await call('POST', '/v1/transcripts', form);
  const batch = await call('POST', '/v1/batches', {
    name: marks.words,
    engine: 'hybrid',
    answers: [{ id: '1', candidate: marks.name, question: 'pos-overcharge', answer: `${answer}请稍等。` }],
  });
  // The last event of a batch comes when it is done.
  await (await fetch(`${service.url}/v1/batches/${batch.id}/events`)).text();
  held = await inFolder();
  await call('DELETE', `/v1/candidates/${encodeURIComponent(marks.name)}`);
  left = await inFolder();
  counted = await (await fetch(`${service.url}/metrics`)).text();
  service.signal('SIGTERM');
  said = await service.ended;
  traced = collector.bodies.join('\n');
  sent = model.received;
  statuses = codes;
  model.close();
  collector.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what was done with marked words', () => {
  it('is what we think: kept, asked of the model, refused where it is faulty', () => {
    expect(statuses).toEqual([201, 201, 200, 200, 404, 404, 400, 200, 202, 200]);
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(traced).toContain('gen_ai.request.model');
    expect(said.err.split('\n').length).toBeGreaterThan(8);
  });

  it('is kept while the candidate is, and nothing of it is left in any file once they are deleted', () => {
    for (const what of ['words', 'name', 'phone', 'mail', 'comment', 'reason', 'author'] as const)
      expect(held, what).toContain(marks[what]);
    for (const [what, mark] of Object.entries(marks)) expect(left, what).not.toContain(mark);
    expect(left).toContain('SQLite format 3');
  });

  it.each(Object.entries(marks))('no log, no trace and no metric holds the %s', (_what, mark) => {
    expect(said.err).not.toContain(mark);
    expect(said.out).not.toContain(mark);
    expect(counted).not.toContain(mark);
    expect(traced).not.toContain(mark);
    // As an address writes it.
    expect(`${said.err}${traced}`).not.toContain(encodeURIComponent(mark));
  });

  it.each(['name', 'phone', 'mail', 'comment', 'reason', 'author', 'file', 'header'] as const)(
    'the model is not told the %s',
    (what) => {
      for (const request of sent) expect(request).not.toContain(marks[what]);
    },
  );

  it('the model is told the answer, and the key is where it belongs', () => {
    for (const request of sent) {
      expect(request).toContain(marks.words);
      const [headers = '', ...body] = request.split('\n');
      expect(headers).toContain(marks.key);
      expect(body.join('\n')).not.toContain(marks.key);
    }
  });
});
