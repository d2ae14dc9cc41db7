import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Question } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { mockWords } from '../../words/mock.ts';
import { beginInterview, durations, type Interview } from './interview.ts';

/** What a mock interview draws from, and how long it takes. */
export function Setup(props: {
  readonly questions: readonly Question[];
  readonly onBegin: (fresh: Interview) => void;
}) {
  const words = useWords(mockWords);
  const id = useId();
  const { questions, onBegin } = props;
  const [set, setSet] = useState('');
  const [minutes, setMinutes] = useState(20);
  const [tooFew, setTooFew] = useState(false);
  const sets = new Map(questions.map((question) => [question.set.id, question.set.name]));
  const begin = (event: FormEvent) => {
    event.preventDefault();
    const from = questions.filter((question) => set === '' || question.set.id === set);
    const fresh = beginInterview(
      from.map((question) => question.id),
      { minutes, now: Date.now(), chance: Math.random },
    );
    if (fresh === undefined) setTooFew(true);
    else onBegin(fresh);
  };
  return (
    <form className="setup" onSubmit={begin}>
      <h1>{words.heading}</h1>
      <p>{words.lead}</p>
      <label htmlFor={`${id}-set`}>{words.set}</label>
      <select
        id={`${id}-set`}
        className="choice"
        value={set}
        onChange={(event) => {
          setTooFew(false);
          setSet(event.target.value);
        }}
      >
        <option value="">{words.anySet}</option>
        {[...sets].map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <fieldset>
        <legend>{words.time}</legend>
        {durations.map((duration) => (
          <label key={duration}>
            <input
              type="radio"
              name={`${id}-time`}
              checked={minutes === duration}
              onChange={() => setMinutes(duration)}
            />{' '}
            {words.minutes(duration)}
          </label>
        ))}
      </fieldset>
      <p role="alert" className="complaint">
        {tooFew ? words.tooFew : ''}
      </p>
      <Button type="primary" size="large" htmlType="submit">
        {words.begin}
      </Button>
    </form>
  );
}
