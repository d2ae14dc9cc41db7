import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Grade } from '../../src/core/grade.ts';
import type { KeptGradeShape } from '../../src/http/kept-grade.ts';
import { startService, type TestService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const answer = '😀 实在抱歉，换谁都着急，我马上核对小票。';
const grade = async (body: object): Promise<KeptGradeShape> => {
  const response = await service.fetch('/v1/grades', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'pos-overcharge', answer, ...body }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as KeptGradeShape;
};
const get = async <T>(path: string): Promise<T> => {
  const response = await service.fetch(path);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
};
type Page = { items: KeptGradeShape[]; next: string | null };

describe('a grade that is kept', () => {
  it('comes with the answer exactly as it was sent, and with what counts now', async () => {
    const kept = await grade({ candidate: '张三' });
    expect(Grade.parse(kept)).toBeDefined();
    expect(kept).toMatchObject({
      answer,
      candidate: '张三',
      batch: null,
      origin: null,
      stale: false,
      replaced_by: null,
      decisions: [],
      appeals: [],
      settled: { score: kept.score, percent: kept.percent, marks: kept.marks, by: 'machine' },
    });
    expect(kept.settled.verdicts).toEqual(Object.fromEntries(kept.points.map(({ id, verdict }) => [id, verdict])));
  });

  it('is the same when it is fetched again, also after the service was started again on its store', async () => {
    const kept = await grade({});
    expect(await get(`/v1/grades/${kept.id}`)).toEqual(kept);
    const again = await startService({ grades: service.store.grades });
    expect(await (await again.fetch(`/v1/grades/${kept.id}`)).json()).toEqual(kept);
    await again.stop();
  });

  it('opens the model answer, with what to add for each point, in the language asked for', async () => {
    const { id, points } = await grade({});
    type Model = { model_answer: string; points: { id: string; advice: string; example: string }[] };
    const zh = await get<Model>(`/v1/grades/${id}/model-answer`);
    expect(zh.points.map((point) => point.id)).toEqual(points.map((point) => point.id));
    expect(zh.model_answer).toMatch(/\p{Script=Han}/u);
    const en = await get<Model>(`/v1/grades/${id}/model-answer?lang=en`);
    expect(en.model_answer).not.toMatch(/\p{Script=Han}/u);
    for (const { advice, example } of en.points) expect(advice + example).not.toMatch(/\p{Script=Han}/u);
  });

  it.each(['/v1/grades/none', '/v1/grades/none/model-answer'])('%s is not found', async (path) => {
    expect((await service.fetch(path)).status).toBe(404);
  });
});

describe('attempts', () => {
  it('of a candidate are listed page by page, the latest first, and nobody else’s', async () => {
    const candidate = 'practice-7f2a';
    const made: string[] = [];
    for (const question of ['pos-overcharge', 'late-delivery', 'pos-overcharge'])
      made.push((await grade({ candidate, question })).id);
    await grade({ candidate: 'somebody-else' });
    const first = await get<Page>(`/v1/attempts?candidate=${candidate}&limit=2`);
    const second = await get<Page>(`/v1/attempts?candidate=${candidate}&limit=2&after=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.toReversed());
    expect(second.next).toBeNull();
    const ofOne = await get<Page>(`/v1/attempts?candidate=${candidate}&question=late-delivery`);
    expect(ofOne.items.map(({ question }) => question)).toEqual(['late-delivery']);
  });

  it.each([
    ['/v1/attempts', /candidate/],
    ['/v1/attempts?candidate=', /candidate/],
    ['/v1/attempts?candidate=a&limit=0', /limit/],
    ['/v1/attempts?candidate=a&limit=many', /limit: must be a whole number from 1 to 200/],
    ['/v1/attempts?candidate=a&after=nonsense', /after/],
    ['/v1/attempts?candidate=a&candidate=b', /candidate/],
  ])('%s is refused', async (path, detail) => {
    const response = await service.fetch(path);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
  });
});
