import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Who claims items of the embedded store: the machine, the process, and a name of its own within it. */
const alive = new Set<string>();

/** A new name. It counts as gone when it is given up, and when its process has ended. */
export function nameOwner(): string {
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  alive.add(owner);
  return owner;
}

/** Nothing is done under this name any more. */
export function giveUpOwner(owner: string): void {
  alive.delete(owner);
}

/** Is it known that nobody works under this name? Of another machine nothing is known. */
export function isGone(owner: string): boolean {
  const [host, pid] = owner.split(' ');
  if (host !== hostname()) return false;
  // A process may have the number that another one had before it.
  if (Number(pid) === process.pid) return !alive.has(owner);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
