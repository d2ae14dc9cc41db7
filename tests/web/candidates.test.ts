import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../../src/web/client/api.ts';
import { startService } from '../http/service.ts';
import { answerTo, closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';
import { longestWaitMs } from './windows.ts';

const late =
  '让您久等了，换谁都着急，实在抱歉。我马上查物流轨迹，今天下班前给您回电。包裹要是卡在中转场，我就请他们加急；确实超时的，按规则给您退运费，再补一张优惠券，您看这样行吗？';

const interview = [
  '面试官：物流超时了，客户要求补偿，你会怎么处理？',
  `李雷：${late}`,
  '面试官：客户情绪失控，一直骂你，怎么办？',
  '李雷：我先听他说完，再道歉，然后给出两个方案请他选。',
].join('\n');

const sheet = [
  'candidate,question,answer',
  '韩 梅/梅 50%,late-delivery,都怪快递，你自己找快递公司问去。',
  `李雷二,late-delivery,${late}`,
  '空白,late-delivery,好',
].join('\n');

describe.skipIf(noBrowser)('the candidates of a batch', () => {
  const stage = sharedStage();
  let batch: Batch;
  beforeAll(async () => {
    const form = new FormData();
    form.append('files', new Blob([interview]), '李雷.txt');
    form.append('files', new Blob([sheet]), '答题.csv');
    form.append('engine', 'heuristic');
    const response = await stage.service.fetch('/v1/batches', { method: 'POST', body: form });
    batch = (await response.json()) as Batch;
    await vi.waitFor(async () => {
      const now = (await (await stage.service.fetch(`/v1/batches/${batch.id}`)).json()) as Batch;
      expect(now.state).toBe('done');
    }, longestWaitMs);
  });

  describe.each(sizes)('$name', (size) => {
    it('each have a page: dimensions, what was said and missed, answers with evidence, the interview', async () => {
      const window = await stage.open(`/work/batches/${batch.id}`, size);
      const { page } = window;
      const ranking = page.getByRole('region', { name: '排名' });
      await ranking.getByRole('link', { name: '李雷', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: '李雷' }).waitFor();
      await page.getByRole('img', { name: /李雷 各维度得分率/ }).waitFor();
      await page.getByRole('heading', { name: '没说到或说得不够的' }).waitFor();
      await answerTo(page, '物流超时客户要补偿').click();
      await page.locator('.mark.met').first().waitFor();
      await page.getByText('与 李雷二 的作答几乎一样').waitFor();
      await page.locator('summary').getByText('面试记录').click();
      const turns = page.getByRole('region', { name: '李雷.txt' });
      await turns.locator('mark', { hasText: '今天下班前给您回电' }).waitFor();
      expect(await turns.locator('mark').count()).toBe(1);
      await expectAccessible(page);
      await closeCleanly(window);
    });

    it('have an address of their own whatever their name, and red flags are told', async () => {
      const name = '韩 梅/梅 50%';
      const window = await stage.open(`/work/batches/${batch.id}/candidates/${encodeURIComponent(name)}`, size);
      const { page } = window;
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('heading', { name: '红线' }).waitFor();
      await page.goto(`/work/batches/${batch.id}/candidates/nobody`);
      await page.getByText('这个批次里没有这位候选人').waitFor();
      await closeCleanly(window);
    });

    it('are compared side by side', async () => {
      const window = await stage.open(`/work/batches/${batch.id}`, size);
      const { page } = window;
      await page.getByRole('checkbox', { name: '选中 李雷 做对比' }).check();
      await page.getByRole('checkbox', { name: '选中 韩 梅/梅 50% 做对比' }).check();
      await page.getByRole('link', { name: '对比选中的两人' }).click();
      await page.getByRole('heading', { level: 1, name: '李雷 与 韩 梅/梅 50%' }).waitFor();
      const late = page.getByRole('region', { name: '物流超时客户要补偿' });
      await late.getByRole('region', { name: '李雷 ·' }).locator('.mark.met').first().waitFor();
      await late.getByRole('region', { name: '韩 梅/梅 50%' }).locator('.mark.flag').first().waitFor();
      await page.getByText('没有答这道题').first().waitFor();
      await page.getByRole('img', { name: /雷达图/ }).waitFor();
      await expectAccessible(page);
      await closeCleanly(window);
    });
  });

  it('are read in English and in the dark', async () => {
    const window = await stage.open('/work/batches', { ...sizes[0], colorScheme: 'dark' });
    const { page } = window;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: /李雷\.txt/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: /李雷\.txt/ }).click();
    await page.getByRole('link', { name: '空白' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '李雷', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Missed or not enough' }).waitFor();
    await page.getByRole('img', { name: /Radar/ }).waitFor();
    await page.getByText('too little').or(page.getByText('points met')).first().waitFor();
    await expectAccessible(page);
    await closeCleanly(window);
  });
});

describe.skipIf(noBrowser)('a candidate whose answers are still to be graded', () => {
  const data = mkdtempSync(join(tmpdir(), 'candidates-'));
  const stage = sharedStage({ data, work: false });

  it.each(sizes)('has a page that follows the grading, and keeps open what was opened, $name', async (size) => {
    const said = { 'late-delivery': late, 'angry-customer': '我先听他说完，再道歉，然后给出两个方案请他选。' };
    const answers = Object.entries(said).map(([question, answer]) => ({
      id: `${question} ${size.name}`,
      candidate: '李雷',
      question,
      answer,
    }));
    const response = await stage.service.fetch('/v1/batches', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: size.name, engine: 'heuristic', answers }),
    });
    const { id } = (await response.json()) as Batch;
    const window = await stage.open(`/work/batches/${id}/candidates/${encodeURIComponent('李雷')}`, size);
    const { page } = window;
    await page.getByText('2 份未评').waitFor();
    await page.getByText('还没有评出结果').waitFor();
    const grading = await startService({ data });
    await answerTo(page, '物流超时客户要补偿').click();
    await page.locator('.mark.met').first().waitFor();
    await answerTo(page, '情绪失控的客户').waitFor();
    await page.getByText(/份未评/).waitFor({ state: 'detached' });
    await page.locator('.mark.met').first().waitFor();
    await grading.stop();
    await closeCleanly(window);
  });

  it('is said to be gone when the batch is deleted meanwhile', async () => {
    const answers = [{ id: '1', candidate: '韩梅', question: 'late-delivery', answer: late }];
    const response = await stage.service.fetch('/v1/batches', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: '删', engine: 'heuristic', answers }),
    });
    const { id } = (await response.json()) as Batch;
    const window = await stage.open(`/work/batches/${id}/candidates/${encodeURIComponent('韩梅')}`);
    const { page } = window;
    await page.getByText('1 份未评').waitFor();
    expect((await stage.service.fetch(`/v1/batches/${id}`, { method: 'DELETE' })).status).toBe(204);
    await page.getByRole('heading', { name: '没有找到' }).waitFor();
    await page.getByRole('link', { name: '返回批次' }).click();
    await page.getByRole('heading', { name: '没有找到' }).waitFor();
    await page.getByRole('link', { name: '全部批次' }).click();
    await page.getByRole('heading', { level: 1, name: '评分批次', exact: true }).waitFor();
    await closeCleanly(window);
  });
});
