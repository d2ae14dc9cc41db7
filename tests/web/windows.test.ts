import { describe, expect, it } from 'vitest';
import { noBrowser, sharedStage, sizes } from './page.ts';

describe.skipIf(noBrowser)('a window that is open again', () => {
  const stage = sharedStage({ work: false });

  it('has nothing of what was done in it before', async () => {
    const before = await stage.open('/healthz', { ...sizes[0], colorScheme: 'dark' });
    await before.page.evaluate(() => {
      localStorage.setItem('kept', 'here');
      console.error('told before');
    });
    await before.page.context().addCookies([{ name: 'kept', value: 'here', url: stage.service.url }]);
    await before.page.route('**/v1/session', (route) => route.abort());
    await before.close();
    const after = await stage.open('/healthz');
    expect(after.page).toBe(before.page);
    const left = await after.page.evaluate(async () => ({
      stored: localStorage.length,
      cookies: document.cookie,
      asked: (await fetch('/v1/session')).status,
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      width: innerWidth,
    }));
    expect(left).toEqual({ stored: 0, cookies: '', asked: 200, dark: false, width: 1280 });
    expect([before.faults, after.faults]).toEqual([['told before'], []]);
    await after.close();
  });

  it('is another one while the first is open, and where fingers touch it', async () => {
    const first = await stage.open('/healthz');
    const second = await stage.open('/healthz');
    expect(second.page.context()).not.toBe(first.page.context());
    await second.close();
    const touched = await stage.open('/healthz', sizes[1]);
    expect(await touched.page.evaluate(() => navigator.maxTouchPoints)).toBeGreaterThan(0);
    await touched.close();
    await first.close();
  });

  it('takes neither scripts nor a clock, which would stay', async () => {
    const { page, close } = await stage.open('/healthz');
    await expect(page.clock.install()).rejects.toThrow('openOwn');
    await expect(page.addInitScript('')).rejects.toThrow('openOwn');
    await close();
  });
});
