import type { Browser, BrowserContextOptions, ConsoleMessage, Page, Request } from 'playwright-core';

/** A busy machine is slow, and not wrong: what is waited for may take long, though not for ever. */
export const longestWaitMs = 60_000;

/** How the page is looked at. */
export type Look = Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'colorScheme'>;

/** A window of the page, and what went wrong in it. */
export type Window = { readonly page: Page; readonly faults: string[]; readonly close: () => Promise<void> };

/** The windows of one service. */
export type Windows = {
  /**
   * A window in which nothing is left of what was done before. It may be one that was closed, for the browser spends more on a new
   * one than on most of what is done in it.
   */
  readonly open: (path: string, look?: Look) => Promise<Window>;
  /** A window that is not used again, for what cannot be taken back: `prepare` may give it another clock, or scripts of its own. */
  readonly openOwn: (path: string, prepare: (page: Page) => Promise<void>, look?: Look) => Promise<Window>;
  /** Ends those that were closed; what a failed test left open ends with the browser. */
  readonly close: () => Promise<void>;
};

const usual = { viewport: { width: 1280, height: 720 }, hasTouch: false, colorScheme: 'light' } as const;

/** The windows of the service at `url`. */
export function openWindows(browser: Browser, url: string): Windows {
  const closed = { withTouch: [] as Page[], without: [] as Page[] };
  return {
    open: async (path, look) => {
      const { hasTouch = false, viewport = null, colorScheme = null } = { ...usual, ...look };
      const alike = hasTouch ? closed.withTouch : closed.without;
      const page = alike.pop() ?? refuseWhatStays(await openPage(browser, url, { hasTouch }));
      if (viewport !== null) await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const { faults, stop } = watchFaults(page, url);
      await page.goto(path);
      const close = async () => {
        stop();
        await forget(page, url);
        alike.push(page);
      };
      return { page, faults, close };
    },
    openOwn: async (path, prepare, look) => {
      const page = await openPage(browser, url, { ...usual, ...look });
      const { faults } = watchFaults(page, url);
      await prepare(page);
      await page.goto(path);
      return { page, faults, close: () => page.context().close() };
    },
    close: async () => {
      for (const page of [...closed.withTouch, ...closed.without]) await page.context().close();
    },
  };
}

async function openPage(browser: Browser, baseURL: string, look: Look): Promise<Page> {
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(longestWaitMs);
  return page;
}

/** What a page would keep when it is used again is for a window of its own. */
function refuseWhatStays(page: Page): Page {
  const refuse = () => Promise.reject(new Error('this outlives the test: open a window of its own with openOwn'));
  page.addInitScript = refuse;
  page.clock.install = refuse;
  return page;
}

/** What goes wrong in a page from now on: errors, warnings, requests to other hosts. */
function watchFaults(page: Page, url: string): { readonly faults: string[]; readonly stop: () => void } {
  const faults: string[] = [];
  const onError = (error: Error) => void faults.push(error.message);
  const onConsole = (message: ConsoleMessage) => {
    // A refused request is reported by the browser as well as by the page; the page's word is what is tested.
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  };
  const onRequest = (request: Request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(request.url());
  };
  page.on('pageerror', onError).on('console', onConsole).on('request', onRequest);
  const stop = () => void page.off('pageerror', onError).off('console', onConsole).off('request', onRequest);
  return { faults, stop };
}

/** Leaves the page for one that runs no script, and forgets what it has kept and where the mouse was. */
async function forget(page: Page, url: string): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('/healthz');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'all' });
  await devtools.detach();
  await page.mouse.move(-1, -1);
}
