import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, openStage, type Stage, sizes } from './page.ts';

describe.skipIf(noBrowser)('the frame of the page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  describe.each(sizes)('$name', (size) => {
    it.each(['light', 'dark'] as const)('is accessible when the system is %s', async (colorScheme) => {
      const window = await stage.open('/', { ...size, colorScheme });
      await window.page.getByRole('heading', { name: '一次重大投诉的处理经历' }).waitFor();
      await expectAccessible(window.page);
      await closeCleanly(window);
    });

    it('switches to English, and stays there over a reload', async () => {
      const window = await stage.open('/', size);
      await window.page.getByRole('button', { name: 'English' }).click();
      await window.page.getByRole('heading', { name: 'Late delivery' }).waitFor();
      await window.page.reload();
      await window.page.getByRole('heading', { name: 'Late delivery' }).waitFor();
      expect(await window.page.getAttribute('html', 'lang')).toBe('en');
      expect(await window.page.title()).toBe('Practise service interview answers');
      await closeCleanly(window);
    });

    it('is dark when the reader wants it so, whatever the system says', async () => {
      const window = await stage.open('/', { ...size, colorScheme: 'light' });
      const ground = () => window.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await ground();
      await window.page.getByRole('button', { name: /^外观：跟随系统/ }).click();
      await window.page.getByRole('button', { name: /^外观：浅色/ }).click();
      await window.page.getByRole('button', { name: /^外观：深色/ }).waitFor();
      expect(await ground()).not.toBe(light);
      await closeCleanly(window);
    });

    it('says that an address names nothing, with a way back', async () => {
      const window = await stage.open('/no/such/page', size);
      await window.page.getByRole('heading', { name: '没有这个页面' }).waitFor();
      await expectAccessible(window.page);
      await window.page.getByRole('link', { name: '回到题目列表' }).click();
      await window.page.getByRole('heading', { name: '挑一道题' }).waitFor();
      await closeCleanly(window);
    });
  });

  it.each(['/', '/practice/late-delivery'])('loads at most 250 kB of compressed script for %s', async (path) => {
    const window = await stage.open(path);
    await window.page.getByRole('heading', { level: 1 }).waitFor();
    const scripts = await window.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.js'))
        .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
    );
    const bytes = scripts.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(250_000);
    await closeCleanly(window);
  });

  it('says that the service is gone, and goes on by itself when it is back', async () => {
    const window = await stage.open('/no/such/page');
    await window.page.route(/\/(v1|healthz)/, (route) => route.abort());
    await window.page.getByRole('link', { name: '回到题目列表' }).click();
    await window.page.getByRole('heading', { name: '连不上服务' }).waitFor();
    await expectAccessible(window.page);
    await window.page.unroute(/\/(v1|healthz)/);
    await window.page.getByRole('heading', { name: '一次重大投诉的处理经历' }).waitFor();
    await window.page.getByRole('alert').waitFor({ state: 'detached' });
    await closeCleanly(window);
  });

  it('shows what the service says is wrong, and asks again when told to', async () => {
    const window = await stage.open('/no/such/page');
    const problem = { type: 'about:blank', title: 'Too Many Requests', status: 429, detail: 'wait a minute' };
    await window.page.route(/\/v1\//, (route) =>
      route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await window.page.getByRole('link', { name: '回到题目列表' }).click();
    await window.page.getByText('wait a minute').waitFor();
    await window.page.unroute(/\/v1\//);
    await window.page.getByRole('button', { name: '重试' }).click();
    await window.page.getByRole('heading', { name: '一次重大投诉的处理经历' }).waitFor();
    await closeCleanly(window);
  });
});
