import { Button } from 'antd';
import { useState } from 'react';
import type { Invitation, Session } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { useFaultText } from '../../server/fault-text.ts';
import { useSession } from '../../server/session.ts';
import { useMoment } from '../../words/format.ts';
import { invitationWords } from '../../words/invitations.ts';
import { useWords } from '../../words/lang.ts';

/** One invitation; whoever may withdraw it is asked twice. */
export function InvitationEntry(props: {
  readonly invitation: Invitation;
  readonly onWithdrawn: (invitation: Invitation) => void;
}) {
  const words = useWords(invitationWords);
  const moment = useMoment();
  const { candidate, questions, state, expires_at, withdrawn_at, made_by, made_by_name } = props.invitation;
  return (
    <li className="panel batch-entry">
      <p>
        <strong>{candidate}</strong>{' '}
        <span className={state === 'open' ? 'chip' : 'chip plain'}>{words.states[state]}</span>
      </p>
      <p className="quiet">
        {[
          questions === null ? words.every : words.questions(questions.length),
          withdrawn_at === null ? words.until(moment(expires_at)) : words.withdrawnAt(moment(withdrawn_at)),
          made_by === null ? words.byCommand : words.by(made_by_name ?? ''),
        ].join(' · ')}
      </p>
      <Withdrawing {...props} />
    </li>
  );
}

function Withdrawing({ invitation, onWithdrawn }: Parameters<typeof InvitationEntry>[0]) {
  const words = useWords(invitationWords);
  const textOf = useFaultText();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  if (invitation.state !== 'open' || !mayWithdraw(invitation, session)) return null;

  async function withdraw(): Promise<void> {
    setBusy(true);
    setFault(undefined);
    try {
      onWithdrawn(await api.invitations.withdrawInvitation(invitation.id));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFault(error);
      setBusy(false);
    }
  }

  if (!asking)
    return (
      <div className="row">
        <Button aria-label={words.withdraw(invitation.candidate)} onClick={() => setAsking(true)}>
          {words.withdrawShort}
        </Button>
      </div>
    );
  return (
    <div className="row" role="alert">
      <span>{words.withdrawSure}</span>
      <Button danger type="primary" disabled={busy} onClick={() => void withdraw()}>
        {words.withdrawYes}
      </Button>
      <Button onClick={() => setAsking(false)}>{words.withdrawNo}</Button>
      {fault === undefined ? null : <p className="complaint">{textOf(fault)}</p>}
    </div>
  );
}

/** Their own, made with a key of their name, or any where an admin asks: the service decides in the same way. */
function mayWithdraw({ made_by_name }: Invitation, session: Session | undefined): boolean {
  return session?.role === 'admin' || (session?.name !== null && session?.name === made_by_name);
}
