/** Text as HTML: nothing in it is markup. A NUL, which HTML cannot hold, becomes the sign for a character that is missing. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll('\u0000', '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A stretch of the answer that some points or red flags rest on. */
export type Highlight = {
  readonly start: number;
  readonly end: number;
  readonly kind: 'right' | 'wrong' | 'flag';
  readonly title: string;
};

const order = ['right', 'wrong', 'flag'] as const;

/** The answer as HTML with its highlights; where several overlap, all titles are told and the gravest kind is shown. */
export function highlighted(answer: string, highlights: readonly Highlight[]): string {
  const edges = new Set([0, answer.length, ...highlights.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...edges].filter((edge) => edge <= answer.length).sort((a, b) => a - b);
  return sorted
    .slice(0, -1)
    .map((from, index) => {
      const to = sorted[index + 1] ?? from;
      const text = escapeHtml(answer.slice(from, to));
      const here = highlights.filter(({ start, end }) => start <= from && end >= to);
      if (here.length === 0) return text;
      const kind = order.findLast((one) => here.some((highlight) => highlight.kind === one)) ?? 'right';
      const title = escapeHtml(here.map((highlight) => highlight.title).join('\n'));
      return `<mark class="${kind}" title="${title}">${text}</mark>`;
    })
    .join('');
}
