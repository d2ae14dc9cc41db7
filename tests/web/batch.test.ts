import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../src/web/client/api.ts';
import { answerTo, closeCleanly, expectAccessible, noBrowser, type Stage, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

type Given = { readonly candidate: string; readonly question: string; readonly answer: string };

async function submit(
  stage: Pick<Stage, 'service'>,
  name: string,
  given: readonly Given[],
  faults: readonly { readonly file: string; readonly field: string; readonly message: string }[] = [],
): Promise<Batch> {
  const answers = given.map((answer, index) => ({ id: `${name} ${index}`, ...answer }));
  const response = await stage.service.fetch('/v1/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, engine: 'heuristic', answers, faults }),
  });
  expect(response.status).toBe(202);
  return (await response.json()) as Batch;
}

const three: readonly Given[] = [
  { candidate: '甲', question: 'late-delivery', answer: '让您多等了两天，换谁都着急，实在抱歉。我马上查物流。' },
  { candidate: '乙', question: 'late-delivery', answer: '都怪快递，你自己找快递公司问去。' },
  { candidate: '甲', question: 'pos-overcharge', answer: '实在抱歉，我马上核对小票。' },
];

async function namesIn(page: Page, table: string): Promise<readonly string[]> {
  return page.getByRole('region', { name: table }).locator('tbody th').allTextContents();
}

describe.skipIf(noBrowser)('a batch that nobody grades yet', () => {
  const stage = sharedStage({ work: false });

  it('tells how much could not be read, also what it does not list', async () => {
    const faults = Array.from({ length: 201 }, (_, index) => ({
      file: '表.csv',
      field: '',
      message: `fault ${index}`,
    }));
    const batch = await submit(stage, '多错', three, faults);
    const window = await stage.open(`/work/batches/${batch.id}`);
    const { page } = window;
    await page.getByText('有 201 处内容没能读取').click();
    await page.getByText('这里列出前 200 处').waitFor();
    await expect.poll(() => page.getByText(/· fault \d+$/).count()).toBe(200);
    await closeCleanly(window);
  });

  it.each(sizes)('is stopped, started again and deleted, which is asked for twice, $name', async (size) => {
    const batch = await submit(stage, `停 ${size.name}`, three);
    const window = await stage.open(`/work/batches/${batch.id}`, size);
    const { page } = window;
    await page.getByText('已评 0 / 3').waitFor();
    await page.getByText('还没有评出结果').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '停止评分' }).click();
    await page.getByText('已取消 3').waitFor();
    await page.getByText('已评 0 / 3').waitFor();
    await page.getByRole('button', { name: '重评没评出的' }).click();
    await page.getByRole('button', { name: '停止评分' }).waitFor();
    await page.getByRole('button', { name: '删除批次' }).click();
    await page.getByText('不能恢复').waitFor();
    await page.getByRole('button', { name: '先不删' }).click();
    await page.getByRole('button', { name: '删除批次' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '确定删除' }).click();
    await page.getByRole('heading', { level: 1, name: '评分批次', exact: true }).waitFor();
    expect((await stage.service.fetch(`/v1/batches/${batch.id}`)).status).toBe(404);
    await closeCleanly(window);
  });

  it('is heard of again by itself when the service was gone', async () => {
    const batch = await submit(stage, '断线', three);
    const window: Window = await stage.open('/work/batches', sizes[0]);
    const { page } = window;
    await page.route(/events|healthz/, (route) => route.abort());
    await page.getByRole('link', { name: '断线' }).click();
    await page.getByText('连不上服务').waitFor();
    await page.getByText('已评 0 / 3').waitFor();
    await stage.service.fetch(`/v1/batches/${batch.id}/cancel`, { method: 'POST' });
    await page.unroute(/events|healthz/);
    await page.getByText('已取消 3').waitFor();
    await page.getByText('连不上服务').waitFor({ state: 'detached' });
    await closeCleanly(window);
  });
});

