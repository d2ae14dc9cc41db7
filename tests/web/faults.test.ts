import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Judge } from '../../src/core/judge.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { invitationTo, secret } from '../http/access/guarded.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

const answer = '实在抱歉，让您久等了。我马上查物流，今天下班前给您回电话。';
const usual = readConfig({});

describe.skipIf(noBrowser)('a candidate who hands in more often than is allowed', () => {
  const limits = { ...usual.operations.limits, answersPerMinute: 1 };
  const stage = sharedStage({ secret, settings: { limits } });

  it.each(sizes)('is told in their language how long to wait, and keeps what was written, $name', async (size) => {
    const candidate = `李雷 ${size.name}`;
    const invitation = await invitationTo(stage.service.store, candidate);
    const window = await stage.open(`/#invitation=${invitation}`, size);
    const { page } = window;
    await page.getByText('你是受邀作答的').waitFor();
    await page.goto('/practice/late-delivery');
    await page.getByRole('textbox', { name: '你的作答' }).fill(answer);
    // What the minute allows is handed in right before: on a busy machine it might be over after a few clicks.
    const status = await page.evaluate(
      async (given) => {
        const { csrf_token } = (await (await fetch('/v1/session')).json()) as { csrf_token: string };
        const headers = { 'content-type': 'application/json', 'X-CSRF-Token': csrf_token };
        return (await fetch('/v1/grades', { method: 'POST', headers, body: JSON.stringify(given) })).status;
      },
      { question: 'late-delivery', answer, candidate },
    );
    expect(status).toBe(201);
    await page.getByRole('button', { name: '提交评分' }).click();
    await page.getByText(/一分钟内的次数已经用完。请过 \d+ 秒再试。/).waitFor();
    expect(await page.getByRole('textbox', { name: '你的作答' }).inputValue()).toBe(answer);
    await expectAccessible(page);
    await page.getByText('详情').click();
    await page.getByText(/^429 · 1 answers a minute is the limit/).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(/as often as a minute allows\. Try again in \d+ seconds?\./).waitFor();
    await closeCleanly(window);
  });
});

describe.skipIf(noBrowser)('a service that has its hands full', () => {
  /** A model that is asked and never answers. */
  const judge: Judge = {
    model: 'endless',
    prompt: 'sha256:0',
    judge: ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('nobody waits any more')))),
  };
  const catalogue = openCatalogue('rubrics');
  const grader = createGrader({ catalogue, version: 'test', judge });
  const settings = { answersInFlight: 1 };
  const stage = sharedStage({ catalogue, grader, settings, config: { ...usual, engine: 'hybrid' } });

  it('says so to whoever comes next', async () => {
    const [first, second] = await Promise.all([
      stage.open('/practice/late-delivery'),
      stage.open('/practice/late-delivery'),
    ]);
    await first.page.getByRole('textbox', { name: '你的作答' }).fill(answer);
    await first.page.getByRole('button', { name: '提交评分' }).click();
    await first.page.getByText('大模型正在逐点判定').waitFor();
    await second.page.getByRole('textbox', { name: '你的作答' }).fill(answer);
    await second.page.getByRole('button', { name: '提交评分' }).click();
    await second.page.getByText('正在评分的人太多，服务忙不过来。请过 1 秒再试。').waitFor();
    await closeCleanly(second);
    await closeCleanly(first);
  });
});
