import type { KeyRole } from '../../../src/core/access-key.ts';
import { invite } from '../../../src/grading/access/invitations.ts';
import { createKey } from '../../../src/grading/access/keys.ts';
import type { Store } from '../../../src/store/open-store.ts';
import type { GivenParts, TestService } from '../service.ts';
import { startService } from '../service.ts';

/** Seals the cookies and signs the invitations of these tests. */
export const secret = 'nobody-guesses-this-secret-of-tests-0123456789';

/** What somebody sends with every request to say who they are. */
export type Credentials = Readonly<Record<string, string>>;

/** A service that asks who one is. */
export function startGuarded(given: GivenParts = {}): Promise<TestService> {
  return startService({ secret, ...given });
}

/** The text of a new key. */
export async function newKey(store: Store, role: KeyRole, expiresAt: string | null = null, name = `${role}-1`) {
  return createKey({ name, role, madeBy: null, expiresAt }, store.keys);
}

/** What carries a key. */
export const bearer = (text: string): Credentials => ({ authorization: `Bearer ${text}` });

/** The token of an invitation that holds for an hour, or for as many milliseconds. */
export async function invitationTo(
  store: Store,
  candidate: string,
  questions: readonly string[] | null = null,
  ms = 3_600_000,
): Promise<string> {
  return (await newInvitation(store, candidate, questions, ms)).token;
}

/** A new invitation: its id, by which it is withdrawn, and its token. */
export async function newInvitation(
  { invitations }: Store,
  candidate: string,
  questions: readonly string[] | null = null,
  ms = 3_600_000,
): Promise<{ readonly id: string; readonly token: string }> {
  const expiresAt = new Date(Date.now() + ms).toISOString();
  const invited = await invite({ candidate, questions, expiresAt, madeBy: null, again: true }, { invitations, secret });
  if ('known' in invited) throw new Error('it was said to be the same person');
  return invited;
}

/** Does what has to be done before something expires, with twice the time whenever it was not enough on this machine. */
export async function inTime<T>(ms: number, work: (ms: number) => Promise<T>): Promise<T> {
  if (ms > 60_000) return work(ms);
  return work(ms).catch(() => inTime(2 * ms, work));
}

/** Signs in as a page does, and gives what the browser would send from then on. */
export async function signIn(
  { fetch }: TestService,
  body: { readonly key: string } | { readonly invitation: string },
): Promise<Credentials> {
  const response = await fetch('/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`signing in was answered ${response.status}: ${await response.text()}`);
  const { csrf_token } = (await response.json()) as { csrf_token: string };
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { cookie, 'x-csrf-token': csrf_token, 'sec-fetch-site': 'same-origin' };
}
