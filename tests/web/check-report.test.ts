import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/checks/reports/html.ts';
import { hostile, sampleReport } from '../checks/sample.ts';
import { expectAccessible, noBrowser, sharedBrowser } from './page.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const file = join(folder, 'report.html');

describe.skipIf(noBrowser)('the report of a check, as a page', () => {
  let page: Page;
  let faults: string[] = [];

  beforeAll(async () => {
    writeFileSync(file, htmlReport(sampleReport()));
    page = await (await sharedBrowser()).newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    page.on('dialog', (dialog) => void faults.push(dialog.message()));
    page.on('request', (request) => void (request.url().startsWith('file:') || faults.push(request.url())));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    faults = [];
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.goto(pathToFileURL(file).href);
  });
  afterEach(() => {
    expect(faults, 'errors in the page, text that ran as a script, or requests').toEqual([]);
  });

  const shown = () => page.locator('details.answer:visible summary b').allTextContents();

  it('shows what is wrong first, and everything when asked', async () => {
    expect(await shown()).toEqual(['q-one/d02', 'q-two/d01', 'q-two/d02']);
    expect(await page.textContent('#shown')).toBe('3 of 4 answers');
    await page.uncheck('#wrong');
    expect(await shown()).toHaveLength(4);
  });

  it.each([
    ['question', 'q-two', ['q-two/d01', 'q-two/d02']],
    ['verdict', 'missed → met', ['q-one/d02']],
    ['verdict', 'red flag', ['q-two/d01']],
    ['verdict', 'ungraded', ['q-two/d02']],
    ['dimension', 'verify', ['q-one/d02', 'q-two/d01']],
  ])('filters by %s %s', async (filter, value, expected) => {
    await page.selectOption(`select[data-filter="${filter}"]`, value);
    expect(await shown()).toEqual(expected);
  });

  it('finds text', async () => {
    await page.fill('#search', 'hyperlink');
    expect(await shown()).toEqual(['q-one/d02']);
  });

  it('shows the answer exactly as it was, with the evidence in it', async () => {
    const answer = page.locator('details.answer', { hasText: 'q-one/d02' });
    await answer.locator('summary').click();
    expect(await answer.locator('.text').textContent()).toBe(hostile.replace('\u0000', '\ufffd'));
    expect(await answer.locator('.text mark').first().textContent()).toBe(hostile.slice(0, 4));
  });

  it('draws a confusion matrix for the whole, each set and each dimension', async () => {
    // All, one set, two dimensions.
    expect(await page.locator('svg[role="img"]').count()).toBe(4);
    expect(await page.locator('svg').first().locator('rect').count()).toBe(9);
    // Three answers of two points, one of them undecided.
    const counts = await page.locator('svg').first().locator('g text').allTextContents();
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(5);
  });

  it('shows the slices of the kind that is chosen', async () => {
    await page.selectOption('#kind', 'question');
    expect(await page.locator('#figures tbody tr:visible td:first-child').allTextContents()).toEqual([
      'all',
      'q-one',
      'q-two',
    ]);
  });

  it.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const [ink, ground] = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    const light = (text: string | undefined) => Number(/\d+/.exec(text ?? '')?.[0]) > 128;
    expect([light(ink), light(ground)]).toEqual(colorScheme === 'light' ? [false, true] : [true, false]);
    await page.uncheck('#wrong');
    await expectAccessible(page);
  });

  it('fits a small screen without scrolling sideways', async () => {
    await page.setViewportSize({ width: 380, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});
