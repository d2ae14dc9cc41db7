import type { Confusion } from '../../core/agreement.ts';
import { escapeHtml } from '../../text/markup.ts';

const levels = ['missed', 'partial', 'met'] as const;
const cell = 56;
const left = 62;
const top = 40;

/** Labels (rows) by verdicts (columns) as an inline picture; the darker a cell, the larger its share of the row. */
export function confusionPicture(title: string, confusion: Confusion): string {
  const rows = levels.map((_, row) => confusion.slice(3 * row, 3 * row + 3));
  const cells = rows.flatMap((counts, row) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count, column) => {
      const share = total === 0 ? 0 : count / total;
      const x = left + column * cell;
      const y = top + row * cell;
      const kind = row === column ? 'right' : Math.abs(row - column) === 1 ? 'near' : 'far';
      const tip = `label ${levels[row]}, judged ${levels[column]}: ${count} (${(100 * share).toFixed(0)} %)`;
      return (
        `<g><title>${tip}</title><rect class="cell ${kind}" x="${x}" y="${y}" width="${cell - 2}" height="${cell - 2}" rx="4" ` +
        `fill-opacity="${(0.06 + 0.64 * share).toFixed(2)}"/>` +
        `<text x="${x + cell / 2 - 1}" y="${y + cell / 2 + 4}" text-anchor="middle">${count}</text></g>`
      );
    });
  });
  const names = levels.flatMap((level, index) => [
    `<text class="axis" x="${left - 8}" y="${top + index * cell + cell / 2 + 4}" text-anchor="end">${level}</text>`,
    `<text class="axis" x="${left + index * cell + cell / 2 - 1}" y="${top - 8}" text-anchor="middle">${level}</text>`,
  ]);
  const name = escapeHtml(title);
  const width = left + 3 * cell;
  const height = top + 3 * cell;
  return (
    `<figure><svg role="img" aria-label="confusion matrix: ${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<text class="axis" x="${left}" y="14">judged →</text><text class="axis" x="0" y="${top - 8}">label ↓</text>` +
    `${names.join('')}${cells.join('')}</svg><figcaption>${name}</figcaption></figure>`
  );
}
