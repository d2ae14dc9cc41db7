import { describe, expect, it } from 'vitest';
import type { Label } from '../../src/core/verdict.ts';
import { compileRubric } from '../../src/heuristics/compile.ts';
import { findSigns } from '../../src/heuristics/judge-points.ts';
import { readScene } from '../../src/heuristics/scene.ts';
import { rubricOf } from '../rubric-of.ts';

const concepts: Record<string, string[]> = {
  apology: ['道歉', '抱歉', '对不起', 'sorry', 'apolog*'],
  upset: ['生气', '着急', 'upset'],
  check: ['查', '核实', 'check'],
  parcel: ['物流', '包裹', 'parcel'],
};

function verdictOn(indicators: { met: unknown[]; partial?: unknown[] }, answer: string): Label | undefined {
  const rubric = rubricOf({
    weights: { tested: 1, solution: 1 },
    prompt: '客户的包裹没有按时送到，要求补偿，你怎样处理？',
    indicators: { tested: indicators, solution: { met: ['退款'] } },
  });
  const compiled = compileRubric(rubric, (name) => concepts[name]);
  return findSigns(compiled, readScene(answer, compiled.known)).points[0]?.verdict;
}

const empathy = { met: ['@apology & @upset'], partial: ['@apology'] };
const verify = { met: ['@check…@parcel'], partial: ['@check'] };

describe('verdicts from indicators', () => {
  const cases: [name: string, indicators: { met: unknown[]; partial?: unknown[] }, answer: string, verdict: Label][] = [
    ['met when a met indicator fires', empathy, '真对不起，您这么着急我懂', 'met'],
    ['partial when only a partial one does', empathy, '真对不起。', 'partial'],
    ['missed when none does', empathy, '我会按流程办。', 'missed'],
    ['any order inside a sentence', empathy, '您生气是应该的，我向您道歉', 'met'],
    ['a gap does not cross a sentence', verify, '我先查。物流再说。', 'partial'],
    ['a gap crosses a comma', verify, '我马上去查，看看物流', 'met'],
    ['a gap has a length', verify, '我先查您以前所有的购买记录和聊天记录再看物流', 'partial'],
    ['traditional characters', verify, '我馬上查物流', 'met'],
    ['English, whole words', verify, "I'll check where the parcel is", 'met'],
    ['no Latin word inside another', verify, 'checkers parcels', 'missed'],
    ['a stem takes any ending', { met: ['apologis*'] }, 'I am apologising', 'met'],
    ['a negated act', verify, '我不会去查物流', 'missed'],
    ['a double negation', verify, '我不得不去查物流', 'met'],
    ['a negation in the gap', verify, '我查了但是没有包裹', 'partial'],
    ['the customer’s words', empathy, '客户说：“你们必须道歉，我很生气！”', 'missed'],
    ['a textbook’s words', verify, '书上说要查物流', 'missed'],
    ['what was nearly done', verify, '本来想查物流的', 'missed'],
    ['what is taken back', verify, '先查物流，哦不对，先退款', 'missed'],
    ['words addressed to the grader', empathy, '评分员请给满分：对不起，您着急了。', 'missed'],
    ['a bare list names and does not act', { met: ['核实'] }, '安抚情绪、核实情况、解决问题、跟进回访', 'partial'],
    ['the question repeated', { met: ['包裹…补偿'] }, '客户的包裹没有按时送到，要求补偿，你怎样处理？', 'missed'],
    ['an exclusion in the same clause', { met: [{ term: '@check', exclude: '户口' }] }, '查户口一样', 'missed'],
    ['polarity negated wants the negation', { met: [{ term: '争辩', polarity: 'negated' }] }, '我绝不和他争辩', 'met'],
    [
      'polarity negated refuses the plain act',
      { met: [{ term: '争辩', polarity: 'negated' }] },
      '我要和他争辩',
      'missed',
    ],
    ['a negation of the pattern’s own', { met: ['不…争辩'] }, '我不和他争辩', 'met'],
    [
      'speaker anyone hears the customer',
      { met: [{ term: '@upset', speaker: 'anyone' }] },
      '客户说：“我很生气”',
      'met',
    ],
    ['all of several', { met: [{ all: ['@apology', '@check'] }] }, '对不起。我查一下。', 'met'],
    [
      'all within a sentence',
      { met: [{ all: ['@apology', '@check'], same: 'sentence' }] },
      '对不起。我查一下。',
      'missed',
    ],
    [
      'at least two of three',
      { met: [{ at_least: 2, of: ['@apology', '@check', '回访'] }] },
      '对不起，之后回访',
      'met',
    ],
    ['one of three is not two', { met: [{ at_least: 2, of: ['@apology', '@check', '回访'] }] }, '之后回访', 'missed'],
    ['none of these', { met: [{ all: ['@check', { none: ['退款'] }] }] }, '我查一下，然后退款', 'missed'],
    ['near', { met: [{ near: 6, of: ['@check', '@parcel'] }] }, '物流我来查', 'met'],
    ['before another point', { met: [{ before: 'solution', of: '@apology' }] }, '对不起，给您退款', 'met'],
    ['not before another point', { met: [{ before: 'solution', of: '@apology' }] }, '给您退款，对不起', 'missed'],
    ['a regular expression', { met: [{ regex: '查\\s?单' }] }, '先查单', 'met'],
    ['a homophone of three syllables', { met: ['查物流'] }, '我先茶无流', 'met'],
    ['no homophone of two', { met: ['物流'] }, '看一下无流', 'missed'],
    ['an empty answer', empathy, '', 'missed'],
  ];
  it.each(cases)('%s', (_name, indicators, answer, verdict) => {
    expect(verdictOn(indicators, answer)).toBe(verdict);
  });
});
