import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

const first = '先生您好，让您多等了两天，换谁都着急，实在抱歉。';
const second = `${first}我马上打开物流轨迹，看包裹停在哪个网点。今晚八点我再给您回电话。`;

describe.skipIf(noBrowser)('after an attempt', () => {
  const stage = sharedStage();

  describe.each(sizes)('$name', (size) => {
    let window: Window;
    let page: Page;
    beforeEach(async () => {
      window = await stage.open('/practice/late-delivery', size);
      page = window.page;
    });
    afterEach(() => closeCleanly(window));

    async function handIn(text: string): Promise<void> {
      await page.getByRole('textbox', { name: '你的作答' }).fill(text);
      await page.getByRole('button', { name: '提交评分' }).click();
      await page.getByRole('button', { name: '再答一次' }).waitFor();
    }

    it('a missed point tells what to add, with a sentence for example', async () => {
      await handIn(first);
      const missed = page.locator('.point.missed').first();
      await missed.getByText('可以补上：').waitFor();
      await missed.getByText('比如这样说：').waitFor();
    });

    it('there is a model answer, and none before', async () => {
      await page.getByRole('textbox', { name: '你的作答' }).waitFor();
      expect(await page.getByRole('button', { name: '看参考答案' }).count()).toBe(0);
      await handIn(first);
      await page.getByRole('button', { name: '看参考答案' }).click();
      await page.getByText('这件事由我盯到底').waitFor();
      await expectAccessible(page);
    });

    it('the next one stands beside it, with what was gained', async () => {
      await handIn(first);
      await page.getByRole('button', { name: '再答一次' }).click();
      await expect.poll(() => page.getByRole('textbox', { name: '你的作答' }).inputValue()).toBe(first);
      await page.getByText('你答过 1 次').waitFor();
      await expect.poll(() => page.locator('.earlier .point').count()).toBe(5);
      await expectAccessible(page);
      await handIn(second);
      const comparison = page.getByRole('region', { name: '和上一次比' });
      await comparison.getByText(/^多得 [\d.]+ 分$/).waitFor();
      expect(await comparison.textContent()).toContain('这次说到或说得更具体：核实物流、跟进沟通');
      await comparison.getByText('并排看两次作答').click();
      await expect.poll(() => comparison.locator('.answer-text').allTextContents()).toEqual([first, second]);
      await expectAccessible(page);
    });

    it('it is still known when the page is opened again', async () => {
      await handIn(first);
      await page.reload();
      await page.getByText('你答过 1 次').waitFor();
      await page.getByText(/^上一次（.+）的反馈$/).click();
      expect(await page.locator('.earlier .answer-text').textContent()).toBe(first);
      await page.goto('/');
      await page.getByText(/^最好 [\d.]+ \/ 10$/).waitFor();
    });

    it('a point can be appealed with a comment, and the appeal is kept', async () => {
      await handIn(first);
      await page.getByRole('button', { name: '申诉“跟进沟通”' }).click();
      await page.getByRole('button', { name: '提交申诉' }).click();
      await page.getByText('写一句理由').waitFor();
      await expectAccessible(page);
      await page.getByRole('textbox', { name: '说说为什么判得不对' }).fill('我说了会跟进。');
      await page.getByRole('button', { name: '提交申诉' }).click();
      await page.getByText('已申诉，等人复核').waitFor();
      await page.goto('/history');
      await page.getByText('申诉中').waitFor();
      await page.getByRole('link', { name: /^物流超时客户要补偿，/ }).click();
      await page.getByText('我说了会跟进。').waitFor();
      await page.getByText('已申诉，等人复核').waitFor();
      await expectAccessible(page);
    });

    it('a rater’s decision counts, beside what the machine had said', async () => {
      await handIn(first);
      await page.goto('/history');
      const link = page.getByRole('link', { name: /^物流超时客户要补偿，/ });
      const grade = ((await link.getAttribute('href')) ?? '').split('/').at(-1);
      const decision = {
        author: '李老师',
        reason: '口头上算跟进',
        verdicts: { follow_up: 'met' },
        red_flags: { shift_blame: true },
      };
      const reply = await stage.service.fetch(`/v1/grades/${grade}/review`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(decision),
      });
      expect(reply.status).toBe(200);
      await link.click();
      await page.getByText('李老师 复核过这份结果：口头上算跟进').waitFor();
      const point = page.locator('.point', { hasText: '跟进沟通' });
      expect(await point.textContent()).toContain('复核改判，原判未达到');
      const flag = page.getByRole('listitem').filter({ hasText: '推给快递' });
      expect(await flag.textContent()).toContain('红线 −20%');
      expect(await flag.textContent()).toContain('复核的人认定');
      await expectAccessible(page);
    });
  });
});
