import { useSession } from '../server/session.ts';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { practiceNumber, useCandidate } from './candidate-id.ts';

/** Says under which name attempts are kept. */
export function WhoAmI() {
  const words = useWords(frameWords);
  const candidate = useCandidate();
  const session = useSession();
  if (session?.role === 'candidate') return <p className="who">{words.invited(session.name ?? '')}</p>;
  if (session?.sign_in === true) return null;
  return (
    <details className="who">
      <summary className="who-name">{words.anonymous(practiceNumber(candidate) ?? '')}</summary>
      <p>{words.anonymousHint}</p>
    </details>
  );
}
