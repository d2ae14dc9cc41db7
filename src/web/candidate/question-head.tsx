import { Link } from 'wouter';
import type { Question } from '../client/api.ts';
import { answerWords } from '../words/answer.ts';
import { useWords } from '../words/lang.ts';
import { practiceWords } from '../words/practice.ts';
import './writing.css';

/** What is asked, and what it looks at. */
export function QuestionHead({ question }: { readonly question: Question }) {
  const words = useWords(answerWords);
  const practice = useWords(practiceWords);
  return (
    <section className="question">
      <p className="quiet">
        <Link href="/">{words.back}</Link> · {question.set.name} · {practice.kinds[question.kind]} ·{' '}
        {practice.marks(question.marks)}
      </p>
      <h1>{question.title}</h1>
      <p className="prompt">{question.prompt}</p>
      <p className="quiet">{words.looksAt(question.points.map(({ name }) => name))}</p>
    </section>
  );
}
