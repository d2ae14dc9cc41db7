import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import type { Grade, Question } from '../client/api.ts';
import { useTitle } from '../frame/use-title.ts';
import { useKept } from '../kept.ts';
import { answerWords } from '../words/answer.ts';
import { useLang, useWords } from '../words/lang.ts';
import { practiceWords } from '../words/practice.ts';
import { AnswerEditor } from './answer-editor.tsx';
import { GradingFault } from './grading-fault.tsx';
import { Result } from './result.tsx';
import { UnderWay } from './under-way.tsx';
import { useGrading } from './use-grading.ts';

/** An answer that was handed in, with its grade. */
export type Attempt = { readonly answer: string; readonly grade: Grade };

/** A question with the answer in the making, or the grade of the last one. */
export function Practice({ question }: { readonly question: Question }) {
  const words = useWords(answerWords);
  const kinds = useWords(practiceWords);
  const [lang] = useLang();
  const [kept, keepDraft] = useKept(`draft:${question.id}`);
  const [attempts, setAttempts] = useState<readonly Attempt[]>([]);
  const [writing, setWriting] = useState(true);
  useTitle(question.title);
  const onGrade = useCallback((grade: Grade, answer: string) => {
    setAttempts((earlier) => [{ answer, grade }, ...earlier]);
    setWriting(false);
  }, []);
  const { grading, submit, cancel } = useGrading(onGrade);
  const [latest, ...earlier] = attempts;
  const draft = kept ?? '';
  return (
    <>
      <section className="question">
        <p className="quiet">
          <Link href="/">{words.back}</Link> · {question.set.name} · {kinds.kinds[question.kind]} ·{' '}
          {kinds.marks(question.marks)}
        </p>
        <h1>{question.title}</h1>
        <p className="prompt">{question.prompt}</p>
        <p className="quiet">
          {words.looksAt}
          {lang === 'zh' ? '：' : ': '}
          {question.points.map(({ name }) => name).join(lang === 'zh' ? '、' : ' · ')}
        </p>
      </section>
      {grading.state === 'under way' ? (
        <UnderWay answer={grading.answer} early={grading.early} onCancel={cancel} />
      ) : writing || latest === undefined ? (
        <>
          <AnswerEditor
            draft={draft}
            busy={false}
            onChange={(text) => keepDraft(text === '' ? null : text)}
            onSubmit={(answer) => submit({ question: question.id, answer, lang })}
          />
          {grading.state === 'failed' ? <GradingFault fault={grading.fault} /> : null}
        </>
      ) : (
        <Result attempt={latest} earlier={earlier} onAgain={() => setWriting(true)} />
      )}
    </>
  );
}
