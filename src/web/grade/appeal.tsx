import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Appeal } from '../client/api.ts';
import { most } from '../client/bounds.ts';
import { api } from '../server/api.ts';
import { Fault } from '../server/fault.ts';
import { useFaultText } from '../server/fault-text.ts';
import { attemptWords } from '../words/attempt.ts';
import { useWords } from '../words/lang.ts';
import './appeal.css';

/** An appeal of one point, or of a grade as a whole: to be written, or how it stands. */
export function AppealPart(props: {
  readonly grade: string;
  /** null: the grade as a whole. */
  readonly point: { readonly id: string; readonly name: string } | null;
  /** Those that were made, the latest last. */
  readonly appeals: readonly Appeal[];
  readonly onAppeal: (appeal: Appeal) => void;
}) {
  const words = useWords(attemptWords);
  const [open, setOpen] = useState(false);
  const { point, appeals } = props;
  const own = appeals.filter((appeal) => appeal.point === (point?.id ?? null));
  const waiting = own.some(({ answered_by }) => answered_by === null);
  return (
    <div className="appeal">
      {own.map((appeal) => (
        <p key={appeal.id} className="quiet">
          <b>{appeal.answered_by === null ? words.appealed : words.appealAnswered}</b>
          <q>{appeal.comment}</q>
        </p>
      ))}
      {open ? (
        <AppealForm
          {...props}
          onClose={() => setOpen(false)}
          onAppeal={(appeal) => {
            setOpen(false);
            props.onAppeal(appeal);
          }}
        />
      ) : waiting ? null : (
        <Button
          size="small"
          type="link"
          aria-label={point === null ? words.appealAll : words.appealPoint(point.name)}
          onClick={() => setOpen(true)}
        >
          {point === null ? words.appealAll : words.appeal}
        </Button>
      )}
    </div>
  );
}

function AppealForm(props: {
  readonly grade: string;
  readonly point: { readonly id: string } | null;
  readonly onAppeal: (appeal: Appeal) => void;
  readonly onClose: () => void;
}) {
  const words = useWords(attemptWords);
  const textOf = useFaultText();
  const id = useId();
  const [comment, setComment] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (comment.trim() === '') {
      setComplaint(words.appealEmpty);
      return;
    }
    setBusy(true);
    try {
      props.onAppeal(
        await api.grades.appealGrade(props.grade, { point: props.point?.id ?? null, comment: comment.trim() }),
      );
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setComplaint(words.appealFailed(textOf(error)));
      setBusy(false);
    }
  };
  return (
    <form className="appeal-form" onSubmit={send}>
      <label htmlFor={id}>{words.appealLabel}</label>
      <textarea
        id={id}
        className="writing small"
        rows={2}
        maxLength={most['AppealRequest.comment']}
        value={comment}
        placeholder={words.appealPlaceholder}
        aria-invalid={complaint !== ''}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be written in
        autoFocus
        onChange={(event) => {
          setComplaint('');
          setComment(event.target.value);
        }}
      />
      <p role="alert" className="complaint">
        {complaint}
      </p>
      <div className="row">
        <Button htmlType="submit" type="primary" size="small" loading={busy}>
          {words.appealSend}
        </Button>
        <Button size="small" onClick={props.onClose}>
          {words.appealCancel}
        </Button>
      </div>
    </form>
  );
}
