import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { collectNearDuplicates, type NearDuplicates, type TextGroup } from '../../src/text/near-duplicates.ts';

const Answer = z.object({ question: z.string(), answer: z.string() });
const labelled = globSync('fixtures/{answers,development,unseen}/*/*.jsonl')
  .toSorted()
  .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
  .map((line) => Answer.parse(JSON.parse(line)));
const byQuestion = Map.groupBy(labelled, ({ question }) => question);
const long = labelled.filter(({ answer }) => (answer.match(/[\u4e00-\u9fff]|[a-z0-9]+/gi) ?? []).length >= 80);

function groupsOf(texts: readonly string[], ignored: readonly string[] = []): number[][] {
  const found = collectNearDuplicates(ignored);
  for (const text of texts) found.add(text);
  return allOf(found).map((group) => group.map(({ text }) => text));
}

function allOf(found: NearDuplicates): readonly TextGroup[] {
  const work = found.groups();
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** How many of the answers are found beside a disguised copy of themselves, all of them in one heap. */
function found(disguise: (answer: string, index: number) => string): number {
  const groups = groupsOf([
    ...long.map(({ answer }) => answer),
    ...long.map(({ answer }, index) => disguise(answer, index)),
  ]);
  const pairs = groups.filter((group) => group.length === 2 && (group[1] ?? 0) - (group[0] ?? 0) === long.length);
  expect(groups.length, 'groups that are no pair of original and copy').toBe(pairs.length);
  return pairs.length / long.length;
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[。！？；.!?;])/);

describe('near-identical texts', () => {
  it('are not found among independent answers to the same question', () => {
    expect(byQuestion.size).toBe(33);
    for (const [question, answers] of byQuestion)
      expect(groupsOf(answers.map(({ answer }) => answer)), question).toEqual([]);
  });

  it('are found when copied', () => {
    expect(found((answer) => answer)).toBe(1);
  });

  it('are found with their sentences in another order', () => {
    expect(found((answer) => sentencesOf(answer).toReversed().join(''))).toBeGreaterThan(0.98);
  });

  it('are found with a sentence of somebody else in front and another at the end', () => {
    const other = (index: number): string => sentencesOf(long[(index + 7) % long.length]?.answer ?? '')[0] ?? '';
    expect(
      found((answer, index) => `${other(index).slice(0, 40)}${answer}${other(index + 1).slice(0, 40)}`),
    ).toBeGreaterThan(0.95);
  });

  it('are found with fillers, other punctuation and traditional characters', () => {
    expect(
      found((answer) => `嗯，${answer.replaceAll('，', ' ').replaceAll('们', '們').replaceAll('说', '說')}`),
    ).toBeGreaterThan(0.98);
  });

  it.each([
    ['a stock sentence', '非常抱歉给您带来不便，我马上为您核实处理，请您耐心等待，谢谢您的理解与支持。'],
    ['a short answer', '先道歉，再查物流，然后给补偿，最后跟进到底。'],
    ['nothing', ''],
  ])('%s alone is not grouped, though two people wrote it', (_, text) => {
    expect(groupsOf([text, text])).toEqual([]);
  });

  it('do not count what everybody repeats of the question', () => {
    const prompt =
      '订单已发货却没有按承诺时间送到，客户说：说好明天到，现在过去两天了还没到，必须给我补偿！你怎样处理？';
    const first = `${prompt}我先道歉，马上查物流。`;
    const second = `${prompt}这种情况按规定赔券就行。`;
    expect(groupsOf([first, second])).toEqual([[0, 1]]);
    expect(groupsOf([first, second], [prompt])).toEqual([]);
  });

  it('form one group however many they are', () => {
    const text = long[0]?.answer ?? '';
    const copies = Array.from({ length: 500 }, (_, index) => `${text.slice(0, 60)}${index}号${text.slice(60)}`);
    expect(groupsOf(copies)).toEqual([copies.map((_, index) => index)]);
  });

  it('say how alike they are', () => {
    const found = collectNearDuplicates();
    const text = long[0]?.answer ?? '';
    for (const one of [text, text, `${text}${text.slice(0, 1)}`]) found.add(one);
    expect(allOf(found)[0]?.map(({ likeness }) => likeness > 0.9)).toEqual([true, true, true]);
    expect(allOf(found)[0]?.[1]?.likeness).toBe(1);
  });
});
