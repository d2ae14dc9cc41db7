import { Link } from 'wouter';
import { useTitle } from '../frame/use-title.ts';
import { type QuestionBank, useQuestionBank } from '../server/questions.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { useWords } from '../words/lang.ts';
import { practiceWords } from '../words/practice.ts';
import { rubricWords } from '../words/rubrics.ts';
import './work.css';

/** Every question whose rubric can be read, by set. */
export default function RubricList() {
  const words = useWords(rubricWords);
  const bank = useQuestionBank();
  useTitle(words.heading);
  return (
    <>
      <div className="opening">
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
      </div>
      <ShowLoaded of={bank}>{(loaded) => <Sets bank={loaded} />}</ShowLoaded>
    </>
  );
}

function Sets({ bank }: { readonly bank: QuestionBank }) {
  const words = useWords(rubricWords);
  const { kinds } = useWords(practiceWords);
  const sets = Map.groupBy(bank.questions, ({ set }) => set.name);
  return [...sets].map(([name, questions]) => (
    <section key={name} className="panel">
      <h2>{name}</h2>
      <ul className="plain-list">
        {questions.map(({ id, title, kind, marks, points }) => (
          <li key={id}>
            <Link href={`/work/rubrics/${id}`}>{title}</Link>{' '}
            <span className="quiet">
              {kinds[kind]} · {words.marks(marks)} · {words.points(points.length)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  ));
}
