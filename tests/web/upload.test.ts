import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Batch, BatchItems } from '../../src/web/client/api.ts';
import { root } from '../cli/run.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

const folder = join(root, 'fixtures/transcripts');
const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [join(folder, entry.name)] : [],
);
const interview = [
  '面试官：请介绍一下你自己。',
  '候选人：我做过两年客服。',
  '面试官：物流超时了，客户要求补偿，你会怎么处理？',
  '候选人：让您久等了，实在抱歉。我马上查物流轨迹，今天下班前给您回电。',
  '面试官：如果店里只剩一个人，灯又坏了，你先做什么？',
  '候选人：我先道歉，再核对小票和后台流水，多收的钱原路退回。',
].join('\n');

async function put(page: Page, given: string | readonly string[], name = '赵敏-初面.txt'): Promise<void> {
  const input = page.locator('input[type=file]');
  if (typeof given === 'string')
    await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(given) });
  else await input.setInputFiles([...given]);
}

describe.skipIf(noBrowser)('an upload', () => {
  const stage = sharedStage();

  describe.each(sizes)('$name', (size) => {
    it('leads from a folder of transcripts to a ranking', async () => {
      const window = await stage.open('/', size);
      const { page } = window;
      await page.getByRole('link', { name: '批次评分' }).click();
      await page.getByRole('link', { name: '新建批次' }).first().click();
      await page.getByText('把文件拖到这里').waitFor();
      expect(await page.locator('[aria-current=page]').allTextContents()).toEqual(['批次评分']);
      await expectAccessible(page);
      await put(page, files);
      const found = page.getByText(`${files.length} 个文件里识别出`);
      await found.waitFor();
      const answers = Number(/识别出 (\d+) 份/.exec((await found.textContent()) ?? '')?.[1]);
      expect(answers).toBeGreaterThan(50);
      await page.getByText(/^第 \d+ 行 · .+ · “K03” 出现了两次/).waitFor();
      await page.getByText('这个服务没有配置大模型').waitFor();
      expect(await page.getByRole('radio').count()).toBe(0);
      await expectAccessible(page);
      await page.getByLabel('批次名称').fill(`三月面试 ${size.name}`);
      await page.getByRole('button', { name: `开始评分（${answers} 份）` }).click();
      await page.getByRole('heading', { level: 1, name: '三月面试' }).waitFor();
      // On the phone the same folder comes a second time.
      if (size.hasTouch) await page.getByText('同样的内容之前评过').waitFor();
      await page.getByText(`已评 ${answers} / ${answers}`).waitFor();
      const rows = page.getByRole('region', { name: '排名' }).getByRole('row');
      await page.getByText(/^共 \d+ 人$/).waitFor();
      await rows.nth(1).getByRole('cell', { name: '1', exact: true }).first().waitFor();
      await expect.poll(() => rows.count()).toBeGreaterThan(13);
      await expectAccessible(page);
      await closeCleanly(window);
    });

    it('takes files that are dropped on it, several at once, and keeps the page where they fall beside it', async () => {
      const window = await stage.open('/work/new', size);
      const { page } = window;
      const dropped = await page.evaluateHandle((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], '赵敏-初面.txt', { type: 'text/plain' }));
        data.items.add(new File(['姓名,题目,回答\n钱进,late-delivery,我马上查物流。'], '表.csv', { type: 'text/csv' }));
        return data;
      }, interview);
      const zone = page.getByText('把文件拖到这里');
      await zone.waitFor();
      const beside = await page.evaluate((dataTransfer) => {
        const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector('h1')?.dispatchEvent(drop);
        return drop.defaultPrevented;
      }, dropped);
      expect(beside, 'the browser is kept from opening the file in the place of the page').toBe(true);
      await zone.dispatchEvent('dragover', { dataTransfer: dropped });
      await zone.dispatchEvent('drop', { dataTransfer: dropped });
      await page.getByText('2 个文件里识别出 2 份作答').waitFor();
      await page.getByText('赵敏-初面.txt').waitFor();
      await page.getByText('表.csv').waitFor();
      await closeCleanly(window);
    });

    it('is mended by hand: a name, a question that was not matched, an answer left out', async () => {
      const window = await stage.open('/work/new', size);
      const { page } = window;
      await put(page, interview);
      await page.getByText('1 个文件里识别出 1 份作答').waitFor();
      await page.locator('details.file > summary').click();
      await page.getByLabel('候选人').fill('赵小敏');
      await page.getByRole('combobox', { name: /灯又坏了/ }).selectOption({ label: '商户 POS 机多扣款' });
      await page.getByText('1 个文件里识别出 2 份作答').waitFor();
      await page.getByRole('button', { name: '开始评分（2 份）' }).waitFor();
      await expectAccessible(page);
      await page
        .getByRole('button', { name: /^不评这一份/ })
        .first()
        .click();
      await page.getByRole('button', { name: '开始评分（1 份）' }).click();
      await page.getByText('已评 1 / 1').waitFor();
      await page.getByRole('link', { name: '赵小敏' }).waitFor();
      await closeCleanly(window);
    });

    it('takes an answer to another question than was recognised, and keeps what could not be read', async () => {
      const window = await stage.open('/work/new', size);
      const { page } = window;
      const sheet = [
        '编号,姓名,题目,回答',
        `m1,钱进 ${size.name},late-delivery,您先别急，我马上核对小票和后台流水，多收的钱原路退回。`,
        'm2,钱进,no-such-question,您好',
      ].join('\n');
      await put(page, sheet, '三月.csv');
      await page.getByText('1 个文件里识别出 1 份作答').waitFor();
      await page.locator('.answer-row summary').click();
      const question = page.getByLabel('按这道题评');
      expect(await question.inputValue()).toBe('late-delivery');
      await question.selectOption('pos-overcharge');
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(tooWide, 'pixels that the page is wider than its window').toBeLessThanOrEqual(0);
      await expectAccessible(page);
      await page.getByRole('button', { name: '开始评分（1 份）' }).click();
      await page.getByText('已评 1 / 1').waitFor();
      const id = new URL(page.url()).pathname.split('/').at(-1);
      const { items } = (await (await stage.service.fetch(`/v1/batches/${id}/items`)).json()) as BatchItems;
      expect(items.map(({ submission }) => submission.question)).toEqual(['pos-overcharge']);
      const batch = (await (await stage.service.fetch(`/v1/batches/${id}`)).json()) as Batch;
      expect(batch.faults).toMatchObject([{ file: '三月.csv', line: 3 }]);
      await page.getByText('有 1 处内容没能读取').click();
      await page.getByText('三月.csv · 第 3 行 · 题目 (C) · 题库里没有“no-such-question”这道题').waitFor();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByText('三月.csv · line 3 · 题目 (C) · there is no question "no-such-question"').waitFor();
      await closeCleanly(window);
    });

    it('says what is wrong with a file that cannot be read, and offers others', async () => {
      const window = await stage.open('/work/new', size);
      const { page } = window;
      await put(page, 'PK\u0003\u0004 no workbook', '坏.xlsx');
      await page.getByText('读不了').first().waitFor();
      expect(await page.getByRole('button', { name: '没有可以评分的作答' }).isDisabled()).toBe(true);
      await expectAccessible(page);
      await page.getByRole('button', { name: '换一批文件' }).click();
      await page.getByText('把文件拖到这里').waitFor();
      await closeCleanly(window);
    });
  });
});

describe.skipIf(noBrowser)('an upload where there is a model', () => {
  const config = { ...readConfig({}), model: 'gpt-5-mini' };
  const stage = sharedStage({ config, model: { label: 'a model', prompt: 'sha256:0' }, work: false });

  it.each(sizes)('offers it, with what it is reckoned to take, $name', async (size) => {
    const window = await stage.open('/work/new', size);
    const { page } = window;
    await put(page, interview);
    await page.getByText('只用规则评分').waitFor();
    await page.getByRole('radio', { name: '大模型，规则核对' }).check();
    await page.getByText(/用 gpt-5-mini 评：约调用 1 次，[\d,]+ 个 token，约 [\d.]+ USD/).waitFor();
    await expectAccessible(page);
    await closeCleanly(window);
  });
});
