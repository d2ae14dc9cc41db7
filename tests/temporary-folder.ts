import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for everything that tests put aside, gone when the run ends, also where a test left things lying. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'grader-tests-'));
  // A database server that tests start as root runs as another user, and has its folder in here.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
