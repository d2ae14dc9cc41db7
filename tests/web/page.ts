import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { root } from '../cli/run.ts';
import { type GivenParts, startService, type TestService } from '../http/service.ts';
import { browserPath, openBrowser } from './browser.ts';
import { longestWaitMs, openWindows, type Window, type Windows } from './windows.ts';

vi.setConfig({ testTimeout: 2 * longestWaitMs, hookTimeout: 5 * longestWaitMs });

const inCi = process.env.CI !== undefined && process.env.CI !== '';
if (browserPath === undefined) process.stderr.write('No Chromium here: the tests of the page are skipped.\n');

/** Whether tests of the page are left out: without a browser, but never in CI. */
export const noBrowser = browserPath === undefined && !inCi;

/** A desk and a phone. */
export const sizes = [
  { name: 'at a desk', viewport: { width: 1280, height: 900 }, hasTouch: false },
  { name: 'on a phone', viewport: { width: 390, height: 844 }, hasTouch: true },
] as const;
export type Size = (typeof sizes)[number];

/** The built page served by the real service, with a browser. */
export type Stage = Windows & { readonly service: TestService; readonly close: () => Promise<void> };

/** One browser for all stages of a file. */
let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** The browser, started where it is not yet. It ends after the last test of the file. */
export function sharedBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('there must be a Chromium in CI; .ci/run installs it');
  browser ??= openBrowser(browserPath);
  return browser;
}

/** Builds the page where it is stale, starts service and browser. `given`: parts of the service in the place of the usual ones. */
export async function openStage(given: GivenParts = {}): Promise<Stage> {
  execFileSync(process.execPath, ['tools/build-page.ts'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [service, opened] = await Promise.all([startService(given), sharedBrowser()]);
  const windows = openWindows(opened, service.url);
  return {
    ...windows,
    service,
    close: async () => {
      await windows.close();
      await service.stop();
    },
  };
}

/** A stage that all tests of a block share: opened before the first of them, closed after the last. `given`: as for {@link openStage}. */
export function sharedStage(given: GivenParts = {}): Omit<Stage, 'close'> {
  let opened: Stage | undefined;
  beforeAll(async () => {
    opened = await openStage(given);
  });
  afterAll(() => opened?.close());
  const stage = (): Stage => {
    if (opened === undefined) throw new Error('a stage stands in tests and hooks alone');
    return opened;
  };
  return {
    get service() {
      return stage().service;
    },
    open: (...asked) => stage().open(...asked),
    openOwn: (...asked) => stage().openOwn(...asked),
  };
}

/** Ends a window. Errors in it, requests to other hosts and scrolling sideways fail the test. */
export async function closeCleanly({ page, faults, close }: Window): Promise<void> {
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await close();
  expect(faults, 'errors in the page, or requests to other hosts').toEqual([]);
  expect(tooWide, 'pixels that the page is wider than its window').toBeLessThanOrEqual(0);
}

/** The line of a candidate's answer, which unfolds it; the name of its question stands elsewhere on the page as well. */
export function answerTo(page: Page, title: string): Locator {
  return page.locator('summary').getByText(title, { exact: true });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Holds what is shown against the rules of accessibility that a machine can check. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe);
  // However short, a change of colours has a moment in which one of them has changed and the other has not.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // Nobody reads what passed, nor where it stands.
  const { violations } = (await page.evaluate(
    "axe.run({ resultTypes: ['violations'], selectors: false })",
  )) as AxeResults;
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 150)} – ${failureSummary}`),
  );
  expect(found, 'violations of accessibility').toEqual([]);
}
