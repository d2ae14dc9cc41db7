import { type ReactNode, useEffect } from 'react';
import { api } from '../server/api.ts';
import { Fault } from '../server/fault.ts';
import { noteSession, useSession } from '../server/session.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { useLoaded } from '../server/use-loaded.ts';
import { bringsInvitation, takeInvitation } from './invitation.ts';
import { SignIn } from './sign-in.tsx';

/** Lets in whoever may use the page: everybody where the service asks nobody, else who has signed in or brings an invitation. */
export function Entry({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const loaded = useLoaded(enter);
  useEffect(() => {
    // A link that is opened where the page is open already changes nothing but what stands behind `#`.
    const onHash = (): void => {
      if (bringsInvitation()) window.location.reload();
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  return (
    <ShowLoaded of={loaded}>
      {({ refused }) => (session === undefined || session.role === 'nobody' ? <SignIn refused={refused} /> : children)}
    </ShowLoaded>
  );
}

/** Finds out who it is: by the invitation in the address, else by the session of this browser. */
async function enter(signal: AbortSignal): Promise<{ readonly refused: boolean }> {
  const invitation = takeInvitation();
  const refused = invitation !== undefined && !(await accepted(invitation, signal));
  if (invitation === undefined || refused) noteSession(await api.session.whoAmI({ signal }));
  return { refused };
}

async function accepted(invitation: string, signal: AbortSignal): Promise<boolean> {
  try {
    noteSession(await api.session.signIn({ invitation }, { signal }));
    return true;
  } catch (error) {
    const status = error instanceof Fault ? error.problem?.status : undefined;
    if (status === 400 || status === 401 || status === 409) return false;
    throw error;
  }
}
