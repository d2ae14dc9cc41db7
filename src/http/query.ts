import { z } from 'zod';
import { shape } from './shapes.ts';

/** A whole number in a query, from `least` to `most`. */
export function wholeNumber(least: number, most: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z.int(`must be a whole number from ${least} to ${most}`).min(least).max(most),
  );
}

/** `true` or `false` in a query. */
export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean('must be true or false'),
);

/** Parameters of a list that is given page by page: `after` is the `next` of the page before. */
export const pageQuery = { after: z.string().max(200).exactOptional(), limit: wholeNumber(1, 200).optional() };

/** How many are given where nothing is said. */
export const usualLimit = 50;

/** A page of a list. `next` continues it; null at the end. */
export function pageOf<S extends z.ZodType>(name: string, item: S) {
  return shape(name, z.object({ items: z.array(item), next: z.string().nullable() }));
}
