import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grade } from '../../src/core/grade.ts';
import { Problem } from '../../src/http/problem.ts';
import { startService } from './service.ts';

let service: Awaited<ReturnType<typeof startService>>;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const get = (path: string, init: RequestInit = {}) => service.fetch(path, init);
const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  get('/v1/grades', { method: 'POST', headers: { 'content-type': type }, body });
const grade = (body: object) => post(JSON.stringify(body));
const answer = '😀 实在抱歉，换谁都着急，我马上核对小票。';

/** A problem response that is well-formed, so far as RFC 9457 goes. */
async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(JSON.stringify(problem)).not.toMatch(/\.ts:\d|node_modules/);
  return problem;
}

describe('questions', () => {
  it('lists them as a candidate may see them, and nothing more', async () => {
    const { questions } = (await (await get('/v1/questions')).json()) as { questions: Record<string, unknown>[] };
    expect(questions.length).toBeGreaterThan(20);
    for (const question of questions) {
      expect(Object.keys(question)).toEqual(['id', 'set', 'kind', 'marks', 'title', 'prompt', 'points']);
      for (const point of question.points as object[]) expect(Object.keys(point)).toEqual(['id', 'dimension', 'name']);
    }
  });

  it('speaks English and picks a set on request', async () => {
    const response = await get('/v1/questions?lang=en&set=shanghai-service');
    const { questions } = (await response.json()) as { questions: { title: string; set: { id: string } }[] };
    expect(new Set(questions.map((question) => question.set.id))).toEqual(new Set(['shanghai-service']));
    for (const { title } of questions) expect(title).toMatch(/^[\x20-\x7e‘’–]+$/);
  });

  it('names ids like one that does not exist', async () => {
    const response = await get('/v1/questions/late-delivry');
    expect(response.status).toBe(404);
    expect((await problemOf(response)).nearest).toEqual(['late-delivery']);
  });

  it('sums their points up under dimensions that have a name in both languages', async () => {
    const { questions } = (await (await get('/v1/questions')).json()) as {
      questions: { points: { dimension: string }[] }[];
    };
    const used = new Set(questions.flatMap(({ points }) => points.map((point) => point.dimension)));
    for (const [lang, script] of [
      ['zh', /^\p{Script=Han}+$/u],
      ['en', /^[ -~]+$/],
    ] as const) {
      const { dimensions } = (await (await get(`/v1/dimensions?lang=${lang}`)).json()) as {
        dimensions: { id: string; name: string }[];
      };
      expect(dimensions.map((dimension) => dimension.id)).toEqual(expect.arrayContaining([...used]));
      for (const { name } of dimensions) expect(name).toMatch(script);
    }
  });

  it.each([
    ['/v1/questions?set=nowhere', 404],
    ['/v1/questions?lang=fr', 400],
    ['/v1/questions?page=2', 400],
    ['/v1/questions/%ff', 400],
    ['/v1/questions/..%2f..%2fpackage.json', 404],
    ['/v1/questions/__proto__', 404],
    ['/v1/nothing', 404],
    ['/nothing', 404],
    ['/page.ts', 404],
    ['/v1/grades/none', 404],
  ])('%s is a problem with status %i', async (path, status) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    await problemOf(response);
  });
});

describe('POST /v1/grades', () => {
  it('answers 201 with a grade, its evidence in the answer as sent, and where to fetch it again', async () => {
    const response = await grade({ question: 'pos-overcharge', answer });
    expect(response.status).toBe(201);
    const graded = Grade.parse(await response.json());
    const evidence = graded.points.flatMap((point) => point.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    for (const { start, end, quote } of evidence) expect(answer.slice(start, end)).toBe(quote);
    const again = await get(response.headers.get('location') ?? '');
    expect(Grade.parse(await again.json())).toEqual(graded);
  });

  it('gives feedback in the language asked for', async () => {
    const graded = Grade.parse(await (await grade({ question: 'pos-overcharge', answer, lang: 'en' })).json());
    expect(graded.summary).toMatch(/key points/);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'spaces'],
    ['好', 'one character'],
    ['🎉🎉🎉🎉🎉', 'emoji'],
  ])('%j is insufficient (%s)', async (text) => {
    const response = await grade({ question: 'pos-overcharge', answer: text });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ outcome: 'insufficient', score: 0 });
  });

  it('says that the model was not there when hybrid is asked for without a key', async () => {
    const graded = Grade.parse(await (await grade({ question: 'pos-overcharge', answer, engine: 'hybrid' })).json());
    expect(graded).toMatchObject({ engine: 'heuristic', review: { needed: true } });
    expect(graded.review.reasons).toContain('llm_unavailable');
  });
});

describe('bad bodies', () => {
  it.each<[string, () => Promise<Response>, number, RegExp]>([
    ['an unknown question', () => grade({ question: 'late-delivry', answer }), 404, /did you mean late-delivery/],
    ['a missing answer', () => grade({ question: 'pos-overcharge' }), 400, /answer/],
    ['a number as the answer', () => grade({ question: 'pos-overcharge', answer: 7 }), 400, /answer/],
    ['an unknown key', () => grade({ question: 'pos-overcharge', answer, score: 10 }), 400, /"score"/],
    ['an unknown engine', () => grade({ question: 'pos-overcharge', answer, engine: 'magic' }), 400, /engine/],
    ['a NUL', () => grade({ question: 'pos-overcharge', answer: '您\u0000好' }), 400, /NUL/],
    [
      '100 kB of text',
      () => grade({ question: 'pos-overcharge', answer: '好'.repeat(34_000) }),
      400,
      /34000 characters .* at most 20000/,
    ],
    ['more than 256 kB', () => grade({ question: 'pos-overcharge', answer: 'x'.repeat(300_000) }), 413, /256 kB/],
    ['malformed JSON', () => post('{"question": '), 400, /not valid JSON/],
    ['an array', () => post('[]'), 400, /expected object/],
    ['no body', () => post(''), 400, /is empty/],
    ['invalid UTF-8', () => post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400, /not UTF-8/],
    ['a form', () => post('question=a', 'application/x-www-form-urlencoded'), 415, /application\/json/],
    ['plain text', () => post('{}', 'text/plain'), 415, /application\/json/],
    [
      'a compressed body',
      () =>
        get('/v1/grades', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body: 'x',
        }),
      415,
      /content encoding/,
    ],
  ])('%s', async (_name, send, status, detail) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect((await problemOf(response)).detail).toMatch(detail);
  });

  it('names every field at fault', async () => {
    const { errors } = await problemOf(await grade({ question: '', answer: 1, lang: 'fr' }));
    expect(errors?.map((error) => error.field)).toEqual(['question', 'answer', 'lang']);
  });
});

describe('for operators and clients', () => {
  it('/healthz answers with the version', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok', version: '0.0.0-test' });
  });

  it.each([
    ['/v1/grades', 'PUT', 'POST'],
    ['/v1/questions', 'POST', 'GET, HEAD'],
    ['/healthz', 'DELETE', 'GET, HEAD'],
  ])('%s %s is 405 and says what is possible', async (path, method, allowed) => {
    const response = await get(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
    await problemOf(response);
  });

  it('allows the page nothing but its own scripts, styles and requests', async () => {
    const { headers } = await get('/docs');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';script-src 'self';style-src 'self'/);
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
