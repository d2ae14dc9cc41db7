import { useCallback, useState } from 'react';
import type { KeptGrade, Question } from '../client/api.ts';
import { useCandidate } from '../frame/candidate-id.ts';
import { useTitle } from '../frame/use-title.ts';
import { useKept } from '../kept.ts';
import { useAttempts } from '../server/attempts.ts';
import { useLang } from '../words/lang.ts';
import { AnswerEditor } from './answer-editor.tsx';
import { Earlier } from './earlier.tsx';
import { GradingFault } from './grading-fault.tsx';
import { QuestionHead } from './question-head.tsx';
import { Result } from './result.tsx';
import { UnderWay } from './under-way.tsx';
import { useGrading } from './use-grading.ts';

/** A question with the answer in the making, or the grade of the last one. */
export function Practice({ question }: { readonly question: Question }) {
  const [lang] = useLang();
  const candidate = useCandidate();
  const [kept, keepDraft] = useKept(`draft:${question.id}`);
  const [made, setMade] = useState<readonly KeptGrade[]>([]);
  const [writing, setWriting] = useState(true);
  const known = useAttempts(question.id);
  useTitle(question.title);
  const onGrade = useCallback((grade: KeptGrade) => {
    setMade((before) => [grade, ...before]);
    setWriting(false);
  }, []);
  const { grading, submit, cancel } = useGrading(onGrade);
  const attempts = latestFirst(made, known.state === 'ready' ? known.value.items : []);
  const [latest, before] = attempts;
  return (
    <>
      <QuestionHead question={question} />
      {grading.state === 'under way' ? (
        <UnderWay answer={grading.answer} early={grading.early} onCancel={cancel} />
      ) : writing || latest === undefined ? (
        <div className={attempts.length > 0 ? 'pair' : ''}>
          <div className="staying">
            <AnswerEditor
              draft={kept ?? ''}
              onChange={(text) => keepDraft(text === '' ? null : text)}
              onSubmit={(answer) => submit({ question: question.id, answer, lang, candidate })}
            />
            {grading.state === 'failed' ? <GradingFault fault={grading.fault} /> : null}
          </div>
          <Earlier attempts={attempts} open={made.length > 0} />
        </div>
      ) : (
        <Result attempt={latest} before={before} onAgain={() => setWriting(true)} />
      )}
    </>
  );
}

/** Attempts made since the page was opened before those that were known then, each once. */
function latestFirst(made: readonly KeptGrade[], known: readonly KeptGrade[]): readonly KeptGrade[] {
  const ids = new Set(made.map(({ id }) => id));
  return [...made, ...known.filter(({ id }) => !ids.has(id))];
}
