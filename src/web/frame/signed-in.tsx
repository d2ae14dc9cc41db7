import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../server/api.ts';
import { Fault } from '../server/fault.ts';
import { useSession } from '../server/session.ts';
import { useWords } from '../words/lang.ts';
import { signInWords } from '../words/sign-in.ts';

/** Who has signed in, and the way out; nothing where nobody has. */
export function SignedIn() {
  const words = useWords(signInWords);
  const session = useSession();
  const [failed, setFailed] = useState(false);
  if (session === undefined || !session.sign_in || session.role === 'nobody') return null;

  async function signOut(): Promise<void> {
    try {
      await api.session.signOut();
      // Nothing of what was shown stays behind for the next one at this browser.
      window.location.assign('/');
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFailed(true);
    }
  }

  return (
    <div className="signed-in">
      <span title={words.role[session.role]}>{session.name}</span>
      <Button type="text" onClick={() => void signOut()}>
        {words.signOut}
      </Button>
      {failed ? (
        <p role="alert" className="complaint">
          {words.stillIn}
        </p>
      ) : null}
    </div>
  );
}
