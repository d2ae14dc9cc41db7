import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

describe.skipIf(noBrowser)('the list of questions', () => {
  const stage = sharedStage();

  describe.each(sizes)('$name', (size) => {
    let window: Window;
    beforeEach(async () => {
      window = await stage.open('/', size);
      await window.page.getByText('共 33 题').waitFor();
    });
    afterEach(() => closeCleanly(window));

    const cards = () => window.page.locator('.card');

    async function choose(filter: string, option: string): Promise<void> {
      await window.page.getByRole('combobox', { name: filter }).selectOption({ label: option });
    }

    it('is narrowed by set, kind and dimension, and keeps that in the address', async () => {
      await choose('题集', '上海客服岗位题');
      await window.page.getByText('33 题中的 5 题').waitFor();
      await choose('题型', '情景题');
      await window.page.getByText('33 题中的 3 题').waitFor();
      await choose('考察维度', '规则边界');
      // Of the scenarios of this set, one asks for the rules.
      await window.page.getByText('33 题中的 1 题').waitFor();
      expect(await cards().count()).toBe(1);
      await expectAccessible(window.page);
      await window.page.reload();
      await window.page.getByText('33 题中的 1 题').waitFor();
      expect(await cards().count()).toBe(1);
      expect(new URL(window.page.url()).search).toBe('?set=shanghai-service&kind=scenario&dimension=boundary');
    });

    it('gives one by chance, of those that fit', async () => {
      await choose('题集', '电商客服主管情景题');
      await window.page.getByText(/33 题中的 \d+ 题/).waitFor();
      await window.page.getByRole('button', { name: '随机来一题' }).click();
      await window.page.getByText('电商客服主管情景题 · 情景题').waitFor();
      await window.page.getByRole('textbox', { name: '你的作答' }).waitFor();
    });

    it('says that nothing fits, and how to go on', async () => {
      await window.page.goto('/?set=shanghai-service&kind=case');
      await window.page.getByText('没有符合这些条件的题').waitFor();
      await expectAccessible(window.page);
      await window.page.getByRole('button', { name: '清除筛选' }).click();
      await window.page.getByText('共 33 题').waitFor();
    });
  });
});
