/**
 * Cuts rows into portions of `most`, and what is left into ever smaller halves of that, so that statements over rows come in few
 * lengths: each is prepared once and kept. `most` is a power of two. No rows: no portions.
 */
export function* halvingPortions<Row>(rows: readonly Row[], most: number): Generator<readonly Row[]> {
  let start = 0;
  for (let size = most; start < rows.length; size /= 2) {
    for (; start + size <= rows.length; start += size) yield rows.slice(start, start + size);
  }
}

/** Cuts rows into portions of `most`, the last one perhaps smaller. No rows: no portions. */
export function* equalPortions<Row>(rows: readonly Row[], most: number): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += most) yield rows.slice(start, start + most);
}
