import { describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

describe.skipIf(noBrowser)('the frame of the page', () => {
  const stage = sharedStage();

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
      await expect.poll(() => window.page.getAttribute('html', 'lang')).toBe('en');
      await expect.poll(() => window.page.title()).toBe('Practise service interview answers');
      const tops = await window.page
        .getByRole('navigation')
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
      expect(new Set(tops).size, 'lines of the menu').toBe(1);
      await closeCleanly(window);
    });

    it('is dark when the reader wants it so, whatever the system says', async () => {
      const window = await stage.open('/', { ...size, colorScheme: 'light' });
      const ground = () => window.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await window.page.getByRole('heading', { name: '挑一道题' }).waitFor();
      const light = await ground();
      await window.page.getByRole('button', { name: /^外观：跟随系统/ }).click();
      await window.page.getByRole('button', { name: /^外观：浅色/ }).click();
      await window.page.getByRole('button', { name: /^外观：深色/ }).waitFor();
      await expect.poll(ground).not.toBe(light);
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

  it('says how long to wait when the service has had enough, and asks again when told to', async () => {
    const window = await stage.open('/no/such/page');
    const problem = {
      type: 'about:blank',
      code: 'too_many_requests',
      title: 'Too Many Requests',
      status: 429,
      detail: 'too much',
    };
    await window.page.route(/\/v1\//, (route) =>
      route.fulfill({
        status: 429,
        headers: { 'retry-after': '7' },
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      }),
    );
    await window.page.getByRole('link', { name: '回到题目列表' }).click();
    await window.page.getByText('请过 7 秒再试').waitFor();
    await expectAccessible(window.page);
    await window.page.unroute(/\/v1\//);
    await window.page.getByRole('button', { name: '重试' }).click();
    await window.page.getByRole('heading', { name: '一次重大投诉的处理经历' }).waitFor();
    await closeCleanly(window);
  });

  it('says that loading takes longer than usual, and shows what comes in the end', async () => {
    const window = await stage.openOwn('/no/such/page', (page) => page.clock.install());
    let answer: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await window.page.route(/\/v1\//, async (route) => {
      await told;
      await route.continue();
    });
    await window.page.getByRole('link', { name: '回到题目列表' }).click();
    await window.page.getByText('正在加载…').waitFor({ state: 'attached' });
    await window.page.clock.fastForward(5_000);
    await window.page.getByText('比平时慢，还在加载…').waitFor();
    await expectAccessible(window.page);
    answer();
    await window.page.getByRole('heading', { name: '一次重大投诉的处理经历' }).waitFor();
    await closeCleanly(window);
  });

  it('shows a fault of the page itself with a way on, and keeps the frame', async () => {
    const window = await stage.open('/no/such/page');
    await window.page.route(/\/v1\/questions/, (route) =>
      route.fulfill({ contentType: 'application/json', body: '{"questions": [{}]}' }),
    );
    await window.page.getByRole('link', { name: '回到题目列表' }).click();
    await window.page.getByRole('heading', { name: '这个页面出错了' }).waitFor();
    await window.page.unroute(/\/v1\/questions/);
    await window.page.getByRole('button', { name: '刷新页面' }).click();
    await window.page.getByRole('heading', { name: '一次重大投诉的处理经历' }).waitFor();
    // The fault is reported where developers look for it.
    expect(window.faults.splice(0).length).toBeGreaterThan(0);
    await closeCleanly(window);
  });
});
