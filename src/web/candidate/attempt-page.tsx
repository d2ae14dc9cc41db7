import { useCallback } from 'react';
import { Link, useParams } from 'wouter';
import { useTitle } from '../frame/use-title.ts';
import { api } from '../server/api.ts';
import { useQuestionBank } from '../server/questions.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { useLoaded } from '../server/use-loaded.ts';
import { attemptWords } from '../words/attempt.ts';
import { useMoment } from '../words/format.ts';
import { useWords } from '../words/lang.ts';
import { AttemptView } from './attempt-view.tsx';
import './writing.css';

/** One attempt by the id of its grade: from the record, from a mock interview, from a link. */
export default function AttemptPage() {
  const words = useWords(attemptWords);
  const moment = useMoment();
  const { grade } = useParams<{ grade: string }>();
  const attempt = useLoaded(useCallback((signal: AbortSignal) => api.grades.getGrade(grade, { signal }), [grade]));
  const bank = useQuestionBank();
  const questions = bank.state === 'ready' ? bank.value.questions : [];
  const asked = attempt.state === 'ready' ? questions.find(({ id }) => id === attempt.value.question) : undefined;
  useTitle(asked?.title);
  return (
    <ShowLoaded of={attempt}>
      {(kept) => (
        <>
          <section className="question">
            <p className="quiet">
              <Link href="/history">{words.toHistory}</Link> · {words.when} {moment(kept.created_at)}
            </p>
            <h1>{asked?.title ?? kept.question}</h1>
            {asked === undefined ? null : <p className="prompt">{asked.prompt}</p>}
          </section>
          <AttemptView attempt={kept}>
            <Link href={`/practice/${kept.question}`}>{words.toQuestion}</Link>
          </AttemptView>
        </>
      )}
    </ShowLoaded>
  );
}
