import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RaterAgreement } from '../../src/grading/kept/rater-agreement.ts';
import type { KeptGradeShape } from '../../src/http/kept-grade.ts';
import { startService, type TestService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const send = (method: string, path: string, body?: object): Promise<Response> =>
  service.fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const read = async <T>(status: number, response: Response): Promise<T> => {
  expect(response.status).toBe(status);
  return (await response.json()) as T;
};
const grade = async (answer = '实在抱歉，换谁都着急，我马上核对小票。', question = 'pos-overcharge') =>
  read<KeptGradeShape>(201, await send('POST', '/v1/grades', { question, answer }));
const find = async (id: string) => read<KeptGradeShape>(200, await send('GET', `/v1/grades/${id}`));
type Page = { items: KeptGradeShape[]; next: string | null };

describe('an appeal', () => {
  it('against a point puts the grade first into the review queue, and a decision answers it', async () => {
    const waiting = await grade('实在抱歉，让您久等。');
    const appealed = await grade();
    const appeal = await read<{ id: string }>(
      201,
      await send('POST', `/v1/grades/${appealed.id}/appeals`, { point: 'verify', comment: '我说了核对小票' }),
    );
    const queue = await read<Page>(200, await send('GET', '/v1/reviews'));
    expect(queue.items.map(({ id }) => id)).toEqual([appealed.id, waiting.id]);
    const only = await read<Page>(200, await send('GET', '/v1/reviews?appealed=true'));
    expect(only.items.map(({ id }) => id)).toEqual([appealed.id]);

    const decided = await read<KeptGradeShape>(
      200,
      await send('PUT', `/v1/grades/${appealed.id}/review`, {
        author: '李老师',
        reason: '说了核对小票，没有说核对后台流水',
        verdicts: { verify: 'partial', refund: 'met' },
        red_flags: {},
      }),
    );
    expect(decided.appeals).toMatchObject([{ id: appeal.id, point: 'verify', answered_by: decided.decisions[0]?.id }]);
    expect(decided.settled).toMatchObject({ by: 'rater', verdicts: { verify: 'partial', refund: 'met' } });
    expect(decided.settled.score).toBeGreaterThan(appealed.score ?? 0);
    expect(decided.score, 'what the machine said stays').toBe(appealed.score);
    expect(await find(appealed.id)).toEqual(decided);
    const after = await read<Page>(200, await send('GET', '/v1/reviews'));
    expect(after.items.map(({ id }) => id)).toEqual([waiting.id]);
    const all = await read<Page>(200, await send('GET', '/v1/reviews?decided=true&limit=1'));
    expect(all.items).toHaveLength(1);
    expect(all.next).not.toBeNull();
  });

  it.each<[string, object, number]>([
    ['a point that is none', { point: 'charm', comment: '为什么' }, 400],
    ['no comment', { point: null, comment: ' ' }, 400],
    ['no point', { comment: '为什么' }, 400],
  ])('with %s is refused', async (_what, body, status) => {
    const { id } = await grade();
    expect((await send('POST', `/v1/grades/${id}/appeals`, body)).status).toBe(status);
  });

  it('and a review of a grade that is not there are not found', async () => {
    expect((await send('POST', '/v1/grades/none/appeals', { point: null, comment: '为什么' })).status).toBe(404);
    const review = { author: 'a', reason: 'b', verdicts: {}, red_flags: {} };
    expect((await send('PUT', '/v1/grades/none/review', review)).status).toBe(404);
    expect((await send('POST', '/v1/grades/none/regrade')).status).toBe(404);
  });
});

describe('a review', () => {
  it('names a red flag that only the rater saw, in the language of the grade, and none that was struck out', async () => {
    const body = { question: 'late-delivery', answer: '抱歉让您久等，我马上查骑手的位置。', lang: 'en' };
    const { id, rater_flags } = await read<KeptGradeShape>(201, await send('POST', '/v1/grades', body));
    expect(rater_flags).toEqual([]);
    const say = async (shift_blame: boolean) => {
      const review = { author: '李', reason: '语气', verdicts: {}, red_flags: { shift_blame } };
      return read<KeptGradeShape>(200, await send('PUT', `/v1/grades/${id}/review`, review));
    };
    expect((await say(true)).rater_flags).toEqual([
      { id: 'shift_blame', name: 'Passing the buck to the courier', deduct: 0.2 },
    ]);
    expect((await say(false)).rater_flags).toEqual([]);
  });

  it('names every point and red flag that the grade does not have', async () => {
    const { id } = await grade();
    const body = { author: 'a', reason: 'b', verdicts: { charm: 'met' }, red_flags: { yawning: true } };
    const problem = await read<{ errors: { field: string }[] }>(
      400,
      await send('PUT', `/v1/grades/${id}/review`, body),
    );
    expect(problem.errors.map(({ field }) => field)).toEqual(['verdicts.charm', 'red_flags.yawning']);
  });

  it.each([
    ['/v1/reviews?reason=bad_mood', /reason/],
    ['/v1/reviews?appealed=perhaps', /appealed: must be true or false/],
    ['/v1/reviews?limit=201', /limit/],
  ])('is not listed by %s', async (path, detail) => {
    const { detail: said } = await read<{ detail: string }>(400, await send('GET', path));
    expect(said).toMatch(detail);
  });
});

describe('grading anew', () => {
  it('makes a new grade of the same answer, which the old one names', async () => {
    const old = await grade();
    const response = await send('POST', `/v1/grades/${old.id}/regrade`);
    const made = await read<KeptGradeShape>(201, response);
    expect(response.headers.get('location')).toBe(`/v1/grades/${made.id}`);
    expect(made).toMatchObject({ answer: old.answer, score: old.score, replaced_by: null });
    expect(await find(old.id)).toMatchObject({ replaced_by: made.id });
    expect((await send('POST', `/v1/grades/${old.id}/regrade`)).status).toBe(400);
  });
});

describe('the agreement of raters with the machine', () => {
  it('counts every decided grade once, by its latest decision, and what was left as it was as agreed', async () => {
    const own = await startService();
    const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
      const response = await own.fetch(path, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return (await response.json()) as T;
    };
    const answers = ['实在抱歉，换谁都着急。', '我马上核对小票和流水。', '好的好的我知道了。'];
    const made: KeptGradeShape[] = [];
    for (const answer of answers) made.push(await ask('POST', '/v1/grades', { question: 'pos-overcharge', answer }));
    const machine = made.map(({ points }) => points.find(({ id }) => id === 'empathy')?.verdict);
    expect(machine).toEqual(['met', 'missed', 'missed']);
    const decide = (id: string | undefined, verdicts: object) =>
      ask('PUT', `/v1/grades/${id}/review`, { author: '李', reason: '复核', verdicts, red_flags: {} });
    expect(await ask('GET', '/v1/reviews/agreement')).toEqual({ points: [] });
    await decide(made[0]?.id, { empathy: 'missed' });
    await decide(made[0]?.id, {});
    await decide(made[1]?.id, { empathy: 'partial' });
    await decide(made[2]?.id, { empathy: 'missed' });
    const { points } = await ask<RaterAgreement>('GET', '/v1/reviews/agreement');
    // Raters met, partial, missed; machine met, missed, missed. Linear: Σ observed distances 0.5 over 3 pairs; expected by
    // the margins (1,1,1) × (2,0,1): distances 0·2+1·1 (missed), 0.5·2+0.5·1 (partial), 1·2+0·1 (met) = 4.5 over 9.
    // κ = 1 − (0.5/3) / (4.5/9) = 2/3.
    const empathy = points.find(({ point }) => point === 'empathy');
    expect(empathy).toMatchObject({ question: 'pos-overcharge', decided: 3, agreed: 2 });
    expect(empathy?.kappa).toBeCloseTo(2 / 3, 10);
    const others = points.filter(({ point }) => point !== 'empathy');
    for (const { decided, agreed } of others) expect(agreed).toBe(decided);
    await own.stop();
  });
});
