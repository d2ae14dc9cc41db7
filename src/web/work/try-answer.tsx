import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Explanation, Rubric } from '../client/api.ts';
import { most } from '../client/bounds.ts';
import { api } from '../server/api.ts';
import { Fault } from '../server/fault.ts';
import { useFaultText } from '../server/fault-text.ts';
import { answerWords } from '../words/answer.ts';
import { useLang, useWords } from '../words/lang.ts';
import { rubricWords } from '../words/rubrics.ts';
import { Indicator } from './indicator.tsx';

/** In UTF-16 units. */
const longestAnswer = most['GradeRequest.answer'];

type Sign = Explanation['points'][number]['signs'][number];

/** An answer tried on a rubric: what the heuristics see in it, point by point. */
export function TryAnswer({ rubric }: { readonly rubric: Rubric }) {
  const words = useWords(rubricWords);
  const limits = useWords(answerWords);
  const textOf = useFaultText();
  const id = useId();
  const [answer, setAnswer] = useState('');
  const [asking, setAsking] = useState(false);
  const [found, setFound] = useState<Explanation | Fault>();
  const over = answer.length - longestAnswer;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsking(true);
    try {
      setFound(await api.rubrics.explainAnswer(rubric.id, { answer }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFound(error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <section className="panel">
      <h2>{words.try}</h2>
      <p className="quiet">{words.tryLead}</p>
      <form className="editor" onSubmit={submit}>
        <label htmlFor={id}>{words.tryLabel}</label>
        <textarea
          id={id}
          className="writing"
          rows={5}
          value={answer}
          aria-invalid={over > 0}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <p role="alert" className="complaint">
          {over > 0 ? limits.tooLong(over, longestAnswer) : ''}
        </p>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={asking} disabled={answer.trim() === '' || over > 0}>
            {words.tryButton}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {found instanceof Fault ? (
          <p className="complaint">{textOf(found)}</p>
        ) : found === undefined ? null : (
          <Found found={found} rubric={rubric} />
        )}
      </div>
    </section>
  );
}

function Found({ found, rubric }: { readonly found: Explanation; readonly rubric: Rubric }) {
  const words = useWords(rubricWords);
  const [lang] = useLang();
  const nameOf = (kind: 'points' | 'red_flags', id: string): string => {
    const entry = rubric[kind].find((candidate) => candidate.id === id);
    return (lang === 'en' ? entry?.en.name : entry?.name) ?? id;
  };
  return (
    <ul className="plain-list">
      {found.points.map((point) => (
        <li key={point.id}>
          <h3 className={point.verdict}>
            {nameOf('points', point.id)} <span className="verdict">{words.verdicts[point.verdict]}</span>
          </h3>
          <Signs signs={point.signs} />
          {point.weighed?.like == null ? null : <p className="quiet">{words.like(point.weighed.like.words)}</p>}
        </li>
      ))}
      {found.red_flags.map((flag) => (
        <li key={flag.id}>
          <h3 className={flag.committed ? 'flag' : 'missed'}>
            {nameOf('red_flags', flag.id)}{' '}
            <span className="verdict">{flag.committed ? words.committed : words.notCommitted}</span>
          </h3>
          <Signs signs={flag.signs} />
        </li>
      ))}
    </ul>
  );
}

/** The indicators that fired, and those that would have. */
function Signs({ signs }: { readonly signs: readonly Sign[] }) {
  const words = useWords(rubricWords);
  const told = signs.filter(({ fired, held }) => fired.length + held.length > 0);
  if (told.length === 0) return <p className="quiet">{words.nothingFired}</p>;
  return (
    <ul className="signs">
      {told.map((sign) => (
        <li key={`${sign.level} ${sign.indicator}`}>
          <Indicator source={sign.indicator} />
          {sign.fired.map(({ words: text, by_sound, spans }) => (
            <span key={spans[0]?.start} className="met">
              {' '}
              {words.fired} “{text}”{by_sound ? ` (${words.bySound})` : ''}
            </span>
          ))}
          {sign.held.map(({ words: text, reason, spans }) => (
            <span key={spans[0]?.start} className="quiet">
              {' '}
              {words.held} “{text}” ({reasonOf(words.reasons, reason)})
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** A reason that the page has no words for is shown as the service calls it. */
function reasonOf(reasons: Readonly<Record<string, string>>, reason: string): string {
  return reasons[reason] ?? reason;
}
