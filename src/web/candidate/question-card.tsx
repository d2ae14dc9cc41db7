import { Link } from 'wouter';
import type { Question } from '../client/api.ts';
import type { Dimension } from '../server/questions.ts';
import { useWords } from '../words/lang.ts';
import { practiceWords } from '../words/practice.ts';

/** A question in the list: what is asked, and what it looks at. */
export function QuestionCard(props: {
  readonly question: Question;
  readonly dimensions: readonly Dimension[];
  /** The best score so far; null: never answered. */
  readonly best: number | null;
}) {
  const words = useWords(practiceWords);
  const { question, dimensions, best } = props;
  const looksAt = new Set(question.points.map(({ dimension }) => dimension));
  return (
    <li className="card">
      <h2>
        <Link className="card-link" href={`/practice/${question.id}`}>
          {question.title}
        </Link>
      </h2>
      <p className="excerpt">{question.prompt}</p>
      <p className="tags">
        <span className="chip">{words.kinds[question.kind]}</span>
        {best === null ? null : <span className="chip plain">{words.best(best, question.marks)}</span>}
        <span className="quiet">
          {dimensions
            .filter(({ id }) => looksAt.has(id))
            .map(({ name }) => name)
            .join(' · ')}
        </span>
      </p>
    </li>
  );
}
