import { Button, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { NewInvitation } from '../../client/api.ts';
import { invitationWords } from '../../words/invitations.ts';
import { useWords } from '../../words/lang.ts';

/** The link of an invitation that was just made, to be sent on. */
export function NewLink({ invitation: { candidate, link } }: { readonly invitation: NewInvitation }) {
  const words = useWords(invitationWords);
  const id = useId();
  const field = useRef<InputRef>(null);
  const [said, setSaid] = useState('');
  useEffect(() => field.current?.focus({ cursor: 'all' }), []);

  async function copy(): Promise<void> {
    try {
      // Over plain HTTP a browser has no clipboard for a page.
      await navigator.clipboard.writeText(link);
      setSaid(words.copied);
    } catch {
      field.current?.focus({ cursor: 'all' });
      setSaid(words.copyByHand);
    }
  }

  return (
    <section className="panel">
      <label htmlFor={id}>
        <strong>{words.made(candidate)}</strong>
      </label>
      <p className="quiet">{words.madeHint}</p>
      <Input id={id} ref={field} readOnly value={link} />
      <div className="row">
        <Button onClick={() => void copy()}>{words.copy}</Button>
        <span role="status">{said}</span>
      </div>
    </section>
  );
}
