/** What a row is sorted by; null: nothing is known, which comes last whichever way the sorting goes. */
export type SortValue = number | string | null;

/** Sorted by which column, and which way. */
export type Sorting = { readonly key: string; readonly direction: 'ascending' | 'descending' };

/** Rows in order of a value; rows of equal value stay as they were. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortBy: (row: Row) => SortValue,
  direction: Sorting['direction'],
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((first, second) => {
    const a = sortBy(first);
    const b = sortBy(second);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), 'zh');
  });
}
