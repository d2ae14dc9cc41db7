/** Many short lists of numbers in two flat arrays: a list object for each would weigh more than what it holds. */
export type Lists = {
  /** Where list i begins in `items`; one entry more than there are lists. */
  readonly start: Int32Array;
  readonly items: Uint16Array | Int32Array;
};

/** Packs lists: list i is `items` from `start[i]` up to `start[i + 1]`. No lists: one entry in `start`, nothing in `items`. */
export function packLists(lists: readonly Iterable<number>[]): Lists {
  const start = new Int32Array(lists.length + 1);
  const items: number[] = [];
  let most = 0;
  for (const [index, list] of lists.entries()) {
    for (const item of list) {
      items.push(item);
      if (item > most) most = item;
    }
    start[index + 1] = items.length;
  }
  const packed = numbersUpTo(most, items.length);
  packed.set(items);
  return { start, items: packed };
}

/** Turns lists round: list i of the outcome holds the numbers of those lists that hold i, ascending. `size`: how many there are. */
export function invertLists({ start, items }: Lists, size: number): Lists {
  const inverted = { start: new Int32Array(size + 1), items: numbersUpTo(start.length - 2, items.length) };
  for (const item of items) inverted.start[item + 1] = (inverted.start[item + 1] ?? 0) + 1;
  for (let item = 0; item < size; item++)
    inverted.start[item + 1] = (inverted.start[item + 1] ?? 0) + (inverted.start[item] ?? 0);
  const next = inverted.start.slice(0, size);
  for (let list = 0; list + 1 < start.length; list++) {
    for (let at = start[list] ?? 0; at < (start[list + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      inverted.items[next[item] ?? 0] = list;
      next[item] = (next[item] ?? 0) + 1;
    }
  }
  return inverted;
}

/** Zeros, with room for numbers up to `most`: in two bytes each where that is enough. */
export function numbersUpTo(most: number, length: number): Uint16Array | Int32Array {
  return most < 0x10000 ? new Uint16Array(length) : new Int32Array(length);
}
