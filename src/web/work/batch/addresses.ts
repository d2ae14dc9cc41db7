/** Where the page of a batch is. */
export function batchAddress(batch: string): string {
  return `/work/batches/${encodeURIComponent(batch)}`;
}

/** Where the page of a candidate is; null: of the answers that came without a name. */
export function candidateAddress(batch: string, candidate: string | null): string {
  const at = batchAddress(batch);
  return candidate === null ? `${at}/unnamed` : `${at}/candidates/${encodeURIComponent(candidate)}`;
}

/** Where two candidates are compared. */
export function comparisonAddress(batch: string, [first, second]: readonly [string, string]): string {
  return `${batchAddress(batch)}/compare/${encodeURIComponent(first)}/${encodeURIComponent(second)}`;
}

/** The last names in the address of the page that is shown. Routers undo only a part of their encoding. */
export function namesInAddress(count: number): readonly string[] {
  return window.location.pathname.split('/').slice(-count).map(decodeURIComponent);
}
