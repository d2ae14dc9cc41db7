import { AnswerText, longestAnswer } from '../core/answer-text.ts';
import type { Told } from './fault-words.ts';

/** What keeps a text from being an answer; undefined for an answer. */
export function answerFault(text: string): Told | undefined {
  const { error } = AnswerText.safeParse(text);
  if (error === undefined) return undefined;
  const zh = text.includes('\u0000')
    ? '里面有空字符（NUL），不是文字'
    : `有 ${text.length} 个字符，一份作答最多 ${longestAnswer} 个`;
  return { message: error.issues[0]?.message ?? error.message, zh };
}
