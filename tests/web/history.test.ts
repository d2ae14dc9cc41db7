import type { BrowserContextOptions } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes, type Window } from './page.ts';

const answers = [
  ['late-delivery', '让您多等了两天，换谁都着急，实在抱歉。'],
  ['pos-overcharge', '实在抱歉，我马上核对小票。'],
  ['late-delivery', '让您多等了两天，换谁都着急，实在抱歉。我马上打开物流轨迹，看包裹停在哪个网点。'],
  ['three-customers', '我会先安抚三位客户，再分轻重缓急处理。'],
  ['refund-request', '先道歉，再核实订单，按规则退款。'],
  ['angry-customer', '先听客户说完，道歉，再给方案。'],
] as const;

describe.skipIf(noBrowser)('the record of attempts', () => {
  const stage = sharedStage();
  beforeAll(async () => {
    for (const [question, answer] of answers) {
      const reply = await stage.service.fetch('/v1/grades', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question, answer, candidate: 'somebody' }),
      });
      expect(reply.status).toBe(201);
    }
  });

  async function openAs(candidate: string, size: BrowserContextOptions): Promise<Window> {
    const window = await stage.open('/no/such/page', size);
    await window.page.evaluate((id) => localStorage.setItem('candidate', id), candidate);
    await window.page.goto('/history');
    return window;
  }

  describe.each(sizes)('$name', (size) => {
    it('is empty at first, with a way on', async () => {
      const window = await openAs('nobody', size);
      await window.page.getByRole('heading', { name: '还没有作答记录' }).waitFor();
      await expectAccessible(window.page);
      await window.page.getByRole('link', { name: '去答一道题' }).click();
      await window.page.getByText('共 33 题').waitFor();
      await closeCleanly(window);
    });

    it.each(['light', 'dark'] as const)(
      'draws the dimensions, and gives their figures, when it is %s',
      async (colorScheme) => {
        const window = await openAs('somebody', { ...size, colorScheme });
        await window.page.getByText('答过 6 次，练了 33 题中的 5 题。').waitFor();
        await window.page.getByRole('img', { name: /雷达图/ }).waitFor();
        const empathy = window.page.getByRole('row', { name: /共情安抚/ });
        expect(await empathy.getByRole('cell').count()).toBe(3);
        expect(await empathy.textContent()).toMatch(/\d+%（\d+ 点）/);
        await expectAccessible(window.page);
        await closeCleanly(window);
      },
    );

    it('shows the best score of each question, and leads to every attempt', async () => {
      const window = await openAs('somebody', size);
      const best = window.page.getByRole('region', { name: '每题最好成绩' });
      const row = best.getByRole('row', { name: /物流超时客户要补偿/ });
      await row.waitFor();
      expect(await row.getByRole('cell').last().textContent()).toBe('2');
      await window.page
        .getByRole('link', { name: /^物流超时客户要补偿，/ })
        .last()
        .click();
      await window.page.getByRole('heading', { name: '逐点反馈' }).waitFor();
      expect(await window.page.locator('.answer-text').textContent()).toBe(answers[0][1]);
      await closeCleanly(window);
    });
  });
});
