import { isIP } from 'node:net';
import type { Config } from '../../config.ts';
import { type KeyStore, keyState } from '../../core/access-key.ts';
import type { EndedSessions } from '../../core/ended-sessions.ts';
import { type InputFault, InvalidInput } from '../../core/errors.ts';
import type { InvitationStore } from '../../core/invitation.ts';

/** What is kept of those who may come in, and of those who may not any more. */
export type AccessStores = {
  readonly keys: KeyStore;
  readonly invitations: InvitationStore;
  readonly endedSessions: EndedSessions;
};

/** A door at which one is asked who one is. */
export type GuardedDoor = AccessStores & {
  readonly kind: 'guarded';
  readonly secret: string;
  /** The origin that people open; undefined: that of their requests. */
  readonly publicUrl: string | undefined;
};

/** Who is let in. `open`: whoever sits at this very machine, without being asked. */
export type Door = { readonly kind: 'open' } | GuardedDoor;

/**
 * Decides who is let in. It is open on an address of this machine alone, with no proxy before it, as long as nothing of sign-in
 * was ever set up: a key that was revoked does not open the door again.
 *
 * @throws {InvalidInput} when sign-in is needed, or was begun, and is not set up
 */
export async function openDoor(
  { host, port, access, operations }: Pick<Config, 'host' | 'port' | 'access' | 'operations'>,
  { keys, invitations, endedSessions }: AccessStores,
): Promise<Door> {
  const { secret, publicUrl } = access;
  const known = await keys.list();
  const alone = isLoopback(host) && operations.trustProxy === undefined && publicUrl === undefined;
  if (alone && known.length === 0 && secret === undefined) return { kind: 'open' };
  const now = new Date().toISOString();
  const usable = known.some((key) => key.role !== 'metrics' && keyState(key, now) === 'active');
  const why = alone ? 'sign-in was begun' : 'others may reach this address';
  const faults: InputFault[] = [];
  if (!usable) {
    const remedy = 'make one with `answer-grader keys create --role admin --name NAME`';
    faults.push({ field: 'keys', message: `${why}, and there is no key to sign in with; ${remedy}` });
  }
  if (secret === undefined) {
    const remedy = 'set it to 32 characters or more that nobody can guess, such as `openssl rand -base64 32` makes';
    faults.push({ field: 'GRADER_SECRET', message: `${why}, and this is not set; ${remedy}` });
  }
  if (faults.length > 0 || secret === undefined) throw new InvalidInput(`${host}:${port}`, faults);
  return { kind: 'guarded', keys, invitations, endedSessions, secret, publicUrl };
}

/** Does this name or address reach nobody but this machine? */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (plain === 'localhost' || plain.endsWith('.localhost')) return true;
  return isIP(plain) === 4 ? plain.startsWith('127.') : plain === '::1';
}
