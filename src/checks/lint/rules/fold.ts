/** A text without what changes nothing in it: width, case, spaces and punctuation. Two texts that fold alike say the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
