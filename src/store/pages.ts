import { InvalidInput } from '../core/errors.ts';
import type { Page } from '../core/kept-grade.ts';

/**
 * The number that a page continues after.
 *
 * @param after - as `next` of the page before gave it
 * @throws {InvalidInput} when it is no such mark
 */
export function numberAfter(after: string): number {
  if (/^\d{1,15}$/.test(after)) return Number(after);
  const message = 'must be the `next` of the page before';
  throw new InvalidInput('after', [{ field: '', message, zh: '列表的位置不对，请从头再看' }]);
}

/**
 * A page of rows that were asked for with one more than the limit: whether that one came tells if there is more.
 *
 * @param markOf - the mark of the last row of the page
 */
export function pageOf<Row>(rows: readonly Row[], limit: number, markOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? markOf(last) : null };
}
