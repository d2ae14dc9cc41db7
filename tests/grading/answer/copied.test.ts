import { describe, expect, it } from 'vitest';
import { Rubric } from '../../../src/core/rubric.ts';
import { copiesRubric } from '../../../src/grading/answer/copied.ts';
import { normalise } from '../../../src/text/normalise.ts';
import { rubricOf } from '../../rubric-of.ts';

const chinese =
  '先跟您说声对不起，钱平白少了一百块，换谁都会着急。我马上把这笔交易调出来，跟商户的小票逐笔核对，两小时以内给您回电话。';
const english =
  'I am sorry, losing a hundred like that would worry anyone. I will pull this transaction now, check it against the slip of the shop and call you back within two hours.';
const made = rubricOf({ weights: { empathy: 1 } });
const rubric = Rubric.parse({ ...made, model_answer: chinese, en: { ...made.en, model_answer: english } });
const copies = (text: string) => copiesRubric(normalise(text).text, rubric);

describe('copiesRubric', () => {
  it.each([
    ['the model answer', chinese],
    ['the model answer with words changed here and there', chinese.replace('马上', '这就').replace('两小时', '三小时')],
    ['half of it', chinese.slice(30)],
    ['the English model answer', english],
  ])('knows %s', (_name, text) => {
    expect(copies(text)).toBe(true);
  });

  it.each([
    [
      'an English answer of its own',
      'That must be upsetting, sorry. Give me your card digits and the time, I check with the shop and phone you back today, with the result and a date for the refund.',
    ],
    [
      'a Chinese answer of its own',
      '您别急，钱的事我来盯。麻烦把卡号后四位和刷卡时间告诉我，我跟店里对一下账，今天之内给您一个准信。',
    ],
    ['a phrase that anyone would use', '先跟您说声对不起'],
    ['nothing', ''],
  ])('lets %s pass', (_name, text) => {
    expect(copies(text)).toBe(false);
  });
});
