import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scorecards } from '../../src/grading/scorecards/scorecards-schema.ts';
import type { BatchShape } from '../../src/http/batches/batch-shape.ts';
import type { KeptGradeShape } from '../../src/http/kept-grade.ts';
import { startService, type TestService } from './service.ts';

const reason = 'same_as_another_answer';
const sheet =
  '实在抱歉，换谁多付了钱都着急。您先别急，我现在就把小票和后台流水对一遍，是哪一笔多扣了马上就能看到。确认是我们多收，今天下班以前原路退回您的账户，并且送您一张饮料券。晚上八点我再打电话问您到账没有，没到账我去找财务催。';
const answers = [
  { id: '1', candidate: '甲', question: 'pos-overcharge', answer: sheet },
  { id: '2', candidate: '乙', question: 'pos-overcharge', answer: '不好意思，我看看小票，多收了就退给您。' },
  { id: '3', candidate: '丙', question: 'pos-overcharge', answer: `嗯，${sheet.replace('饮料券', '优惠券')}` },
];

let service: TestService;
let id: string;

async function read<T>(path: string, request: RequestInit = {}): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await service.fetch(path, request.body === undefined ? request : { ...request, headers });
  expect(response.ok, path).toBe(true);
  return (await response.json()) as T;
}
type Items = { items: { submission: { candidate: string }; grade: KeptGradeShape }[] };
type Grades = { items: KeptGradeShape[] };
const ended = async (): Promise<BatchShape> => {
  const batch = async () => read<BatchShape>(`/v1/batches/${id}`);
  await expect.poll(async () => (await batch()).state).toBe('done');
  return batch();
};
const alike = ({ items }: Grades): (string | null)[] =>
  items.filter(({ review }) => review.reasons.includes(reason)).map(({ candidate }) => candidate);

beforeAll(async () => {
  service = await startService();
  id = (await read<BatchShape>('/v1/batches', { method: 'POST', body: JSON.stringify({ name: '同一份', answers }) }))
    .id;
});
afterAll(() => service.stop());

describe('near-identical answers of a batch', () => {
  it('are known when it is done: in the count, the review queue, the items, the grades and the scorecards', async () => {
    const batch = await ended();
    const { items } = await read<Items>(`/v1/batches/${id}/items`);
    const grades = items.map(({ grade }) => grade);
    expect(grades.map(({ review }) => review.reasons.includes(reason))).toEqual([true, false, true]);
    expect(batch.progress.to_review).toBe(grades.filter(({ review }) => review.needed).length);
    expect(alike(await read<Grades>(`/v1/reviews?reason=${reason}`))).toEqual(['甲', '丙']);
    expect(alike(await read<Grades>(`/v1/reviews?batch=${id}`))).toEqual(['甲', '丙']);
    const grade = await read<KeptGradeShape>(`/v1/grades/${grades[2]?.id}`);
    expect(grade).toEqual(grades[2]);
    const cards = await read<Scorecards>(`/v1/batches/${id}/scorecards`);
    expect(cards.same_answers).toMatchObject([{ answers: [{ candidate: '甲' }, { candidate: '丙' }] }]);
    expect(cards.answers.to_review).toBe(batch.progress.to_review);
  });

  it('stay known for a grade that takes the place of another', async () => {
    await ended();
    const { items } = await read<Grades>(`/v1/reviews?reason=${reason}`);
    const again = await read<KeptGradeShape>(`/v1/grades/${items[0]?.id}/regrade`, { method: 'POST' });
    expect(again.review).toEqual(items[0]?.review);
    expect(alike(await read<Grades>(`/v1/reviews?reason=${reason}`)).sort()).toEqual(['丙', '甲']);
  });

  it('are a reason no more when a person has decided, or the other one is deleted', async () => {
    const before = (await ended()).progress.to_review;
    const { items } = await read<Grades>(`/v1/reviews?reason=${reason}`);
    const first = items.find(({ candidate }) => candidate === '甲');
    const decision = { author: '李老师', reason: '两人同一期培训', verdicts: {}, red_flags: {} };
    await read(`/v1/grades/${first?.id}/review`, { method: 'PUT', body: JSON.stringify(decision) });
    expect(alike(await read<Grades>(`/v1/reviews?reason=${reason}`))).toEqual(['丙']);
    expect((await ended()).progress.to_review).toBe(before - 1);
    await service.store.grades.erase('甲');
    expect(alike(await read<Grades>(`/v1/reviews?reason=${reason}`))).toEqual([]);
    expect((await read<Scorecards>(`/v1/batches/${id}/scorecards`)).same_answers).toEqual([]);
  });
});
