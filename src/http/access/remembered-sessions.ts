import type { Session } from './session.ts';

/** Enough for everybody who is at work at the same time; some megabytes. */
const mostCookies = 5_000;

/**
 * Remembers what sealed cookies hold, those that came last: a seal is opened in most of a millisecond, which is more than all else that
 * is done to find out who asks. Whether a session has ended is asked of the store at every request all the same.
 *
 * @param open - opens the seal of a cookie; undefined where it is not good, which is not remembered
 * @param most - how many are remembered
 */
export function rememberSessions<Asked>(
  open: (asked: Asked) => Promise<Session | undefined>,
  most = mostCookies,
): (cookie: string, asked: Asked) => Promise<Session | undefined> {
  const known = new Map<string, Session>();
  return async (cookie, asked) => {
    const session = known.get(cookie) ?? (await open(asked));
    if (session === undefined) return undefined;
    known.delete(cookie);
    known.set(cookie, session);
    for (const [oldest] of known) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return session;
  };
}
