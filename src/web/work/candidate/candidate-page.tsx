import { Link, useParams } from 'wouter';
import type { Scorecard, Scorecards } from '../../client/api.ts';
import { Notice } from '../../frame/notice.tsx';
import { useTitle } from '../../frame/use-title.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { batchWords } from '../../words/batch.ts';
import { candidateWords } from '../../words/candidate.ts';
import { useWords } from '../../words/lang.ts';
import { batchAddress, namesInAddress } from '../batch/addresses.ts';
import { useScorecards } from '../batch/use-scorecards.ts';
import { CandidateAnswers } from './candidate-answers.tsx';
import { DimensionPanel } from './dimension-panel.tsx';
import { Findings } from './findings.tsx';
import '../work.css';
import './candidate.css';

/** One candidate of a batch: where the answers stand, by dimension and by question, with all that earned or cost marks. */
export default function CandidatePage() {
  const { batch, candidate } = useParams<{ batch: string; candidate?: string }>();
  const [name = null] = candidate === undefined ? [] : namesInAddress(1);
  const cards = useScorecards(batch);
  return (
    <>
      <BackToBatch batch={batch} />
      <ShowLoaded of={cards}>{(known) => <Known batch={batch} cards={known} name={name} />}</ShowLoaded>
    </>
  );
}

/** The way back to a batch. */
export function BackToBatch({ batch }: { readonly batch: string }) {
  const words = useWords(batchWords);
  return (
    <p>
      <Link href={batchAddress(batch)}>{words.back}</Link>
    </p>
  );
}

/** Says that a candidate is not in the batch. */
export function NoCandidate() {
  const words = useWords(candidateWords);
  return <Notice title={words.noSuch} detail={words.noSuchDetail} />;
}

function Known(props: { readonly batch: string; readonly cards: Scorecards; readonly name: string | null }) {
  const { batch, cards, name } = props;
  const words = useWords(candidateWords);
  const card = cards.candidates.find(({ candidate }) => candidate === name);
  const shownName = name ?? words.unnamed;
  useTitle(shownName);
  if (card === undefined) return <NoCandidate />;
  return (
    <article>
      <h1>{shownName}</h1>
      <p className="quiet">{standing(card, cards, words)}</p>
      {hasEnded(card) ? (
        <>
          <DimensionPanel cards={cards} shown={[card]} />
          <Findings card={card} titles={new Map(cards.questions.map(({ question, title }) => [question, title]))} />
          <CandidateAnswers batch={batch} cards={cards} card={card} />
        </>
      ) : (
        <p className="panel quiet">{words.nothingYet}</p>
      )}
    </article>
  );
}

/** Whether an answer of a candidate has been graded, or was found impossible to grade. */
function hasEnded({ answers: { graded, insufficient, ungraded } }: Scorecard): boolean {
  return graded + insufficient + ungraded > 0;
}

function standing(card: Scorecard, cards: Scorecards, words: typeof candidateWords.zh): string {
  if (!hasEnded(card)) return words.unfinished(card.answers.unfinished);
  const ranked = cards.candidates.filter(({ rank }) => rank !== null).length;
  return [
    card.rank === null ? '' : words.rank(card.rank, ranked, card.tied),
    card.percent === null ? words.notGraded : words.percent(card.percent),
    card.provisional ? words.provisional : '',
    card.against_mean === null ? '' : words.against(card.against_mean),
    words.graded(card.questions_graded),
    card.answers.unfinished === 0 ? '' : words.unfinished(card.answers.unfinished),
  ]
    .filter((text) => text !== '')
    .join(' · ');
}
