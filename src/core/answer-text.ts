import { z } from 'zod';

/** Characters (UTF-16 units) of the longest answer that is accepted at any door. */
export const longestAnswer = 20_000;

/** An answer as it may come in. A NUL is refused, not stripped: the text was cut or is no text, and offsets would shift. */
export const AnswerText = z
  .string()
  .refine((answer) => !answer.includes('\u0000'), {
    error: 'holds a NUL character, so it is not a text',
    params: { zh: '里面有 NUL 字符，不是正常的文字' },
  })
  .max(longestAnswer, {
    error: (issue) => `is ${(issue.input as string).length} characters long; an answer is at most ${longestAnswer}`,
  });
