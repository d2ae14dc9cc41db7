import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueInChinese } from '../../src/http/issue-words.ts';
import type { Problem } from '../../src/http/problem.ts';
import { ProblemCode } from '../../src/http/problem-code.ts';
import type { KeptGrade } from '../../src/web/client/api.ts';
import { faultWords } from '../../src/web/words/fault.ts';
import { startService, type TestService } from './service.ts';

const chinese = /\p{Script=Han}/u;

describe('what a part of a request breaks', () => {
  it.each([
    ['a text that is too long', z.string().max(3), 'abcd', '太长，最多 3 个字符'],
    ['an empty text', z.string().trim().min(1), ' ', '不能为空'],
    ['too many things', z.array(z.string()).max(1), ['a', 'b'], '太多，最多 1 项'],
    ['too few things', z.array(z.string()).min(2), ['a'], '太少，至少 2 项'],
    ['a number that is too large', z.int().max(365), 400, '太大，最多 365'],
    ['a number in the place of a text', z.string(), 1, '应该是文字'],
    ['a word that is not in the list', z.enum(['zh', 'en']), 'fr', '只能是 zh、en'],
    ['a field that is not known', z.strictObject({}), { x: 1 }, '多出了不认识的内容：x'],
    ['a rule of our own', z.string().refine(() => false, { params: { zh: '要有日期' } }), '', '要有日期'],
    ['any other rule', z.string().refine(() => false), '', '格式不对'],
  ])('is said in Chinese: %s', (_, schema, value, said) => {
    const [issue] = schema.safeParse(value).error?.issues ?? [];
    expect(issue && issueInChinese(issue)).toBe(said);
  });
});

it.each(ProblemCode.options)('the kind of problem `%s` has words in both languages', (code) => {
  expect(faultWords.zh.codes[code]).toMatch(/^\p{Script=Han}.*。$/u);
  expect(faultWords.en.codes[code]).toMatch(/^[^\p{Script=Han}]+\.$/u);
});

describe('what the service refuses is told in Chinese as well, field by field', () => {
  let service: TestService;
  let grade: KeptGrade;
  beforeAll(async () => {
    service = await startService();
    grade = (await (
      await send('POST', '/v1/grades', { question: 'late-delivery', answer: '抱歉。' })
    ).json()) as KeptGrade;
  });
  afterAll(() => service.stop());

  const send = (method: string, path: string, body: unknown) =>
    service.fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  async function refused(method: string, path: string, body: unknown): Promise<NonNullable<Problem['errors']>> {
    const reply = await send(method, path, body);
    expect(reply.status).toBe(400);
    const { errors = [] } = (await reply.json()) as Problem;
    expect(errors).not.toEqual([]);
    return errors;
  }

  it.each([
    ['an answer that is too long', { question: 'late-delivery', answer: '字'.repeat(20_001) }],
    ['an answer that is no text', { question: 'late-delivery', answer: 'a\u0000' }],
    ['another language', { question: 'late-delivery', answer: '', lang: 'fr' }],
    ['no question', { answer: '抱歉' }],
  ])('%s', async (_, body) => {
    for (const { zh } of await refused('POST', '/v1/grades', body)) expect(zh).toMatch(chinese);
  });

  it('an appeal without a comment, of a point that is not there, or a second one', async () => {
    const appeals = `/v1/grades/${grade.id}/appeals`;
    for (const body of [
      { point: null, comment: ' ' },
      { point: 'x', comment: '请再看' },
    ])
      for (const { zh } of await refused('POST', appeals, body)) expect(zh).toMatch(chinese);
    expect((await send('POST', appeals, { point: null, comment: '请再看' })).status).toBe(201);
    expect(await refused('POST', appeals, { point: null, comment: '请再看' })).toMatchObject([
      { zh: '已经对整份结果申诉过，等人复核' },
    ]);
  });

  it('a review of what the grade does not have, and of a grade that was replaced', async () => {
    const review = `/v1/grades/${grade.id}/review`;
    const said = { author: '王老师', reason: '看过', verdicts: {}, red_flags: {} };
    const odd = await refused('PUT', review, { ...said, verdicts: { x: 'met' }, red_flags: { y: true } });
    expect(odd.map(({ zh }) => zh)).toEqual(['不是这份结果的得分点', '不是这道题的红线']);
    expect((await send('POST', `/v1/grades/${grade.id}/regrade`, undefined)).status).toBe(201);
    expect(await refused('PUT', review, said)).toMatchObject([{ zh: '这份结果已经被新的评分取代，请打开新的那份' }]);
  });

  it('a batch with an id twice and a question that is not in the bank', async () => {
    const one = { id: '1', question: 'no-such', answer: '抱歉' };
    const errors = await refused('POST', '/v1/batches', { answers: [one, { ...one, question: 'late-delivery' }] });
    expect(errors.map(({ field, zh }) => [field, zh])).toEqual([
      ['answers.0.question', '题库里没有“no-such”这道题'],
      ['answers.1.id', '“1” 出现了两次'],
    ]);
  });

  it('a list that goes on from nowhere', async () => {
    const reply = await service.fetch('/v1/reviews?after=x');
    for (const { zh } of ((await reply.json()) as Problem).errors ?? [{ zh: '' }]) expect(zh).toMatch(chinese);
  });
});
