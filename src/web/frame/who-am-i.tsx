import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { useCandidate } from './candidate-id.ts';

/** Says under which name attempts are kept. */
export function WhoAmI() {
  const words = useWords(frameWords);
  const candidate = useCandidate();
  return (
    <details className="who">
      <summary className="who-name">{words.anonymous(candidate.slice(-4))}</summary>
      <p>{words.anonymousHint}</p>
    </details>
  );
}
