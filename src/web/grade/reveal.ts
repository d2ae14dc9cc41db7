/** Scrolls to the first element of these owners within a part of the page, where it is out of sight. */
export function reveal(place: string, owners: readonly string[]): void {
  const part = document.getElementById(place);
  const found = [...(part?.querySelectorAll<HTMLElement>('[data-owners]') ?? [])].find((element) =>
    (element.dataset.owners ?? '').split(' ').some((owner) => owners.includes(owner)),
  );
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  found?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}
