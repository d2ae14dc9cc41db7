import { describe, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

describe.skipIf(noBrowser)('the rubrics on the page', () => {
  const stage = sharedStage();

  describe.each(sizes)('$name', ({ viewport, hasTouch }) => {
    it('are read, and an answer tried on one shows what fired and what was held back', async () => {
      const window = await stage.open('/work/rubrics', { viewport, hasTouch });
      const { page } = window;
      await page.getByRole('link', { name: '客户投诉手机壳开裂' }).first().click();
      await page.getByRole('heading', { level: 2, name: '安抚情绪' }).first().waitFor();
      // Nothing was checked on this data yet, and the page says how it is done.
      await page.getByText('npx answer-grader check').waitFor();
      await expectAccessible(page);
      await page.getByLabel('作答').fill('非常抱歉给您带来了不好的体验，我理解您的心情。我不会核实订单。');
      await page.getByRole('button', { name: '看看触发了什么' }).click();
      await page.getByText('触发 “').first().waitFor();
      await page.getByText('被否定').first().waitFor();
      await expectAccessible(page);
      await closeCleanly(window);
    });
  });
});
