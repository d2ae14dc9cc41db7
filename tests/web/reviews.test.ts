import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { KeptGrade } from '../../src/web/client/api.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

const answers = [
  ['late-delivery', '让您多等了两天，换谁都着急，实在抱歉。我马上查物流。'],
  ['pos-overcharge', '实在抱歉，我马上核对小票。'],
  ['angry-customer', '我先听客户把话说完，再道歉，然后给出两个方案请他选。'],
] as const;

describe.skipIf(noBrowser)('the review queue', () => {
  const stage = sharedStage();

  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const reply = await stage.service.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(reply.status).toBe(201);
    return (await reply.json()) as T;
  };
  const kept = async (id: string) => (await (await stage.service.fetch(`/v1/grades/${id}`)).json()) as KeptGrade;

  /** Three answers that somebody appeals, in this order. */
  async function appealed(candidate: string): Promise<readonly KeptGrade[]> {
    const grades: KeptGrade[] = [];
    for (const [question, answer] of answers) {
      const grade = await post<KeptGrade>('/v1/grades', { question, answer, candidate });
      await post(`/v1/grades/${grade.id}/appeals`, {
        point: grade.points[0]?.id ?? null,
        comment: `${candidate}：请再看一下`,
      });
      grades.push(grade);
    }
    return grades;
  }

  async function openQueue(page: Page, candidate: string): Promise<void> {
    await page.getByRole('navigation', { name: '等待复核的作答' }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${candidate} · 物流超时`) }).click();
  }

  describe.each(sizes)('$name', (size) => {
    it('is worked through by keyboard; verdicts, author and reason are kept', async () => {
      const who = `键盘${size.viewport.width}`;
      const [first, second] = await appealed(who);
      const window = await stage.open('/work/reviews', size);
      const { page } = window;
      await openQueue(page, who);
      await page.getByText(`${who}：请再看一下`).waitFor();
      await expectAccessible(page);
      await page.getByRole('group', { name: new RegExp(first?.points[0]?.name ?? '?') }).focus();
      await page.keyboard.press('3');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('2');
      // Without an author nothing is saved; the cursor is where the name goes.
      await page.keyboard.press('Enter');
      await page.getByText('写上你的名字').waitFor();
      await page.keyboard.type('王老师 123');
      await page.keyboard.press('Enter');
      await page.getByText('写一句理由').waitFor();
      await page.keyboard.type('第一点只是客套');
      await page.keyboard.press('Enter');
      await page.getByText(`已保存 ${who} · 物流超时客户要补偿 的判定`).waitFor();
      const { decisions, settled } = await kept(first?.id ?? '');
      expect(decisions[0]).toMatchObject({ author: '王老师 123', reason: '第一点只是客套' });
      const [one, two] = first?.points ?? [];
      expect(decisions[0]?.verdicts).toEqual({ [one?.id ?? '']: 'missed', [two?.id ?? '']: 'partial' });
      expect(settled.by).toBe('rater');
      // The next one is there, and the author is remembered.
      await page.getByRole('heading', { level: 2, name: '商户 POS 机多扣款' }).waitFor();
      await expect.poll(() => page.getByLabel('复核人').inputValue()).toBe('王老师 123');
      await page.keyboard.press('j');
      await page.getByRole('heading', { level: 2, name: '情绪失控的客户' }).waitFor();
      await page.keyboard.press('k');
      await page.getByRole('heading', { level: 2, name: '商户 POS 机多扣款' }).waitFor();
      expect((await kept(second?.id ?? '')).decisions).toEqual([]);
      await page.getByText('人与程序的一致性').click();
      await page.getByRole('region', { name: '人与程序的一致性' }).waitFor();
      await expectAccessible(page);
      await closeCleanly(window);
    });

    it('is filtered, by appeals and by question, and says when nothing is left', async () => {
      const who = `筛选${size.viewport.width}`;
      await appealed(who);
      const window = await stage.open('/work/reviews', size);
      const { page } = window;
      await page.getByLabel('只看申诉').check();
      await page.getByLabel('题目').selectOption({ label: '商户 POS 机多扣款' });
      const queue = page.getByRole('navigation', { name: '等待复核的作答' });
      await queue.getByText(`${who} · 商户 POS 机多扣款`).waitFor();
      expect(await queue.getByText('物流超时').count()).toBe(0);
      await page.getByLabel('题目').selectOption({ label: '网络安全事件与客服' });
      await page.getByText('没有符合条件的').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '清除筛选' }).click();
      await queue.waitFor();
      await closeCleanly(window);
    });
  });

  it('says once why a grade needs a review, and what a practising candidate is called', async () => {
    const practising = 'practice-0123456789abcdef0123456789abcdef';
    const grade = await post<KeptGrade>('/v1/grades', {
      question: 'late-delivery',
      answer: '我先道歉。',
      candidate: practising,
    });
    expect(grade.review.reasons).toEqual(['very_short']);
    const window = await stage.open(`/work/reviews/${grade.id}`);
    const { page } = window;
    await page.getByText('练习编号 cdef').waitFor();
    await page.getByText('为什么要复核：作答很短').waitFor();
    expect(await page.getByText('作答很短').count()).toBe(1);
    await closeCleanly(window);
  });

  it('grades anew what was graded by a rubric of another day, and shows that grade', async () => {
    const [old] = await appealed('旧细则');
    const window = await stage.open('/');
    const { page } = window;
    await page.route(`**/v1/grades/${old?.id}`, async (route) => {
      const grade = (await (await route.fetch()).json()) as KeptGrade;
      await route.fulfill({ json: { ...grade, stale: true } });
    });
    await page.goto(`/work/reviews/${old?.id}`);
    await page.getByText('评分细则后来改过').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '按新的细则重评' }).click();
    await page.getByText('评分细则后来改过').waitFor({ state: 'detached' });
    const { replaced_by } = await kept(old?.id ?? '');
    await page.waitForURL(`/work/reviews/${replaced_by}`);
    await closeCleanly(window);
  });

  it('leaves single keys alone where shortcuts are turned off', async () => {
    await appealed('关掉');
    const window = await stage.open('/work/reviews', sizes[0]);
    const { page } = window;
    await openQueue(page, '关掉');
    await page.getByText('关掉：请再看一下').waitFor();
    await page.getByLabel('启用快捷键').uncheck();
    const group = page.getByRole('group').first();
    await group.focus();
    await page.keyboard.press('3');
    await page.keyboard.press('j');
    await group.getByText('未改动').waitFor();
    await page.getByRole('heading', { level: 2, name: '物流超时客户要补偿' }).waitFor();
    await closeCleanly(window);
  });
});
