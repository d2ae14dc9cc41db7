/**
 * Ranks figures, the highest first: equal ones share a rank and the ranks after them are skipped (1, 2, 2, 4), so that a rank says
 * how many are ahead. Figures are compared as they are shown; a candidate without one has no rank.
 *
 * @returns for each figure, in the order given, its rank and whether it is shared
 */
export function ranksOf(figures: readonly (number | null)[]): { rank: number | null; tied: boolean }[] {
  const shown = figures.filter((figure) => figure !== null).toSorted((a, b) => b - a);
  const first = new Map<number, number>();
  const count = new Map<number, number>();
  for (const [index, figure] of shown.entries()) {
    if (!first.has(figure)) first.set(figure, index + 1);
    count.set(figure, (count.get(figure) ?? 0) + 1);
  }
  return figures.map((figure) =>
    figure === null
      ? { rank: null, tied: false }
      : { rank: first.get(figure) ?? null, tied: (count.get(figure) ?? 0) > 1 },
  );
}
