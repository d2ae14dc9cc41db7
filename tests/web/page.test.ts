import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../http/service.ts';
import { browserPath, openBrowser } from './browser.ts';

const inCi = process.env.CI !== undefined && process.env.CI !== '';
if (browserPath === undefined) process.stderr.write('No Chromium here: the tests of the page are skipped.\n');

const answer = '先生您好，钱平白少了一百，换谁都着急，实在抱歉。我马上调出这笔交易，跟商户的小票核对一下。';

describe.skipIf(browserPath === undefined && !inCi)('the page', () => {
  let service: Awaited<ReturnType<typeof startService>>;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    if (browserPath === undefined) throw new Error('there must be a Chromium in CI; .ci/run installs it');
    [service, browser] = await Promise.all([startService(), openBrowser(browserPath)]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(service.url) && !request.url().startsWith('data:')) faults.push(request.url());
    });
    await open();
  });
  afterEach(async () => {
    await page.context().close();
    expect(faults, 'errors in the page, or requests to other hosts').toEqual([]);
  });

  async function open(): Promise<void> {
    await page.goto(service.url);
    await page.waitForSelector('#question option', { state: 'attached' });
  }

  async function grade(text: string, question = 'pos-overcharge'): Promise<void> {
    await page.selectOption('#question', question);
    await page.fill('#answer', text);
    await page.click('#submit');
    await page.waitForSelector('#result:not([hidden])');
  }

  it('shows score, points with verdict and advice, and the evidence in the answer', async () => {
    await grade(answer);
    expect(await page.textContent('#score')).toMatch(/^\d+(\.\d)?$/);
    expect(await page.locator('#points li').count()).toBe(5);
    expect(await page.textContent('#points li.met')).toContain('达到');
    expect(await page.locator('#points .advice').count()).toBeGreaterThan(0);
    expect(await page.textContent('#highlighted')).toBe(answer);
    expect(await page.textContent('#highlighted mark.met')).toContain('换谁都着急');
  });

  it('lights up the words of a point while it has the focus, by keyboard too', async () => {
    await grade(answer);
    await page.focus('#points li.met');
    const owner = await page.getAttribute('#points li.met', 'data-owner');
    expect(await page.locator('mark.lit').count()).toBeGreaterThan(0);
    expect(await page.getAttribute('mark.lit', 'data-owners')).toContain(owner);
    await page.keyboard.press('Tab');
    expect(await page.locator(`mark.lit[data-owners="${owner}"]`).count()).toBe(0);
  });

  it('lights up the point whose words the pointer is on', async () => {
    await grade(answer);
    await page.hover('#highlighted mark.met');
    const owners = (await page.getAttribute('#highlighted mark.met', 'data-owners')) ?? '';
    expect(owners.split(' ')).toContain(await page.getAttribute('#points li.lit', 'data-owner'));
  });

  it('marks a red flag and the words that raised it', async () => {
    await grade('这是快递的事，跟我们没关系，您自己去找快递公司吧。', 'late-delivery');
    expect(await page.textContent('#points li.flag')).toContain('红线');
    expect(await page.locator('#highlighted mark.flag').count()).toBeGreaterThan(0);
  });

  it('works by keyboard alone', async () => {
    await page.selectOption('#question', 'pos-overcharge');
    await page.focus('#answer');
    await page.keyboard.type('实在抱歉，我马上核对小票');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('#result:not([hidden])');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('result');
  });

  it('keeps the draft of each question over a reload', async () => {
    await page.selectOption('#question', 'pos-overcharge');
    await page.fill('#answer', '草稿一');
    await page.selectOption('#question', 'late-delivery');
    expect(await page.inputValue('#answer')).toBe('');
    await page.selectOption('#question', 'pos-overcharge');
    await open();
    expect(await page.inputValue('#question')).toBe('pos-overcharge');
    expect(await page.inputValue('#answer')).toBe('草稿一');
  });

  it('switches to English, the grade that is shown included', async () => {
    await grade(answer);
    await page.click('#language');
    await page.waitForSelector('#points li:has-text("Empathy first")');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.textContent('#submit')).toBe('Grade it');
    expect(await page.textContent('#highlighted')).toBe(answer);
  });

  it('says that there is nothing to grade', async () => {
    await grade('  ');
    expect(await page.textContent('#score')).toBe('0');
    expect(await page.textContent('#summary')).toContain('还没有可以评分的内容');
  });

  it('shows markup in an answer as text', async () => {
    const markup = '<img src=x onerror="document.title=1"> 实在抱歉，换谁都着急';
    await grade(markup);
    expect(await page.textContent('#highlighted')).toBe(markup);
    expect(await page.locator('#highlighted img').count()).toBe(0);
  });

  it('keeps what was written when the service is gone, and says so', async () => {
    await page.route('**/v1/grades', (route) => route.abort());
    await page.fill('#answer', answer);
    await page.click('#submit');
    await page.waitForSelector('#error:not([hidden])');
    expect(await page.textContent('#error')).toContain('连不上服务');
    expect(await page.inputValue('#answer')).toBe(answer);
    faults = faults.filter((fault) => !fault.includes('net::ERR_FAILED'));
  });

  it('gives every field a name for screen readers, and fits a phone', async () => {
    for (const id of ['question', 'answer']) {
      expect(await page.locator(`label[for="${id}"]`).textContent()).not.toBe('');
    }
    await page.setViewportSize({ width: 360, height: 700 });
    await grade(answer);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
