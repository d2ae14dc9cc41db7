import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  // The engine alone: it makes a window for a fifth of what the whole browser takes.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** A browser on this machine, or undefined. */
export const browserPath: string | undefined = [process.env.CHROMIUM_PATH ?? '', ...places].find((path) =>
  existsSync(path),
);

/** Starts the browser, headless, keeping to itself. */
export function openBrowser(executablePath: string): Promise<Browser> {
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet] });
}
