import { Button } from 'antd';
import { api } from '../server/api.ts';
import { useSession } from '../server/session.ts';
import { useWords } from '../words/lang.ts';
import { signInWords } from '../words/sign-in.ts';

/** Who has signed in, and the way out; nothing where nobody has. */
export function SignedIn() {
  const words = useWords(signInWords);
  const session = useSession();
  if (session === undefined || !session.sign_in || session.role === 'nobody') return null;
  return (
    <div className="signed-in">
      <span title={words.role[session.role]}>{session.name}</span>
      <Button
        type="text"
        onClick={async () => {
          await api.session.signOut();
          // Nothing of what was shown stays behind for the next one at this browser.
          window.location.assign('/');
        }}
      >
        {words.signOut}
      </Button>
    </div>
  );
}
