import { describe, expect, it } from 'vitest';
import { modelAnswerOf } from '../../src/core/model-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';

describe('a model answer', () => {
  const { en } = openCatalogue('rubrics').rubric('late-delivery');

  it.each([
    ['between characters', '我马上 核实', '我马上核实'],
    ['after a mark', '实在抱歉。 我来查，“您别急。” 查到了', '实在抱歉。我来查，“您别急。”查到了'],
    ['before a quotation', '我会说： “您别急”', '我会说：“您别急”'],
  ])('in Chinese has no space where a line was folded %s', (_, model_answer, read) => {
    expect(modelAnswerOf({ model_answer, en }, 'zh')).toBe(read);
  });

  it.each([
    ['Latin words', '打开 CRM 系统'],
    ['numbers', '退 100 元'],
  ])('keeps the spaces around %s', (_, model_answer) => {
    expect(modelAnswerOf({ model_answer, en }, 'zh')).toBe(model_answer);
  });

  it('in English stays as it is', () => {
    expect(modelAnswerOf({ model_answer: '', en }, 'en')).toBe(en.model_answer);
  });
});
