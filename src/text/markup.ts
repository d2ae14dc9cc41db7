/** Text as HTML: nothing in it is markup. A NUL, which HTML cannot hold, becomes the sign for a character that is missing. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll('\u0000', '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A stretch of an answer that some points or red flags rest on. `kind` becomes the class of its mark. */
export type Highlight<Kind extends string> = {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly title: string;
};

/**
 * An answer as HTML with its highlights. Where several overlap, all titles are told and the gravest kind is shown.
 *
 * @param order - every kind, the gravest last
 */
export function highlighted<Kind extends string>(
  answer: string,
  highlights: readonly Highlight<Kind>[],
  order: readonly Kind[],
): string {
  const edges = new Set([0, answer.length, ...highlights.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...edges].filter((edge) => edge <= answer.length).sort((a, b) => a - b);
  return sorted
    .slice(0, -1)
    .map((from, index) => {
      const to = sorted[index + 1] ?? from;
      const text = escapeHtml(answer.slice(from, to));
      const here = highlights.filter(({ start, end }) => start <= from && end >= to);
      const kind = order.findLast((one) => here.some((highlight) => highlight.kind === one));
      if (kind === undefined) return text;
      const title = escapeHtml(here.map((highlight) => highlight.title).join('\n'));
      return `<mark class="${kind}" title="${title}">${text}</mark>`;
    })
    .join('');
}
