import type { Question } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';

/** A choice among all questions, by set, those that are named likely before them; by the browser's own list, at home on phones too. */
export function QuestionSelect(props: {
  readonly label: { readonly id: string } | { readonly text: string };
  readonly questions: readonly Question[];
  /** Ids, the likeliest first. */
  readonly likely?: readonly string[];
  /** Of a question whose title is not all that is to be said of it. */
  readonly titleOf?: (question: Question) => string;
  /** What it says while nothing is chosen, and by which what was chosen is taken back; without it something is always chosen. */
  readonly none?: string;
  readonly value: string | undefined;
  readonly onChoose: (question: string | undefined) => void;
}) {
  const words = useWords(uploadWords);
  const { label, questions, likely = [], titleOf = ({ title }) => title, none, value, onChoose } = props;
  const first = likely.flatMap((id) => questions.filter((question) => question.id === id));
  const groups = [
    ...(first.length === 0 ? [] : [[words.likely, first] as const]),
    ...Map.groupBy(
      questions.filter((question) => !first.includes(question)),
      ({ set }) => set.name,
    ),
  ];
  return (
    <select
      {...('id' in label ? { id: label.id } : { 'aria-label': label.text })}
      className="choice"
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
    >
      {none === undefined ? null : <option value="">{none}</option>}
      {groups.map(([name, group]) => (
        <optgroup key={name} label={name}>
          {group.map((question) => (
            <option key={question.id} value={question.id}>
              {titleOf(question)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
