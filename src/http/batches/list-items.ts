import { z } from 'zod';
import type { ServiceParts } from '../app.ts';
import { describeKept } from '../kept-grade.ts';
import { shape } from '../shapes.ts';
import { ItemShape } from './batch-shape.ts';

/** Items of a batch. `next`: the position that the next ones begin at, null at the end. */
export const BatchItems = shape('BatchItems', z.object({ items: z.array(ItemShape), next: z.int().nullable() }));

/** Items of a batch from a position on, each with its grade and all that belongs to it. */
export async function listItems(
  batch: string,
  query: { readonly from: number; readonly limit: number },
  { batches, grades, catalogue }: ServiceParts,
): Promise<z.infer<typeof BatchItems>> {
  const found = await batches.items(batch, { from: query.from, limit: query.limit + 1 });
  const kept = await grades.ofItems(batch, query);
  const items = found.slice(0, query.limit).map(({ position, submission, state, reason }) => {
    const grade = kept.get(position);
    return { position, submission, state, reason, grade: grade === undefined ? null : describeKept(grade, catalogue) };
  });
  return { items, next: found[query.limit]?.position ?? null };
}
