import { storedText } from '../text/stored-text.ts';

/** A value as JSON that both databases can hold. */
export function storedJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Only what is no character is written as one of these escapes; few texts hold any.
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storedText(part) : part));
}
