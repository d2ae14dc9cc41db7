/**
 * A text as every store can hold it: what is no character (U+0000, half of a surrogate pair) becomes U+FFFD. The length stays,
 * so that offsets hold.
 */
export function storedText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
