import { useMemo } from 'react';
import { Link, useParams } from 'wouter';
import type { BatchItem, Scorecard, Scorecards } from '../../client/api.ts';
import { useTitle } from '../../frame/use-title.ts';
import { Lighting } from '../../grade/lit.tsx';
import { MarkedAnswer } from '../../grade/marked-answer.tsx';
import { verdictOf } from '../../grade/settled.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { candidateWords } from '../../words/candidate.ts';
import { gradeWords } from '../../words/grade.ts';
import { useWords } from '../../words/lang.ts';
import { candidateAddress, namesInAddress } from '../batch/addresses.ts';
import { useScorecards } from '../batch/use-scorecards.ts';
import { Heat } from '../table/heat.tsx';
import { BackToBatch, NoCandidate } from './candidate-page.tsx';
import { DimensionPanel } from './dimension-panel.tsx';
import { useAnswers } from './use-answers.ts';
import '../work.css';
import './candidate.css';

/** Two candidates of a batch side by side: by dimension, and question by question. */
export default function ComparisonPage() {
  const { batch } = useParams<{ batch: string }>();
  const [first = '', second = ''] = namesInAddress(2);
  const words = useWords(candidateWords);
  const cards = useScorecards(batch);
  useTitle(words.compared(first, second));
  return (
    <>
      <BackToBatch batch={batch} />
      <h1>{words.compared(first, second)}</h1>
      <ShowLoaded of={cards}>
        {(known) => {
          const find = (name: string) => known.candidates.find(({ candidate }) => candidate === name);
          const [left, right] = [find(first), find(second)];
          if (left === undefined || right === undefined) return <NoCandidate />;
          return <Pair batch={batch} cards={known} left={left} right={right} />;
        }}
      </ShowLoaded>
    </>
  );
}

type PairOfCards = {
  readonly batch: string;
  readonly cards: Scorecards;
  readonly left: Scorecard;
  readonly right: Scorecard;
};

function Pair({ batch, cards, left, right }: PairOfCards) {
  const words = useWords(candidateWords);
  const shown = useMemo(() => [left, right], [left, right]);
  const answers = useAnswers(batch, shown);
  return (
    <>
      <DimensionPanel cards={cards} shown={shown} />
      <h2>{words.answers}</h2>
      <ShowLoaded of={answers}>
        {(items) => {
          const answeredBy = (question: string) =>
            new Set(
              items
                .filter(({ submission }) => submission.question === question)
                .map(({ submission }) => submission.candidate),
            ).size;
          // What both have answered can be compared, so it comes first.
          return cards.questions
            .map(({ question, title }) => ({ question, title, by: answeredBy(question) }))
            .filter(({ by }) => by > 0)
            .sort((one, other) => other.by - one.by)
            .map(({ question, title }) => (
              <section key={question} className="panel" aria-label={title}>
                <h3>{title}</h3>
                <div className="sides">
                  {shown.map((card) => (
                    <Side
                      key={card.candidate}
                      batch={batch}
                      card={card}
                      title={title}
                      items={items.filter(
                        ({ submission }) => submission.question === question && submission.candidate === card.candidate,
                      )}
                    />
                  ))}
                </div>
              </section>
            ));
        }}
      </ShowLoaded>
    </>
  );
}

function Side(props: {
  readonly batch: string;
  readonly card: Scorecard;
  readonly title: string;
  readonly items: readonly BatchItem[];
}) {
  const words = useWords(candidateWords);
  const { batch, card, title, items } = props;
  return (
    <section aria-label={`${card.candidate ?? words.unnamed} · ${title}`}>
      <h4>
        <Link href={candidateAddress(batch, card.candidate)}>{card.candidate}</Link>
      </h4>
      {items.length === 0 ? <p className="quiet">{words.none}</p> : null}
      {items.map((item) => (
        <Answer key={item.position} item={item} />
      ))}
    </section>
  );
}

function Answer({ item: { grade, state, submission, position } }: { readonly item: BatchItem }) {
  const words = useWords(candidateWords);
  const verdicts = useWords(gradeWords).verdict;
  if (grade === null || grade.settled.percent === null)
    return (
      <>
        <p className="chip plain">{words.states[state]}</p>
        <p className="answer-text">{submission.answer}</p>
      </>
    );
  return (
    <Lighting>
      <p>
        <Heat percent={grade.settled.percent} />
      </p>
      <MarkedAnswer answer={submission.answer} grade={grade} place={`points-${position}`} />
      <ul id={`points-${position}`} className="plain-list">
        {grade.points.map((point) => {
          const verdict = verdictOf(grade, point);
          return (
            <li key={point.id} className={verdict} data-owners={point.id}>
              <span className="verdict">{verdicts[verdict]}</span> {point.name}
            </li>
          );
        })}
      </ul>
    </Lighting>
  );
}
