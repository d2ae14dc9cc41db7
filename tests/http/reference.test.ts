import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, openBrowser } from '../web/browser.ts';
import { startService } from './service.ts';

const inCi = process.env.CI !== undefined && process.env.CI !== '';

describe.skipIf(browserPath === undefined && !inCi)('the reference page', () => {
  let service: Awaited<ReturnType<typeof startService>>;
  let browser: Browser;
  beforeAll(async () => {
    if (browserPath === undefined) throw new Error('there must be a Chromium in CI; .ci/run installs it');
    [service, browser] = await Promise.all([startService(), openBrowser(browserPath)]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  it.each([
    [1200, 'light'],
    [390, 'dark'],
  ] as const)(
    'at %i px in %s shows every route and shape, each link leading somewhere, nothing fetched from elsewhere',
    async (width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(service.url)) elsewhere.push(request.url());
      });
      await page.goto(`${service.url}/docs`);
      const { paths, components } = (await (await service.fetch('/openapi.json')).json()) as {
        paths: Record<string, object>;
        components: { schemas: object };
      };
      const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
      expect(await page.locator('main section').count()).toBe(
        operations.length + Object.keys(components.schemas).length,
      );
      const dead = await page
        .locator('a[href^="#"]')
        .evaluateAll((links) =>
          links
            .map((link) => link.getAttribute('href') ?? '')
            .filter((href) => document.getElementById(href.slice(1)) === null),
        );
      expect(dead).toEqual([]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide).toBeLessThanOrEqual(0);
      expect(elsewhere).toEqual([]);
      await context.close();
    },
  );

  it('is styled under the strict policy of the service', async () => {
    const page = await browser.newPage();
    await page.goto(`${service.url}/docs`);
    const margin = await page
      .locator('section')
      .first()
      .evaluate((section) => getComputedStyle(section).borderRadius);
    expect(margin).toBe('8px');
    await page.close();
  });
});