describe.skipIf(noBrowser)('the results of a batch', () => {
  const stage = sharedStage();
  let batch: Batch;
  beforeAll(async () => {
    batch = await submit(stage, '三月面试', three);
  });

  describe.each(sizes)('$name', (size) => {
    it('are sorted, filtered, and seen by question and by dimension', async () => {
      const window = await stage.open(`/work/batches/${batch.id}`, size);
      const { page } = window;
      await page.getByText('已评 3 / 3').waitFor();
      await page.getByText('共 2 人').waitFor();
      await expect.poll(() => namesIn(page, '排名')).toEqual(['甲', '乙']);
      await page.getByRole('button', { name: '按得分率排序' }).click();
      await page.getByRole('button', { name: '按得分率排序' }).click();
      await expect.poll(() => namesIn(page, '排名')).toEqual(['乙', '甲']);
      await page.getByText('题目对照').click();
      const matrix = page.getByRole('region', { name: '题目对照' });
      await matrix.getByRole('row', { name: /乙/ }).getByText('–').first().waitFor();
      await expectAccessible(page);
      await page.getByText('维度', { exact: true }).click();
      await page
        .getByRole('region', { name: '维度' })
        .getByRole('columnheader', { name: /共情安抚/ })
        .waitFor();
      await expectAccessible(page);
      await page.getByLabel('按姓名筛选').fill('乙');
      await page.getByText('1 / 2 人').waitFor();
      await page.getByLabel('按姓名筛选').fill('丙');
      await page.getByText('没有符合条件的候选人').waitFor();
      await closeCleanly(window);
    });
  });

  it.each(sizes)('show an answer of 20,000 characters whole, $name', async (size) => {
    const long = '实在抱歉，让您久等了，我马上查物流，今天给您答复。'.repeat(1_000).slice(0, 20_000);
    const candidate = `长 ${size.name}`;
    const { id } = await submit(stage, candidate, [{ candidate, question: 'late-delivery', answer: long }]);
    const window = await stage.open(`/work/batches/${id}`, size);
    const { page } = window;
    await page.getByRole('link', { name: candidate }).click();
    await page.getByRole('heading', { level: 1, name: candidate }).waitFor();
    await answerTo(page, '物流超时客户要补偿').click();
    await page.locator('.mark.met').first().waitFor();
    expect(await page.locator('.answer-text').textContent()).toBe(long);
    await expectAccessible(page);
    await closeCleanly(window);
  });

  it('are downloaded in every format', async () => {
    const window = await stage.open(`/work/batches/${batch.id}`, sizes[0]);
    const { page } = window;
    for (const [name, ending] of [
      ['Excel 工作簿', 'xlsx'],
      ['网页报告', 'html'],
      ['CSV 表格', 'csv'],
      ['JSON 行', 'jsonl'],
      ['JSON 成绩单', 'json'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`三月面试.${ending}`);
      expect(readFileSync(await download.path()).length).toBeGreaterThan(100);
    }
    await closeCleanly(window);
  });

  it('in forms that do not take so many answers are no links, and others are named', async () => {
    const window = await stage.open('/');
    const { page } = window;
    await page.route(`**/v1/batches/${batch.id}`, (route) =>
      route.fulfill({ json: { ...batch, state: 'done', too_large_for: ['html'] } satisfies Batch }),
    );
    await page.goto(`/work/batches/${batch.id}`);
    await page.getByText('作答太多，网页报告放不下：请下载 CSV 表格').waitFor();
    expect(await page.getByRole('link', { name: '网页报告' }).count()).toBe(0);
    await page.getByRole('link', { name: 'CSV 表格' }).waitFor();
    await expectAccessible(page);
    await closeCleanly(window);
  });

  it.each(sizes)('of 520 candidates are ranked on one page, the last of them on demand, $name', async (size) => {
    const many = Array.from({ length: 520 }, (_, index) => ({
      candidate: `候选人${index}`,
      question: 'late-delivery',
      answer: `实在抱歉，我马上查第 ${index} 单的物流。`,
    }));
    const { id } = await submit(stage, `五百人 ${size.name}`, many);
    const window = await stage.open(`/work/batches/${id}`, size);
    const { page } = window;
    await page.getByText('已评 520 / 520').waitFor();
    await page.getByText('共 520 人').waitFor();
    await expect.poll(async () => (await namesIn(page, '排名')).length).toBe(500);
    await page.getByRole('button', { name: '再显示 20 行' }).click();
    await expect.poll(async () => (await namesIn(page, '排名')).length).toBe(520);
    await page.getByLabel('按姓名筛选').fill('候选人51');
    await page.getByText('11 / 520 人').waitFor();
    await closeCleanly(window);
  });
});
