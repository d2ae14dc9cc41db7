import { describe, expect, it } from 'vitest';
import { revokeKey } from '../../src/grading/access/keys.ts';
import { bearer, invitationTo, newKey, secret } from '../http/access/guarded.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

describe.skipIf(noBrowser)('a page that asks who one is', () => {
  const stage = sharedStage({ secret, work: false });

  describe.each(sizes)('$name', (size) => {
    it('lets an interviewer in by a key, says who it is, stays so over a reload, and lets out', async () => {
      const { text } = await newKey(stage.service.store, 'interviewer', null, '王芳');
      const { page, ...window } = await stage.open('/work/batches', size);
      await page.getByRole('heading', { name: '请先登录' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByText('请填写密钥。').waitFor();
      await page.getByLabel('密钥').fill('agk_wrong');
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByText('密钥不对、已经过期，或者已被停用').waitFor();
      await expectAccessible(page);
      await page.getByLabel('密钥').fill(` ${text} `);
      await page.keyboard.press('Enter');
      await page.getByText('王芳').waitFor();
      await page.getByRole('link', { name: '批次评分' }).waitFor();
      await page.reload();
      await page.getByText('王芳').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByRole('heading', { name: '请先登录' }).waitFor();
      await closeCleanly({ page, ...window });
    });

    it('lets a candidate in by a link, to the questions of the invitation alone, and keeps attempts under their name', async () => {
      const token = await invitationTo(stage.service.store, '李雷', ['pos-overcharge', 'late-delivery']);
      const { page, ...window } = await stage.open(`/#invitation=${token}`, size);
      await page.getByText('李雷，你是受邀作答的').waitFor();
      expect(page.url()).not.toContain('invitation');
      await page.getByRole('heading', { name: '挑一道题' }).waitFor();
      await expect.poll(() => page.locator('a[href^="/practice/"]').count()).toBe(2);
      expect(await page.getByRole('link', { name: '批次评分' }).count()).toBe(0);
      await expectAccessible(page);
      await page.goto('/practice/pos-overcharge');
      await page.getByRole('textbox').first().fill('您好，非常抱歉给您带来不便，我马上核对小票，多收的钱当场退给您。');
      await page.getByRole('button', { name: '提交', exact: false }).first().click();
      await page.getByRole('button', { name: '再答一次' }).first().waitFor();
      const { items } = await stage.service.store.grades.attempts({ candidate: '李雷', limit: 10 });
      expect(items.length).toBeGreaterThan(0);
      await page.goto('/work/batches');
      await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
      await closeCleanly({ page, ...window });
    });

    it('draws a mock interview of the questions of the invitation, however few', async () => {
      const token = await invitationTo(stage.service.store, '韩梅', ['pos-overcharge', 'late-delivery']);
      const { page, ...window } = await stage.open(`/#invitation=${token}`, size);
      await page.getByRole('button', { name: '模拟面试' }).click();
      await page.getByText('随机抽 2 道题').waitFor();
      await page.getByRole('button', { name: '开始' }).click();
      await page.getByText('第 1 题，共 2 题').waitFor();
      await closeCleanly({ page, ...window });
    });

    it('says that an invitation is no longer good', async () => {
      const { page, ...window } = await stage.open(
        `/#invitation=${await invitationTo(stage.service.store, '李雷', null, -5_000)}`,
        size,
      );
      await page.getByText('这个邀请链接已经过期').waitFor();
      await expectAccessible(page);
      await closeCleanly({ page, ...window });
    });
  });

  it('asks again once a key was revoked, without losing the address', async () => {
    const { key, text } = await newKey(stage.service.store, 'interviewer');
    const admin = await newKey(stage.service.store, 'admin');
    const { page, ...window } = await stage.open('/');
    await page.getByLabel('密钥').fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '挑一道题' }).waitFor();
    await stage.service.fetch(`/v1/keys/${key.id}`, { method: 'DELETE', headers: bearer(admin.text) });
    await page.getByRole('link', { name: '批次评分' }).click();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/work/batches');
    await closeCleanly({ page, ...window });
  });

  it('asks again by itself, where a batch is watched, once the key was revoked', async () => {
    const { key, text } = await newKey(stage.service.store, 'interviewer');
    const answers = [{ id: '1', question: 'pos-overcharge', answer: '您好，我马上核对小票。' }];
    const sent = await stage.service.fetch('/v1/batches', {
      method: 'POST',
      headers: { ...bearer(text), 'content-type': 'application/json' },
      body: JSON.stringify({ name: '没人评的批次', answers }),
    });
    const { id } = (await sent.json()) as { id: string };
    const { page, ...window } = await stage.open(`/work/batches/${id}`);
    await page.getByLabel('密钥').fill(text);
    const watched = page.waitForResponse((response) => response.url().endsWith('/events'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '没人评的批次' }).waitFor();
    await watched;
    await revokeKey(key.id, stage.service.store.keys);
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await closeCleanly({ page, ...window });
  });

  it('says so where signing out did not work, and stays as it is', async () => {
    const { text } = await newKey(stage.service.store, 'interviewer', null, '王芳');
    const { page, ...window } = await stage.open('/');
    await page.getByLabel('密钥').fill(text);
    await page.keyboard.press('Enter');
    const out = page.getByRole('button', { name: '退出' });
    await out.waitFor();
    await page.route('**/v1/session', (route) => route.fulfill({ status: 503, body: 'the store does not answer' }));
    await out.click();
    await page.getByText('没能退出，请再试一次。').waitFor();
    await expectAccessible(page);
    await page.unroute('**/v1/session');
    await out.click();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await closeCleanly({ page, ...window });
  });
});
