import { describe, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Judge, noUsage, type PointFinding } from '../../src/core/judge.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import type { KeptGrade } from '../../src/web/client/api.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

const answer = '让您多等了两天，换谁都着急，实在抱歉。我马上打开物流轨迹，看包裹停在哪个网点。';
const catalogue = openCatalogue('rubrics');

/** A model that overlooks everything but the first point, and cannot make up its mind about the last. */
const judge: Judge = {
  model: 'short-sighted',
  prompt: 'sha256:0',
  judge: async ({ rubric }) => {
    const points = rubric.points.map(({ id }, index): PointFinding => {
      const said = { id, reason: `模型看了${id}`, advice: null };
      if (index === 0) return { ...said, verdict: 'met', evidence: [{ start: 0, end: 7, quote: answer.slice(0, 7) }] };
      return { ...said, verdict: index === rubric.points.length - 1 ? 'undecided' : 'missed', evidence: [] };
    });
    return { points, redFlags: [], reviewReasons: [], model: 'short-sighted', usage: noUsage };
  },
};

describe.skipIf(noBrowser)('a grade of two judges under review', () => {
  const grader = createGrader({ catalogue, version: 'test', judge });
  const stage = sharedStage({ catalogue, grader, config: { ...readConfig({}), engine: 'hybrid' } });

  it.each(sizes)('shows both with their reasons, and lets no point stay undecided, $name', async (size) => {
    const reply = await stage.service.fetch('/v1/grades', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'late-delivery', answer, engine: 'hybrid' }),
    });
    const { id } = (await reply.json()) as KeptGrade;
    const window = await stage.open(`/work/reviews/${id}`, size);
    const { page } = window;
    await page.getByText('两种评判相差较大').first().waitFor();
    const verify = page.getByRole('group', { name: /核实物流/ });
    await verify.getByText(/^大模型 未达到$/).waitFor();
    await verify
      .getByText('模型看了verify_logistics')
      .or(verify.getByText(/^模型看了/))
      .first()
      .waitFor();
    await verify.getByText(/^规则 达到$/).waitFor();
    await expectAccessible(page);
    await page.getByLabel('复核人').fill('王老师');
    await page.getByLabel('理由').fill('说了查轨迹和网点');
    await page.getByRole('button', { name: '保存判定' }).click();
    await page.getByText('还没有判定：跟进沟通').waitFor();
    await page
      .getByRole('group', { name: /跟进沟通/ })
      .getByRole('button', { name: '未达到' })
      .click();
    // A phone shows no keys.
    await verify.getByRole('button', { name: /^(1 )?达到$/ }).click();
    await page.getByRole('button', { name: '保存判定' }).click();
    await page.getByText('已保存').waitFor();
    await page.getByText('之前的复核').waitFor();
    await closeCleanly(window);
  });
});
