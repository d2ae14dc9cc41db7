import { type ReactNode, useCallback, useId } from 'react';
import type { Question, ReviewReason } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { useLoaded } from '../../server/use-loaded.ts';
import { gradeWords } from '../../words/grade.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import type { ReviewFilter } from './review-filter.ts';

/** What of the queue is wanted: by batch, question and reason, appeals only, with those decided. */
export function FilterBar(props: {
  readonly filter: ReviewFilter;
  readonly questions: readonly Question[];
  readonly onFilter: (filter: ReviewFilter) => void;
  readonly children: ReactNode;
}) {
  const words = useWords(reviewWords);
  const { reason: reasons } = useWords(gradeWords);
  const { filter, questions, onFilter, children } = props;
  const batches = useLoaded(useCallback((signal) => api.batches.listBatches({ limit: 100 }, { signal }), []));
  const known = batches.state === 'ready' ? batches.value.items.map(({ id, name }) => ({ id, name })) : [];
  const missing = filter.batch === '' || known.some(({ id }) => id === filter.batch);
  return (
    <div className="filters">
      <Choice
        label={words.batch}
        value={filter.batch}
        options={missing ? known : [...known, { id: filter.batch, name: filter.batch }]}
        onChoose={(batch) => onFilter({ ...filter, batch })}
      />
      <Choice
        label={words.question}
        value={filter.question}
        options={questions.map(({ id, title }) => ({ id, name: title }))}
        onChoose={(question) => onFilter({ ...filter, question })}
      />
      <Choice
        label={words.reason}
        value={filter.reason}
        options={Object.entries(reasons).map(([id, name]) => ({ id, name }))}
        onChoose={(reason) => onFilter({ ...filter, reason: reason as ReviewReason | '' })}
      />
      <Tick
        label={words.appealedOnly}
        checked={filter.appealed}
        onChange={(appealed) => onFilter({ ...filter, appealed })}
      />
      <Tick
        label={words.withDecided}
        checked={filter.decided}
        onChange={(decided) => onFilter({ ...filter, decided })}
      />
      {children}
    </div>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (value: string) => void;
}) {
  const words = useWords(reviewWords);
  const id = useId();
  const { label, value, options, onChoose } = props;
  return (
    <span className="filter-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="choice" value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{words.any}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </span>
  );
}

function Tick(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label>
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.target.checked)} />{' '}
      {props.label}
    </label>
  );
}
