import { describe, expect, it } from 'vitest';
import { newKey, secret } from '../http/access/guarded.ts';
import { closeCleanly, expectAccessible, noBrowser, openStage, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

describe.skipIf(noBrowser)('the page of invitations', () => {
  const stage = sharedStage({ secret });

  async function signedIn(name: string, size: (typeof sizes)[number]): Promise<Window> {
    const { text } = await newKey(stage.service.store, 'interviewer', null, name);
    const window = await stage.open('/work/invitations', size);
    await window.page.getByLabel('密钥').fill(text);
    await window.page.keyboard.press('Enter');
    await window.page.getByRole('heading', { name: '邀请候选人' }).waitFor();
    return window;
  }

  describe.each(sizes)('$name', (size) => {
    it('makes a link that opens the questions that were chosen, and withdraws it', async () => {
      const candidate = `李雷 ${size.name}`;
      const { page, ...window } = await signedIn('王芳', size);
      await page.getByRole('button', { name: '生成邀请链接' }).click();
      await page.getByText('请填写候选人姓名。').waitFor();
      await page.getByLabel('候选人姓名').fill(candidate);
      await page.getByLabel('几天内有效').fill('0');
      await page.getByRole('button', { name: '生成邀请链接' }).click();
      await page.getByText('请填 1 到 365 之间的整数。').waitFor();
      await page.getByLabel('几天内有效').fill('3');
      await page.getByText('只答一部分题').click();
      await page.getByRole('checkbox').first().check();
      await page.getByText('只答选中的 1 道题').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '生成邀请链接' }).click();
      const link = await page.getByLabel(`给“${candidate}”的邀请链接`).inputValue();
      const entry = page.getByRole('listitem').filter({ hasText: candidate });
      await entry.getByText('1 道题').waitFor();
      expect(await entry.textContent()).toContain('王芳发出');
      await expectAccessible(page);

      const { pathname, hash } = new URL(link);
      const theirs = await stage.open(pathname + hash, size);
      await theirs.page.getByText(`${candidate}，你是受邀作答的`).waitFor();
      const questions = theirs.page.locator('a[href^="/practice/"]');
      await questions.first().waitFor();
      await expect.poll(() => questions.count()).toBe(1);

      await page.getByRole('button', { name: `撤回给${candidate}的邀请` }).click();
      await page.getByText('链接马上失效').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '确定撤回' }).click();
      await entry.getByText('已撤回').waitFor();
      await theirs.page.reload();
      await theirs.page.getByRole('heading', { name: '请先登录' }).waitFor();
      await closeCleanly(theirs);
      await closeCleanly({ page, ...window });
    });

    it('gives a name that is known to another person only after a second look', async () => {
      const candidate = `韩梅梅 ${size.name}`;
      const { page, ...window } = await signedIn('赵敏', size);
      const invite = async () => {
        await page.getByLabel('候选人姓名').fill(candidate);
        await page.getByRole('button', { name: '生成邀请链接' }).click();
      };
      await invite();
      await page.getByLabel(`给“${candidate}”的邀请链接`).waitFor();
      await invite();
      await page.getByText(`“${candidate}”已经有一个有效的邀请`).waitFor();
      await expectAccessible(page);
      const entries = page.getByRole('listitem').filter({ hasText: candidate });
      expect(await entries.count()).toBe(1);
      await page.getByRole('button', { name: '是同一个人，再发一个' }).click();
      await entries.nth(1).waitFor();
      await closeCleanly({ page, ...window });
    });
  });

  it('is not offered, and not there, where nobody signs in', async () => {
    const open = await openStage();
    const { page, ...window } = await open.open('/work/invitations');
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    expect(await page.getByRole('link', { name: '邀请', exact: true }).count()).toBe(0);
    await closeCleanly({ page, ...window });
    await open.close();
  });
});
