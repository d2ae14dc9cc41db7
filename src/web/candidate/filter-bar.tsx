import { useSearchParams } from 'wouter';
import type { QuestionBank } from '../server/questions.ts';
import { useWords } from '../words/lang.ts';
import { practiceWords } from '../words/practice.ts';
import { filterOf, type QuestionFilter } from './question-filter.ts';

type Choice = { readonly value: string; readonly label: string };

/** The filters of the list. They stand in the address, so that the way back and a shared link show the same. */
export function FilterBar({ bank, count }: { readonly bank: QuestionBank; readonly count: string }) {
  const words = useWords(practiceWords);
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query);
  const change = (part: Partial<QuestionFilter>) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '');
    setQuery(Object.fromEntries(next), { replace: true });
  };
  const used = new Set(bank.questions.flatMap(({ points }) => points.map(({ dimension }) => dimension)));
  const sets = new Map(bank.questions.map(({ set }) => [set.id, set.name]));
  const kinds = new Set(bank.questions.map(({ kind }) => kind));
  return (
    <search className="filters" aria-label={words.filters}>
      <Filter
        label={words.set}
        any={words.anySet}
        value={filter.set}
        choices={[...sets].map(([value, label]) => ({ value, label }))}
        onChange={(set) => change({ set })}
      />
      <Filter
        label={words.kind}
        any={words.anyKind}
        value={filter.kind}
        choices={[...kinds].map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(kind) => change({ kind })}
      />
      <Filter
        label={words.dimension}
        any={words.anyDimension}
        value={filter.dimension}
        choices={bank.dimensions.filter(({ id }) => used.has(id)).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(dimension) => change({ dimension })}
      />
      <p role="status" className="quiet">
        {count}
      </p>
    </search>
  );
}

/** The browser's own list: on a phone it is the one that fits the hand, and every screen reader knows it. */
function Filter(props: {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <select
      className="choice"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value="">{props.any}</option>
      {props.choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
