import { useSyncExternalStore } from 'react';
import type { Session } from '../client/api.ts';

/** Who uses the page, as the service knows them; undefined until it has said so. */
let session: Session | undefined;
const listeners = new Set<() => void>();

/** Who uses the page, for a component. */
export function useSession(): Session | undefined {
  return useSyncExternalStore(subscribe, () => session);
}

/** Notes who uses the page. */
export function noteSession(now: Session): void {
  session = now;
  for (const listener of listeners) listener();
}

/** Notes that the service does not know any more who it is: a session has ended, or a key was revoked. */
export function noteSignedOut(): void {
  if (session?.sign_in !== true || session.role === 'nobody') return;
  noteSession({ ...session, role: 'nobody', name: null, questions: null, csrf_token: null, expires_at: null });
}

/** What a request that changes something must carry where somebody has signed in. */
export function csrfToken(): string | null {
  return session?.csrf_token ?? null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
