import { Button } from 'antd';
import { useState } from 'react';
import type { Invitation, InvitationPage } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { useFaultText } from '../../server/fault-text.ts';
import { invitationWords } from '../../words/invitations.ts';
import { useWords } from '../../words/lang.ts';
import { InvitationEntry } from './invitation-entry.tsx';

/** The invitations, the latest first, as far back as one asks. */
export function InvitationList({ first }: { readonly first: InvitationPage }) {
  const words = useWords(invitationWords);
  const textOf = useFaultText();
  const [after, setAfter] = useState<readonly InvitationPage[]>([]);
  const [withdrawn, setWithdrawn] = useState<ReadonlyMap<string, Invitation>>(new Map());
  const [fault, setFault] = useState<Fault>();
  const pages = [first, ...after];
  const next = pages.at(-1)?.next ?? null;
  if (first.items.length === 0) return <p className="quiet">{words.none}</p>;

  async function more(from: string): Promise<void> {
    try {
      const page = await api.invitations.listInvitations({ after: from });
      setAfter((known) => [...known, page]);
      setFault(undefined);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFault(error);
    }
  }

  return (
    <>
      <ul className="plain-list">
        {pages.flatMap(({ items }) =>
          items.map((invitation) => (
            <InvitationEntry
              key={invitation.id}
              invitation={withdrawn.get(invitation.id) ?? invitation}
              onWithdrawn={(now) => setWithdrawn((known) => new Map(known).set(now.id, now))}
            />
          )),
        )}
      </ul>
      {fault === undefined ? null : (
        <p role="alert" className="complaint">
          {textOf(fault)}
        </p>
      )}
      {next === null ? null : <Button onClick={() => void more(next)}>{words.more}</Button>}
    </>
  );
}
