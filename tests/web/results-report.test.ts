import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exported, hostile, requestFor, rows } from '../grading/exports/exported.ts';
import { graded } from '../grading/scorecards/sample.ts';
import { expectAccessible, noBrowser, sharedBrowser } from './page.ts';

const folder = mkdtempSync(join(tmpdir(), 'results-'));
const twin =
  '接到电话我先听她讲完，再说一句您受累了。查完轨迹发现包裹在廊坊，我请站长把这一单拎出来跟下午的车走，晚上再拨一次电话问她收到没有。';
const all = [
  ...rows,
  ...['甲', '乙'].map((name, index) =>
    graded(5 + index, name, 'late', 'mmmm', { answer: twin, alike: { first: 5, likeness: 1 } }),
  ),
];

describe.skipIf(noBrowser)('the report of results, as a page', () => {
  let page: Page;
  let faults: string[] = [];

  beforeAll(async () => {
    for (const lang of ['zh', 'en'] as const)
      writeFileSync(join(folder, `${lang}.html`), await exported('html', requestFor(all, { lang })));
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
    await open('zh');
  });
  afterEach(() => {
    expect(faults, 'errors in the page, text that ran as a script, or requests').toEqual([]);
  });

  const open = (lang: 'zh' | 'en') => page.goto(pathToFileURL(join(folder, `${lang}.html`)).href);
  const cells = (row: number) => page.locator(`#ranking tbody tr:nth-child(${row}) td`).allTextContents();

  it('shows the ranking with ties, and a name leads to its candidate', async () => {
    expect((await cells(1)).slice(0, 3)).toEqual(['1 并列', '甲', '100 %']);
    expect((await cells(2)).slice(0, 3)).toEqual(['1 并列', '乙', '100 %']);
    // late: (45 + 0 + 100 + 100) / 4 = 61.25; 林晓 45 − 61.25 = −16.25 → −16.2; refund has one candidate.
    expect((await cells(3)).slice(0, 4)).toEqual(['3', '林晓', '47.5 %', '−16.2']);
    await page.click('#ranking a:text("林晓")');
    expect(await page.locator('article:target h2').textContent()).toContain('林晓');
  });

  it('sets candidates against questions', async () => {
    const row = page.locator('#questions tbody tr', { hasText: '林晓' });
    expect(await row.locator('td').allTextContents()).toEqual(['林晓', '45', '50']);
    expect(await page.locator('#questions tbody tr:last-child td').allTextContents()).toEqual(['均值', '61.3', '50']);
  });

  it('shows answers exactly as they were, with the evidence in them', async () => {
    const hostileOne = page.locator('article', { hasText: '=cmd|calc' }).locator('blockquote').first();
    expect(await hostileOne.textContent()).toBe(hostile.replace('\u0000', '\ufffd').replaceAll('\r\n', '\n'));
    const marked = page.locator('article', { hasText: '林晓' }).locator('blockquote mark');
    expect(await marked.first().textContent()).toBe('对');
    expect(await marked.nth(1).getAttribute('class')).toBe('flag');
  });

  it('draws the dimensions of each candidate, as a picture that is named and in figures', async () => {
    const article = page.locator('article', { hasText: '林晓' });
    expect(await article.locator('svg').getAttribute('aria-label')).toBe('林晓 各维度得分率');
    expect(await article.locator('table.small tbody tr').first().locator('th, td').allTextContents()).toEqual([
      '共情安抚',
      '70 %',
      '67.5 %',
      '2',
    ]);
  });

  it('says what it is, who judged, and what is wrong', async () => {
    const text = (await page.textContent('body')) ?? '';
    expect(text).toContain('不给出录用与否的建议');
    expect(text).toContain('评分方式：规则引擎');
    expect(await page.textContent('#similar')).toContain('甲、乙');
    expect(await page.textContent('#faults')).toContain('答卷.xlsx:7');
    expect(text).toContain('未能评分：模型没有回应');
  });

  it('speaks English throughout where it is asked to', async () => {
    await open('en');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.locator('h2').first().textContent()).toBe('Ranking');
    const own = await page.evaluate(() => {
      for (const element of document.querySelectorAll('blockquote, b, q, .quiet, a, h1, #faults, p, li'))
        element.remove();
      return document.body.textContent;
    });
    expect(own.replaceAll('林晓', '').replaceAll('周舟', '')).not.toMatch(/[\u4e00-\u9fff]{2}/);
  });

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 390],
  ] as const)('has no fault of accessibility, %s at %i pixels', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  it('prints each candidate on a page of their own, in light colours', async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    // Five candidates, and the overview before them.
    expect(pages).toBeGreaterThanOrEqual(6);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(Number(/\d+/.exec(ink)?.[0])).toBeLessThan(128);
  });
});

describe('the report of results', () => {
  it('is refused for more answers than a page can hold', async () => {
    const read = function* () {
      for (let position = 0; position <= 3_000; position++) yield graded(position, '甲', 'refund', 'mm');
    };
    await expect(exported('html', { ...requestFor([]), read })).rejects.toThrow('html: takes at most 3,000 answers');
  });

  it('of nothing says so', async () => {
    expect((await exported('html', requestFor([], { faults: [] }))).toString()).toContain('还没有作答');
  });
});
