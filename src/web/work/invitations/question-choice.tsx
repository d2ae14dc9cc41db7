import { useQuestionBank } from '../../server/questions.ts';
import { invitationWords } from '../../words/invitations.ts';
import { useWords } from '../../words/lang.ts';

/** Some of the questions, by set; none chosen stands for all of them. Without an answer of the service there is nothing to choose from. */
export function QuestionChoice(props: {
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const words = useWords(invitationWords);
  const bank = useQuestionBank();
  const questions = bank.state === 'ready' ? bank.value.questions : [];
  const change = (id: string, on: boolean) => {
    const chosen = new Set(props.chosen);
    if (on) chosen.add(id);
    else chosen.delete(id);
    props.onChange(chosen);
  };
  return (
    <details className="question-choice">
      <summary>{words.some(props.chosen.size)}</summary>
      {[...Map.groupBy(questions, ({ set }) => set.name)].map(([set, group]) => (
        <fieldset key={set} className="bare">
          <legend>
            <strong>{set}</strong>
          </legend>
          <ul className="plain-list">
            {group.map(({ id, title }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={props.chosen.has(id)}
                    onChange={(event) => change(id, event.target.checked)}
                  />{' '}
                  {title}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
    </details>
  );
}
