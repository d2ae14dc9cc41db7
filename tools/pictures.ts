// Draws the pictures of the documentation anew: `npm run pictures`. It starts the service and drives a browser as a reader would.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { browserPath, openBrowser } from '../tests/web/browser.ts';
import { withService } from './service.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/images');

const desk: BrowserContextOptions = { viewport: { width: 1120, height: 800 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };

const transcripts = readdirSync(join(root, 'fixtures/transcripts'), { withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
);

const firstAnswer = '先生您好，让您多等了两天，换谁都着急，实在抱歉。我马上帮您查物流。';
const secondAnswer = `${firstAnswer}查到了，包裹停在邻市的中转场，因为暴雨封路，车晚出了一天，我已经让他们加急。超时可以给您退运费，您看行吗？`;

type Picture = {
  readonly file: string;
  readonly path: string;
  readonly window: BrowserContextOptions;
  /** What a reader does before the picture is taken. */
  readonly act: (page: Page) => Promise<void>;
};

const pictures: readonly Picture[] = [
  {
    file: 'questions.png',
    path: '/',
    window: desk,
    act: (page) => page.getByText('共 33 题').waitFor(),
  },
  {
    file: 'grade.png',
    path: '/practice/late-delivery',
    window: desk,
    act: async (page) => {
      await handIn(page, secondAnswer);
      await page.locator('.mark.met').nth(1).hover();
    },
  },
  {
    file: 'try-again.png',
    path: '/practice/late-delivery',
    window: { ...desk, colorScheme: 'dark' },
    act: async (page) => {
      await handIn(page, firstAnswer);
      await page.getByRole('button', { name: '再答一次' }).click();
      await handIn(page, secondAnswer);
      await page.getByText('并排看两次作答').click();
    },
  },
  {
    file: 'phone.png',
    path: '/practice/pos-overcharge',
    window: phone,
    act: async (page) => {
      await handIn(page, '先生您好，钱平白少了一百，换谁都着急，实在抱歉。我马上调出这笔交易，跟商户的小票核对一下。');
      await page.locator('.grade-answer').scrollIntoViewIfNeeded();
    },
  },
  {
    file: 'record.png',
    path: '/practice/late-delivery',
    window: desk,
    act: async (page) => {
      const answers: readonly (readonly [string, string])[] = [
        ['late-delivery', firstAnswer],
        ['pos-overcharge', '实在抱歉，我马上核对小票，确认多扣了就原路退回。'],
        ['angry-customer', '我先听客户把话说完，再道歉，然后给出两个方案请他选。'],
        ['refund-request', '抱歉给您添麻烦了。我先核实订单，符合规则今天就退，三天内到账，到账前我再跟您确认。'],
        ['three-customers', '先安抚三位客户，按轻重缓急排序：先处理情绪最激动的，另外两位告知等待时间。'],
        ['late-delivery', secondAnswer],
        [
          'cracked-phone-case',
          '您刚买一天就裂了，换谁都生气，真对不起。您拍张照片给我，我核实后给您换新或者退款，您看哪样合适？',
        ],
      ];
      for (const [question, answer] of answers) {
        await page.goto(`/practice/${question}`);
        await handIn(page, answer);
      }
      await page.goto('/history');
      await page.getByRole('img', { name: /雷达图/ }).waitFor();
    },
  },
  {
    file: 'recognised.png',
    path: '/work/new',
    window: desk,
    act: async (page) => {
      await putIn(page);
      await page.getByRole('heading', { name: '没能读取的内容' }).first().scrollIntoViewIfNeeded();
    },
  },
  {
    file: 'ranking.png',
    path: '/work/new',
    window: { viewport: { width: 1120, height: 1000 } },
    act: async (page) => {
      await putIn(page);
      await page.getByLabel('批次名称').fill('三月客服专员面试');
      await page.getByRole('button', { name: /^开始评分/ }).click();
      await page.getByText(/^共 \d+ 人$/).waitFor();
    },
  },
  {
    file: 'candidate.png',
    path: '/work/batches',
    window: { viewport: { width: 1120, height: 1000 } },
    act: async (page) => {
      await page.getByRole('link', { name: '三月客服专员面试' }).click();
      await page.getByRole('region', { name: '排名' }).getByRole('link').nth(1).click();
      await page.getByRole('img', { name: /雷达图/ }).waitFor();
    },
  },
  {
    file: 'review.png',
    path: '/work/reviews',
    window: { viewport: { width: 1120, height: 1000 }, colorScheme: 'dark' },
    act: async (page) => {
      await page.locator('[data-point]').first().focus();
      await page.keyboard.press('2');
    },
  },
];

/** Puts the interviews of the repository in, and waits for what is recognised. */
async function putIn(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(transcripts);
  await page.getByRole('button', { name: /^开始评分/ }).waitFor();
}

async function handIn(page: Page, answer: string): Promise<void> {
  await page.getByRole('textbox', { name: '你的作答' }).fill(answer);
  await page.getByRole('button', { name: '提交评分' }).click();
  await page.getByRole('button', { name: '再答一次' }).waitFor();
}

if (browserPath === undefined) throw new Error('there is no Chromium; CHROMIUM_PATH may name one');
execFileSync(process.execPath, ['tools/build-page.ts'], { cwd: root, stdio: 'inherit' });
mkdirSync(folder, { recursive: true });
const browser = await openBrowser(browserPath);
try {
  await withService(async (baseURL) => {
    for (const { file, path, window, act } of pictures) {
      const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', locale: 'zh-CN', ...window });
      const page = await context.newPage();
      await page.goto(path);
      await act(page);
      await page.screenshot({ path: join(folder, file) });
      await context.close();
      process.stdout.write(`docs/images/${file}\n`);
    }
  });
} finally {
  await browser.close();
}
