import { faultWords } from '../words/fault.ts';
import { useWords } from '../words/lang.ts';
import type { Fault } from './fault.ts';

/** Says in the language in use what went wrong with a request, and what to do. What the service says itself is English. */
export function useFaultText(): (fault: Fault) => string {
  const words = useWords(faultWords);
  return ({ problem, retryAfter }) => {
    if (problem === null) return words.unreachable;
    const { status, detail } = problem;
    if (retryAfter !== null) return words.wait(retryAfter);
    if (status === 429 || status === 503) return words.busy;
    if (status === 413) return words.tooLarge;
    if (status === 404) return words.notThere;
    if (status === 401 || status === 403) return words.notAllowed;
    return status >= 500 ? words.ours : words.refused(detail);
  };
}
