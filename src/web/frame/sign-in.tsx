import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../server/api.ts';
import { Fault } from '../server/fault.ts';
import { useFaultText } from '../server/fault-text.ts';
import { noteSession } from '../server/session.ts';
import { useWords } from '../words/lang.ts';
import { signInWords } from '../words/sign-in.ts';
import { useTitle } from './use-title.ts';

/** Asks for a key. `refused`: an invitation was brought that is not good. */
export function SignIn({ refused }: { readonly refused: boolean }) {
  const words = useWords(signInWords);
  const textOf = useFaultText();
  const id = useId();
  const [key, setKey] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  useTitle(words.title);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (key.trim() === '') return setFault(words.empty);
    setBusy(true);
    try {
      noteSession(await api.session.signIn({ key: key.trim() }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { status } = error.problem ?? {};
      setFault(status === 401 || status === 400 ? words.unknown : status === 403 ? words.machine : textOf(error));
      setBusy(false);
    }
  }

  const said = fault ?? (refused ? words.invitation : undefined);
  return (
    <form className="sign-in" onSubmit={submit} noValidate>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {said === undefined ? null : <Alert role="alert" type="error" title={said} />}
      <label htmlFor={id}>{words.key}</label>
      <Input.Password
        id={id}
        value={key}
        onChange={(event) => setKey(event.target.value)}
        placeholder={words.keyHint}
        autoComplete="current-password"
        spellCheck={false}
        aria-invalid={fault !== undefined}
      />
      <Button type="primary" htmlType="submit" loading={busy}>
        {words.signIn}
      </Button>
    </form>
  );
}
