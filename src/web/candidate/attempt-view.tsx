import { Alert, Button } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { Link } from 'wouter';
import type { KeptGrade, ModelAnswer } from '../client/api.ts';
import { AppealPart } from '../grade/appeal.tsx';
import { GradeView } from '../grade/grade-view.tsx';
import { verdictOf } from '../grade/settled.ts';
import { api } from '../server/api.ts';
import { useLoaded } from '../server/use-loaded.ts';
import { attemptWords } from '../words/attempt.ts';
import { gradeWords } from '../words/grade.ts';
import { useLang, useWords } from '../words/lang.ts';
import './attempts.css';

/** An attempt with its grade and what belongs to it. `children`: what can be done next. */
export function AttemptView({ attempt, children }: { readonly attempt: KeptGrade; readonly children: ReactNode }) {
  const about = useWords(gradeWords);
  const [lang] = useLang();
  const [made, setMade] = useState<KeptGrade['appeals']>([]);
  const reference = useLoaded(
    useCallback(
      (signal: AbortSignal) => api.grades.getModelAnswer(attempt.id, { lang }, { signal }),
      [attempt.id, lang],
    ),
  );
  const model = reference.state === 'ready' ? reference.value : null;
  const known = new Set(attempt.appeals.map(({ id }) => id));
  const appeals = [...attempt.appeals, ...made.filter(({ id }) => !known.has(id))];
  const appealOf = (point: { readonly id: string; readonly name: string } | null) => (
    <AppealPart
      grade={attempt.id}
      point={point}
      appeals={appeals}
      onAppeal={(appeal) => setMade((before) => [...before, appeal])}
    />
  );
  return (
    <>
      <Standing attempt={attempt} />
      <GradeView
        answer={attempt.answer}
        grade={attempt}
        exampleOf={({ id }) => model?.points.find((point) => point.id === id)?.example ?? null}
        // Whoever finds a point judged too well can say so of the grade as a whole.
        moreOf={(point) => (verdictOf(attempt, point) === 'met' ? null : appealOf(point))}
      />
      <div className="row next">{children}</div>
      {model === null ? null : <Model answer={model} />}
      <div className="limits quiet">
        <p>{about.judgedBy[attempt.engine]}</p>
        <p>{about.limits}</p>
        {appealOf(null)}
      </div>
    </>
  );
}

/** What has happened to a grade since it was made. */
function Standing({ attempt }: { readonly attempt: KeptGrade }) {
  const words = useWords(attemptWords);
  const [decision] = attempt.decisions;
  return (
    <>
      {decision === undefined ? null : (
        <Alert type="info" showIcon title={words.decided(decision.author || words.rater, decision.reason)} />
      )}
      {attempt.replaced_by !== null ? (
        <Alert
          type="info"
          showIcon
          title={words.regraded}
          action={<Link href={`/attempts/${attempt.replaced_by}`}>{words.seeRegraded}</Link>}
        />
      ) : attempt.stale ? (
        <Alert type="info" showIcon title={words.stale} />
      ) : null}
    </>
  );
}

function Model({ answer }: { readonly answer: ModelAnswer }) {
  const words = useWords(attemptWords);
  const [open, setOpen] = useState(false);
  return (
    <section className="model" aria-label={words.modelAnswerTitle}>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.hideModelAnswer : words.modelAnswer}
      </Button>
      {open ? (
        <div className="panel">
          <h2>{words.modelAnswerTitle}</h2>
          <p>{answer.model_answer}</p>
          <p className="quiet">{words.modelAnswerHint}</p>
        </div>
      ) : null}
    </section>
  );
}
