import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

const answer = '先生您好，钱平白少了一百，换谁都着急，实在抱歉。我马上调出这笔交易，跟商户的小票核对一下。';

describe.skipIf(noBrowser)('practising a question', () => {
  const stage = sharedStage();

  describe.each(sizes)('$name', (size) => {
    let window: Window;
    let page: Page;
    beforeEach(async () => {
      window = await stage.open('/practice/pos-overcharge', size);
      page = window.page;
      await writing().waitFor();
    });
    afterEach(() => closeCleanly(window));

    const writing = () => page.getByRole('textbox', { name: '你的作答' });
    const marks = (state = '') => page.locator(`.mark${state}`);
    const points = (state = '') => page.locator(`.point${state}`);

    async function handIn(text: string): Promise<void> {
      await writing().fill(text);
      await page.getByRole('button', { name: '提交评分' }).click();
      await page.getByRole('heading', { name: '逐点反馈' }).waitFor();
    }

    it('shows score, each point with verdict, reason and advice, and the evidence in the answer', async () => {
      await expectAccessible(page);
      await handIn(answer);
      expect(await page.locator('.score-number').textContent()).toMatch(/^\d+(\.\d)?$/);
      expect(await points().count()).toBe(5);
      expect(await points('.met').first().textContent()).toContain('达到');
      expect(await page.locator('.point .advice').count()).toBeGreaterThan(0);
      expect(await page.textContent('.answer-text')).toBe(answer);
      expect(await marks('.met').first().textContent()).toContain('换谁都着急');
      await expectAccessible(page);
    });

    it('says who judged, and that it is practice', async () => {
      await handIn(answer);
      await page.getByText('由规则评分，没有使用大模型').waitFor();
      await page.getByText('不作为录用或淘汰的依据').first().waitFor();
    });

    it('lights the words of a point while it has the focus, by keyboard too', async () => {
      await handIn(answer);
      await page.locator('.point.met .point-name').first().focus();
      const owner = (await points('.met').first().getAttribute('data-owners')) ?? '';
      expect(await marks('.lit').first().getAttribute('data-owners')).toContain(owner);
      await page.keyboard.press('Tab');
      const lit = () => marks('.lit').evaluateAll((found) => found.map((mark) => mark.dataset.owners));
      await expect.poll(lit).not.toContain(owner);
    });

    it('keeps the point of the words that were chosen lit', async () => {
      await handIn(answer);
      await marks('.met').first().focus();
      await page.keyboard.press('Enter');
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      const owners = ((await marks('.met').first().getAttribute('data-owners')) ?? '').split(' ');
      expect(owners).toContain(await points('.lit').first().getAttribute('data-owners'));
    });

    it('marks a red flag, the words that raised it, and what it costs', async () => {
      await page.goto('/practice/late-delivery');
      await handIn('这是快递的事，跟我们没关系，您自己去找快递公司吧。');
      expect(await points('.flag').textContent()).toContain('红线');
      expect(await marks('.flag').count()).toBeGreaterThan(0);
      await expectAccessible(page);
    });

    it('works by keyboard alone, and reads the grade from its start', async () => {
      await writing().focus();
      await page.keyboard.type('实在抱歉，我马上核对小票');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: '逐点反馈' }).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('评分结果');
    });

    it('keeps the draft of each question over a reload', async () => {
      await writing().fill('草稿一');
      await page.goto('/practice/late-delivery');
      expect(await writing().inputValue()).toBe('');
      await page.goto('/practice/pos-overcharge');
      expect(await writing().inputValue()).toBe('草稿一');
      await page.getByText('草稿已存在本浏览器').waitFor();
    });

    it('asks for something to be written before it is handed in', async () => {
      await page.getByRole('button', { name: '提交评分' }).click();
      expect(await page.getByRole('alert').textContent()).toBe('先写点内容再提交。');
      await expectAccessible(page);
    });

    it('shows markup in an answer as text', async () => {
      const markup = '<img src=x onerror="document.title=1"> 实在抱歉，换谁都着急';
      await handIn(markup);
      expect(await page.textContent('.answer-text')).toBe(markup);
      expect(await page.locator('.answer-text img').count()).toBe(0);
    });

    it('grades an answer of 20,000 characters and shows it whole', async () => {
      const long = answer.repeat(500).slice(0, 20_000);
      await handIn(long);
      expect(await page.textContent('.answer-text')).toBe(long);
      await expectAccessible(page);
    });

    it('keeps more than 20,000 characters, says by how many to shorten them, and hands in nothing', async () => {
      await writing().fill('我'.repeat(20_003));
      await page.getByText('超出 3 个字符，最多 20000 个').waitFor();
      await page.getByRole('button', { name: '提交评分' }).click();
      await expectAccessible(page);
      expect((await writing().inputValue()).length).toBe(20_003);
      expect(await page.getByRole('heading', { name: '逐点反馈' }).count()).toBe(0);
    });

    it('keeps what was written when the service is gone, says so, and goes on when it is back', async () => {
      await page.route(/\/(v1|healthz)/, (route) => route.abort());
      await writing().fill(answer);
      await page.getByRole('button', { name: '提交评分' }).click();
      await page.getByText('没能评分').waitFor();
      expect(await writing().inputValue()).toBe(answer);
      await expectAccessible(page);
      await page.unroute(/\/(v1|healthz)/);
      await handIn(answer);
    });

    it('says that there is no such question', async () => {
      await page.goto('/practice/nothing-like-it');
      await page.getByRole('heading', { name: '没有这道题' }).waitFor();
    });
  });
});
