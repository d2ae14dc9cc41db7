import type { BrowserContextOptions } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

const answers = [
  ['late-delivery', '让您多等了两天，换谁都着急，实在抱歉。'],
  ['pos-overcharge', '实在抱歉，我马上核对小票。'],
  ['late-delivery', '让您多等了两天，换谁都着急，实在抱歉。我马上打开物流轨迹，看包裹停在哪个网点。'],
  ['three-customers', '我会先安抚三位客户，再分轻重缓急处理。'],
  ['refund-request', '先道歉，再核实订单，按规则退款。'],
  ['angry-customer', '先听客户说完，道歉，再给方案。'],
] as const;

/** How many pixels of a canvas have a colour: red, green and blue differ by far. A copy is read, for the browser warns of repeated readings. */
function countColoured(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0 || canvas.height === 0) return 0;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy?.drawImage(canvas, 0, 0);
  const { data = [] } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
  let coloured = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) coloured += 1;
  }
  return coloured;
}

describe.skipIf(noBrowser)('the record of attempts', () => {
  const stage = sharedStage();
  beforeAll(async () => {
    for (const [question, answer] of answers) await attempt('somebody', question, answer);
  });

  async function attempt(candidate: string, question: string, answer: string): Promise<void> {
    const reply = await stage.service.fetch('/v1/grades', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question, answer, candidate }),
    });
    expect(reply.status).toBe(201);
  }

  async function openAs(candidate: string, size: BrowserContextOptions): Promise<Window> {
    const window = await stage.open('/healthz', size);
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
        const radar = window.page.getByRole('img', { name: /雷达图/ });
        await radar.waitFor();
        await expect
          .poll(() => radar.evaluate(countColoured), { message: 'pixels in a colour, not in a grey' })
          .toBeGreaterThan(500);
        const empathy = window.page.getByRole('row', { name: /共情安抚/ });
        await expect.poll(() => empathy.getByRole('cell').count()).toBe(3);
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
      const attempts = window.page.getByRole('link', { name: /^物流超时客户要补偿，/ });
      await expect.poll(() => attempts.count()).toBe(2);
      await attempts.last().click();
      await window.page.getByRole('heading', { name: '逐点反馈' }).waitFor();
      expect(await window.page.locator('.answer-text').textContent()).toBe(answers[0][1]);
      await closeCleanly(window);
    });
  });
  it('begins with the latest attempts where there are many, and takes the earlier ones in', async () => {
    for (let count = 1; count <= 203; count += 1)
      await attempt('diligent', 'late-delivery', `我马上查第 ${count} 单。`);
    const window = await openAs('diligent', sizes[0]);
    const { page } = window;
    await page.getByText('最近 200 次作答，练了 33 题中的 1 题。').waitFor();
    await page.getByRole('button', { name: '把更早的作答也算进来' }).click();
    await page.getByText('答过 203 次，练了 33 题中的 1 题。').waitFor();
    await expect.poll(() => page.getByRole('link', { name: /^物流超时客户要补偿，/ }).count()).toBe(203);
    await closeCleanly(window);
  });
});
