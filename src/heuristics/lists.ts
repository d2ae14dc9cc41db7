/** Many short lists of numbers in two flat arrays: a list object for each would weigh more than what it holds. */
export type Lists = {
  /** Where list i begins in `items`; one entry more than there are lists. */
  readonly start: Int32Array;
  readonly items: Int32Array;
};

/** Packs lists: list i is `items` from `start[i]` up to `start[i + 1]`. No lists: one entry in `start`, nothing in `items`. */
export function packLists(lists: readonly Iterable<number>[]): Lists {
  const start = new Int32Array(lists.length + 1);
  const items: number[] = [];
  for (const [index, list] of lists.entries()) {
    for (const item of list) items.push(item);
    start[index + 1] = items.length;
  }
  return { start, items: Int32Array.from(items) };
}
