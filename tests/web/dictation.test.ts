import { describe, expect, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage } from './page.ts';

/** Stands in for the browser's recogniser, which needs a microphone and a network: what it hears is said by the test. */
function installRecogniser(): void {
  class Recogniser extends EventTarget {
    lang = '';
    continuous = false;
    onresult: ((event: object) => void) | null = null;
    onerror: ((event: object) => void) | null = null;
    onend: (() => void) | null = null;
    start(): void {
      Object.assign(window, {
        hear: (transcript: string) =>
          this.onresult?.({ resultIndex: 0, results: [{ isFinal: true, 0: { transcript } }] }),
        refuse: () => {
          this.onerror?.({ error: 'not-allowed' });
          this.onend?.();
        },
        language: this.lang,
      });
    }
    stop(): void {
      this.onend?.();
    }
    abort(): void {
      this.onend?.();
    }
  }
  Object.assign(window, { SpeechRecognition: Recogniser, webkitSpeechRecognition: Recogniser });
}

describe.skipIf(noBrowser)('dictating an answer', () => {
  const stage = sharedStage();

  async function open(prepare: () => void) {
    const window = await stage.openOwn(
      '/practice/late-delivery',
      async (page) => void (await page.addInitScript(prepare)),
    );
    await window.page.getByRole('textbox', { name: '你的作答' }).waitFor();
    return window;
  }

  it('puts what was said behind what is written', async () => {
    const window = await open(installRecogniser);
    const { page } = window;
    const writing = page.getByRole('textbox', { name: '你的作答' });
    await writing.fill('您好，');
    await page.getByRole('button', { name: '口述' }).click();
    await page.getByRole('button', { name: '停止口述' }).waitFor();
    await expectAccessible(page);
    await page.evaluate('hear("实在抱歉。"); hear("我马上查。")');
    await expect.poll(() => writing.inputValue()).toBe('您好，实在抱歉。我马上查。');
    expect(await page.evaluate('language')).toBe('zh-CN');
    await page.getByRole('button', { name: '停止口述' }).click();
    await page.getByRole('button', { name: '口述', exact: true }).waitFor();
    await closeCleanly(window);
  });

  it('says that the microphone could not be used', async () => {
    const window = await open(installRecogniser);
    await window.page.getByRole('button', { name: '口述' }).click();
    await window.page.evaluate('refuse()');
    await window.page.getByText('没能用上麦克风').waitFor();
    await closeCleanly(window);
  });

  it('is not offered where the browser has no recogniser', async () => {
    const window = await open(() => {
      Object.assign(window, { SpeechRecognition: undefined, webkitSpeechRecognition: undefined });
    });
    expect(await window.page.getByRole('button', { name: '口述' }).count()).toBe(0);
    await closeCleanly(window);
  });
});
