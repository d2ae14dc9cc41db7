import type { Lang } from '../../core/judge.ts';

/** A column of a table: its heads, its width in characters, and what stands in it. */
export type Column<Item> = {
  readonly zh: string;
  readonly en: string;
  readonly width: number;
  readonly cell: (item: Item) => CellValue;
  /** How a spreadsheet shows its numbers; text where absent. */
  readonly format?: string | ((item: Item) => string);
  /** Colours a cell of a spreadsheet by what it says. */
  readonly tone?: (item: Item) => Tone;
};

export type CellValue = string | number | null;
export type Tone = 'good' | 'middling' | 'bad' | 'plain';

/** One decimal, as scores are given. */
export const oneDecimal = '0.0';
/** The same with a mark: the figure is provisional. */
export const provisionalDecimal = '0.0"*"';
/** One decimal with its sign. */
export const signed = '+0.0;-0.0;0.0';
export const whole = '0';

/** The heads of columns in a language. */
export function headsOf<Item>(columns: readonly Column<Item>[], lang: Lang): string[] {
  return columns.map((column) => column[lang]);
}
