import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { NewInvitation } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { useFaultText } from '../../server/fault-text.ts';
import { invitationWords } from '../../words/invitations.ts';
import { useWords } from '../../words/lang.ts';
import { QuestionChoice } from './question-choice.tsx';

const usualDays = '7';

/** Asks whom to invite to what, for how long. A name that is known is given to another person only after a second look. */
export function InviteForm({ onMade }: { readonly onMade: (invitation: NewInvitation) => void }) {
  const words = useWords(invitationWords);
  const textOf = useFaultText();
  const id = useId();
  const [candidate, setCandidate] = useState('');
  const [days, setDays] = useState(usualDays);
  const [questions, setQuestions] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<string>();
  /** A name that the service knows already. */
  const [known, setKnown] = useState<string>();
  const name = candidate.trim();

  async function send(again: boolean): Promise<void> {
    const expiresDays = Number(days);
    setKnown(undefined);
    setComplaint(undefined);
    if (name === '') return setComplaint(words.noCandidate);
    if (!Number.isInteger(expiresDays) || expiresDays < 1 || expiresDays > 365) return setComplaint(words.badDays);
    setBusy(true);
    try {
      const some = questions.size === 0 ? {} : { questions: [...questions] };
      onMade(await api.invitations.invite({ candidate: name, expires_days: expiresDays, again, ...some }));
      setCandidate('');
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.problem?.code === 'name_known') setKnown(name);
      else setComplaint(textOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send(false);
      }}
    >
      <label htmlFor={`${id}name`}>{words.candidate}</label>
      <Input
        id={`${id}name`}
        className="wide-field"
        value={candidate}
        maxLength={200}
        autoComplete="off"
        aria-describedby={`${id}hint`}
        onChange={(event) => {
          setCandidate(event.target.value);
          setKnown(undefined);
        }}
      />
      <p id={`${id}hint`} className="quiet">
        {words.candidateHint}
      </p>
      <label htmlFor={`${id}days`}>{words.days}</label>
      <Input
        id={`${id}days`}
        className="short-field"
        type="number"
        min={1}
        max={365}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      <QuestionChoice chosen={questions} onChange={setQuestions} />
      <div role="alert">
        {complaint === undefined ? null : <p className="complaint">{complaint}</p>}
        {known === undefined ? null : (
          <>
            <p className="complaint">{words.known(known)}</p>
            <Button disabled={busy} onClick={() => void send(true)}>
              {words.again}
            </Button>
          </>
        )}
      </div>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.make}
        </Button>
      </div>
    </form>
  );
}
