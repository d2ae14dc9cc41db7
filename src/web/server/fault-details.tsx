import { faultWords } from '../words/fault.ts';
import { useWords } from '../words/lang.ts';
import type { Fault } from './fault.ts';

/** What the service itself says of a problem, in English, for whoever looks into it; nothing where no answer came. */
export function FaultDetails({ fault: { problem } }: { readonly fault: Fault }) {
  const words = useWords(faultWords);
  if (problem === null) return null;
  const { status, detail, request_id } = problem;
  return (
    <details className="fault-details quiet">
      <summary>{words.details}</summary>
      <p lang="en">
        {status} · {detail}
      </p>
      {request_id === undefined ? null : <p>{words.request(request_id)}</p>}
    </details>
  );
}
