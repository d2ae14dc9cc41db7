import { Button } from 'antd';
import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Question } from '../client/api.ts';
import { Notice } from '../frame/notice.tsx';
import { useTitle } from '../frame/use-title.ts';
import { useAttempts } from '../server/attempts.ts';
import { type QuestionBank, useQuestionBank } from '../server/questions.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { useWords } from '../words/lang.ts';
import { practiceWords } from '../words/practice.ts';
import { bestByQuestion } from './best.ts';
import { FilterBar } from './filter-bar.tsx';
import { QuestionCard } from './question-card.tsx';
import { filterOf, fitting } from './question-filter.ts';
import './questions.css';

/** The start: every question, to be filtered, or picked by chance. */
export function QuestionList() {
  const bank = useQuestionBank();
  useTitle();
  return <ShowLoaded of={bank}>{(loaded) => <Questions bank={loaded} />}</ShowLoaded>;
}

function Questions({ bank }: { readonly bank: QuestionBank }) {
  const words = useWords(practiceWords);
  const [query, setQuery] = useSearchParams();
  const [, go] = useLocation();
  const attempts = useAttempts();
  // The list is worth showing without it; where it cannot be had, nothing is said.
  const best = useMemo(() => bestByQuestion(attempts.state === 'ready' ? attempts.value.items : []), [attempts]);
  const shown = fitting(bank.questions, filterOf(query));
  if (bank.questions.length === 0) return <Notice title={words.noQuestions} detail={words.noQuestionsDetail} />;
  return (
    <>
      <div className="opening">
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
        <div className="row">
          <Button
            type="primary"
            size="large"
            disabled={shown.length === 0}
            onClick={() => go(`/practice/${anyOf(shown).id}`)}
          >
            {words.random}
          </Button>
          <Button size="large" onClick={() => go('/mock')}>
            {words.mock}
          </Button>
        </div>
      </div>
      <FilterBar bank={bank} count={words.count(shown.length, bank.questions.length)} />
      {shown.length === 0 ? (
        <Notice title={words.none} detail={words.noneDetail}>
          <Button onClick={() => setQuery({})}>{words.clear}</Button>
        </Notice>
      ) : (
        <ul className="cards">
          {shown.map((question) => (
            <QuestionCard
              key={question.id}
              question={question}
              dimensions={bank.dimensions}
              best={best.get(question.id) ?? null}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** One by chance. @throws {RangeError} when there is none to take */
function anyOf(questions: readonly Question[]): Question {
  const question = questions[Math.floor(Math.random() * questions.length)];
  if (question === undefined) throw new RangeError('no question to take one of');
  return question;
}
