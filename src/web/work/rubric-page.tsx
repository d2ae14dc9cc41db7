import { useCallback } from 'react';
import { Link, useParams } from 'wouter';
import type { KnownRubric, Rubric } from '../client/api.ts';
import { useTitle } from '../frame/use-title.ts';
import { api } from '../server/api.ts';
import { type Dimension, useQuestionBank } from '../server/questions.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { useLoaded } from '../server/use-loaded.ts';
import { useLang, useWords } from '../words/lang.ts';
import { rubricWords } from '../words/rubrics.ts';
import { CheckOfRubric } from './check/check-figures.tsx';
import { TryAnswer } from './try-answer.tsx';
import './work.css';

/** The rubric of one question, and a place to try an answer on it. */
export default function RubricPage() {
  const { question } = useParams<{ question: string }>();
  const rubric = useLoaded(useCallback((signal) => api.rubrics.getRubric(question, { signal }), [question]));
  const bank = useQuestionBank();
  const words = useWords(rubricWords);
  return (
    <>
      <p>
        <Link href="/work/rubrics">{words.all}</Link>
      </p>
      <ShowLoaded of={rubric}>
        {(known) => (
          <ShowLoaded of={bank}>{({ dimensions }) => <Read known={known} dimensions={dimensions} />}</ShowLoaded>
        )}
      </ShowLoaded>
    </>
  );
}

function Read({ known, dimensions }: { readonly known: KnownRubric; readonly dimensions: readonly Dimension[] }) {
  const words = useWords(rubricWords);
  const [lang] = useLang();
  const { rubric } = known;
  const text = lang === 'en' ? rubric.en : rubric;
  useTitle(text.title);
  return (
    <article className="rubric">
      <h1>{text.title}</h1>
      <p className="quiet">
        {rubric.id} · {words.marks(rubric.marks)}
      </p>
      <section className="panel">
        <h2>{words.prompt}</h2>
        <p>{text.prompt}</p>
      </section>
      <Points rubric={rubric} dimensions={dimensions} />
      {rubric.red_flags.length === 0 ? null : <RedFlags rubric={rubric} />}
      <details className="panel">
        <summary>{words.modelAnswer}</summary>
        <p className="answer-text">{text.model_answer}</p>
      </details>
      <CheckOfRubric rubric={rubric} />
      <TryAnswer rubric={rubric} />
    </article>
  );
}

function Points({ rubric, dimensions }: { readonly rubric: Rubric; readonly dimensions: readonly Dimension[] }) {
  const words = useWords(rubricWords);
  const [lang] = useLang();
  const whole = rubric.points.reduce((sum, { weight }) => sum + weight, 0);
  const names = new Map(dimensions.map(({ id, name }) => [id, name]));
  return rubric.points.map((point) => {
    const text = lang === 'en' ? point.en : point;
    return (
      <section key={point.id} className="panel">
        <h2>{text.name}</h2>
        <p className="tags">
          <span className="chip">{names.get(point.dimension) ?? point.dimension}</span>
          <span className="quiet">{words.weight(Math.round((100 * point.weight) / whole))}</span>
        </p>
        <dl className="terms">
          <dt>{words.met}</dt>
          <dd>{text.met}</dd>
          <dt>{words.partial}</dt>
          <dd>{text.partial}</dd>
          <dt>{words.example}</dt>
          <dd>{text.example}</dd>
          <dt>{words.advice}</dt>
          <dd>{text.advice}</dd>
          {point.grader_note === undefined ? null : (
            <>
              <dt>{words.note}</dt>
              <dd>{point.grader_note}</dd>
            </>
          )}
        </dl>
      </section>
    );
  });
}

function RedFlags({ rubric }: { readonly rubric: Rubric }) {
  const words = useWords(rubricWords);
  const [lang] = useLang();
  return (
    <section className="panel">
      <h2>{words.redFlags}</h2>
      <dl className="terms">
        {rubric.red_flags.map((flag) => {
          const text = lang === 'en' ? flag.en : flag;
          return (
            <div key={flag.id}>
              <dt>
                {text.name} <span className="quiet">{words.deduct(Math.round(100 * flag.deduct))}</span>
              </dt>
              <dd>{text.when}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
