import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import {
  beginInterview,
  type Interview,
  readInterview,
  toGrade,
  totalOf,
} from '../../src/web/candidate/mock/interview.ts';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';
import type { Window } from './windows.ts';

const text = '实在抱歉，让您久等了。我马上核实，今天下班前给您回电话。';

describe('a mock interview', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const interview: Interview = {
    questions: ['a', 'b', 'c', 'd', 'e'],
    endsAt: 0,
    current: 0,
    answers: { a: 'x', b: 'x', c: ' ', d: 'x' },
    handedIn: 'by hand',
    marked: { a: { grade: '1', score: 7.5, marks: 10 }, b: { failed: true }, d: { grade: '2', score: null, marks: 8 } },
  };

  it('draws five questions by chance, each once', () => {
    const numbers = [0.9, 0.1, 0.5, 0.3, 0.7, 0.2];
    const drawn = beginInterview(ids, { minutes: 20, now: 1_000, chance: () => numbers.shift() ?? 0 });
    expect(drawn?.questions).toEqual(['b', 'f', 'd', 'c', 'e']);
    expect(drawn?.endsAt).toBe(1_201_000);
  });

  it('has as many questions as there are where those are fewer, and does not begin without any', () => {
    expect(beginInterview(ids.slice(0, 2), { minutes: 20, now: 0, chance: () => 0 })?.questions).toEqual(['a', 'b']);
    expect(beginInterview([], { minutes: 20, now: 0, chance: () => 0 })).toBeUndefined();
  });

  it('counts what was not written as 0, and leaves out what was not graded', () => {
    // a 7.5 of 10; c and e blank, 0 of 10 each; b failed and d has no score
    expect(totalOf(interview, () => 10)).toEqual({ score: 7.5, marks: 30, counted: 3 });
  });

  it('grades again only what failed', () => {
    expect(toGrade(interview, false)).toEqual([]);
    expect(toGrade(interview, true)).toEqual(['b']);
  });

  it.each([null, 'nonsense', '{}', 'null', '[]'])('is not found in %j', (kept) => {
    expect(readInterview(kept)).toBeUndefined();
  });
});

describe.skipIf(noBrowser)('the page of the mock interview', () => {
  const stage = sharedStage();

  describe.each(sizes)('$name', (size) => {
    let window: Window;
    let page: Page;
    afterEach(() => closeCleanly(window));

    /** A window in which an interview of ten minutes has begun. */
    async function begin(opened: Promise<Window>): Promise<void> {
      window = await opened;
      page = window.page;
      await page.getByRole('radio', { name: '10 分钟' }).check();
      await page.getByText('随机抽 5 道题').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '开始' }).click();
      await page.getByText('第 1 题，共 5 题').waitFor();
    }
    const beginAsUsual = () => begin(stage.open('/mock', size));
    const beginWithAClock = () => begin(stage.openOwn('/mock', (page) => page.clock.install(), size));

    const writing = () => page.getByRole('textbox', { name: '你的作答' });

    it('goes through five questions, and gives a result with the way to each grade', async () => {
      await beginAsUsual();
      for (let question = 1; question <= 5; question += 1) {
        await page.getByText(`第 ${question} 题，共 5 题`).waitFor();
        await writing().fill(text);
        if (question < 5) await page.getByRole('button', { name: '下一题' }).click();
      }
      await expectAccessible(page);
      await page.getByRole('button', { name: '交卷' }).click();
      await page
        .getByText(/^[\d.]+ \/ \d+ 分$/)
        .first()
        .waitFor();
      await page.getByText('5 道题的得分加在一起。').waitFor();
      expect(await page.getByRole('link', { name: /的逐点反馈$/ }).count()).toBe(5);
      await expectAccessible(page);
      await page
        .getByRole('link', { name: /的逐点反馈$/ })
        .first()
        .click();
      await page.getByRole('heading', { name: '逐点反馈' }).waitFor();
    });

    it('asks before it is handed in with questions left, and counts those 0', async () => {
      await beginAsUsual();
      await writing().fill(text);
      await page.getByRole('button', { name: '交卷' }).click();
      await page.getByText('还有 4 题没写').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '确定交卷' }).click();
      await page.getByText('没写，0 分').first().waitFor();
      expect(await page.getByText('没写，0 分').count()).toBe(4);
    });

    it('goes on after a reload where it was, with the clock running', async () => {
      await beginWithAClock();
      await writing().fill(text);
      await page.getByRole('button', { name: '第 3 题，未写' }).click();
      await page.clock.fastForward('02:00');
      await page.reload();
      await page.getByText('第 3 题，共 5 题').waitFor();
      expect(await page.getByRole('timer').textContent()).toMatch(/^[0-7]:\d\d|^8:00/);
      await page.getByRole('button', { name: '第 1 题，已写' }).click();
      expect(await writing().inputValue()).toBe(text);
    });

    it('is given up only when asked twice', async () => {
      await beginAsUsual();
      await writing().fill(text);
      await page.getByRole('button', { name: '放弃这一场' }).click();
      await page.getByRole('button', { name: '接着写' }).click();
      expect(await writing().inputValue()).toBe(text);
      await page.getByRole('button', { name: '放弃这一场' }).click();
      await page.getByRole('button', { name: '确定放弃' }).click();
      await page.getByRole('button', { name: '开始' }).waitFor();
    });

    it('is handed in by itself when time is up', async () => {
      await beginWithAClock();
      await writing().fill(text);
      await page.clock.fastForward('10:01');
      await page.getByText('时间到了，已经自动交卷').waitFor();
      await page
        .getByText(/^[\d.]+ \/ \d+ 分$/)
        .first()
        .waitFor();
    });

    it('says which answers could not be graded, and grades them again', async () => {
      await beginAsUsual();
      await page.route('**/v1/grades', (route) => route.abort());
      await writing().fill(text);
      await page.getByRole('button', { name: '交卷' }).click();
      await page.getByRole('button', { name: '确定交卷' }).click();
      await page.getByRole('cell', { name: '没评出来' }).waitFor();
      await page.unroute('**/v1/grades');
      await page.getByRole('button', { name: '再评一次没评出来的' }).click();
      await page.getByRole('link', { name: /的逐点反馈$/ }).waitFor();
    });
  });
});
