import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Judge, PointFinding } from '../../src/core/judge.ts';
import { noUsage } from '../../src/core/judge.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

const answer = '让您多等了两天，换谁都着急，实在抱歉。';
const catalogue = openCatalogue('rubrics');

/** A model that says one point at once, and the rest when it is told to. */
function slowJudge(): { readonly judge: Judge; readonly finish: () => void } {
  let finish: () => void = () => undefined;
  const judge: Judge = {
    model: 'slow',
    prompt: 'sha256:0',
    judge: async ({ rubric, onPoint, signal }) => {
      const points = rubric.points.map(({ id }, index): PointFinding => {
        const said = { id, reason: `模型看了${id}`, advice: null };
        return index === 0
          ? { ...said, verdict: 'met', evidence: [{ start: 0, end: 7, quote: answer.slice(0, 7) }] }
          : { ...said, verdict: 'missed', evidence: [] };
      });
      const [first, ...others] = points;
      if (first !== undefined) onPoint?.(first);
      await new Promise<void>((resolve, reject) => {
        finish = resolve;
        signal?.addEventListener('abort', () => reject(new Error('nobody waits any more')));
      });
      for (const finding of others) onPoint?.(finding);
      return { points, redFlags: [], reviewReasons: [], model: 'slow', usage: noUsage };
    },
  };
  return { judge, finish: () => finish() };
}

describe.skipIf(noBrowser)('a result in two steps', () => {
  const { judge, finish } = slowJudge();
  const grader = createGrader({ catalogue, version: 'test', judge });
  const stage = sharedStage({ catalogue, grader, config: { ...readConfig({}), engine: 'hybrid' } });

  describe.each(sizes)('$name', (size) => {
    it('shows what the rules say at once, the model’s points as they come, and then the grade', async () => {
      const window = await stage.open('/practice/late-delivery', size);
      const { page } = window;
      await page.getByRole('textbox', { name: '你的作答' }).fill(answer);
      await page.getByRole('button', { name: '提交评分' }).click();
      await page.getByText('大模型正在逐点判定（1/5）').waitFor();
      expect(await page.locator('.point').count()).toBe(5);
      expect(await page.locator('.point', { hasText: '大模型已判' }).textContent()).toContain('模型看了empathy');
      expect(await page.locator('.point', { hasText: '初步' }).count()).toBe(4);
      await expectAccessible(page);
      finish();
      await page.getByText('由大模型评分').waitFor();
      await expect.poll(() => page.locator('.point', { hasText: '模型看了' }).count()).toBe(5);
      await closeCleanly(window);
    });

    it('can be cancelled, and the answer is still there', async () => {
      const window = await stage.open('/practice/late-delivery', size);
      const { page } = window;
      await page.getByRole('textbox', { name: '你的作答' }).fill(answer);
      await page.getByRole('button', { name: '提交评分' }).click();
      await page.getByText('大模型正在逐点判定').waitFor();
      await page.getByRole('button', { name: '取消' }).click();
      expect(await page.getByRole('textbox', { name: '你的作答' }).inputValue()).toBe(answer);
      await closeCleanly(window);
    });
  });
});
