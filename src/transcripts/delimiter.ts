import { columnKind } from './columns.ts';
import { extensionOf } from './sent-file.ts';

const delimiters = [',', '\t', ';', '，', '|'] as const;

/** The character that parts the cells of a line: the one that makes most of them; undefined where none does. */
export function delimiterOf(line: string): string | undefined {
  const counts = delimiters.map((delimiter) => ({ delimiter, cells: line.split(delimiter).length }));
  const [best] = counts.toSorted((a, b) => b.cells - a.cells);
  return best !== undefined && best.cells > 1 ? best.delimiter : undefined;
}

/** The delimiter of a table by its first lines: that of the line with most column names that are known. */
export function delimiterOfTable(head: string, name: string): string {
  if (extensionOf(name) === 'tsv') return '\t';
  const lines = head.split('\n', 10).filter((line) => line.trim() !== '');
  const known = lines.flatMap((line) =>
    delimiters.map((delimiter) => ({
      delimiter,
      names: line.split(delimiter).filter((cell) => columnKind(cell) !== undefined).length,
    })),
  );
  const [best] = known.toSorted((a, b) => b.names - a.names);
  if (best !== undefined && best.names > 1) return best.delimiter;
  return delimiterOf(lines[0] ?? '') ?? ',';
}
