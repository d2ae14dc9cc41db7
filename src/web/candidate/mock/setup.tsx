import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Question } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { mockWords } from '../../words/mock.ts';
import { beginInterview, durations, type Interview, mostQuestions } from './interview.ts';

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
  const sets = new Map(questions.map((question) => [question.set.id, question.set.name]));
  const from = questions.filter((question) => set === '' || question.set.id === set);
  const count = Math.min(from.length, mostQuestions);
  const begin = (event: FormEvent) => {
    event.preventDefault();
    const fresh = beginInterview(
      from.map((question) => question.id),
      { minutes, now: Date.now(), chance: Math.random },
    );
    if (fresh !== undefined) onBegin(fresh);
  };
  return (
    <form className="setup" onSubmit={begin}>
      <h1>{words.heading}</h1>
      <p>{count === 0 ? words.noQuestions : words.lead(count)}</p>
      <label htmlFor={`${id}-set`}>{words.set}</label>
      <select id={`${id}-set`} className="choice" value={set} onChange={(event) => setSet(event.target.value)}>
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
      <Button type="primary" size="large" htmlType="submit" disabled={count === 0}>
        {words.begin}
      </Button>
    </form>
  );
}
