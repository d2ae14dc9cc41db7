import { Link } from 'wouter';
import type { Scorecards } from '../../client/api.ts';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';
import { candidateAddress } from './addresses.ts';

/** Groups of answers to one question that are nearly the same. */
export function SameAnswers({ batch, cards }: { readonly batch: string; readonly cards: Scorecards }) {
  const words = useWords(batchWords);
  const titles = new Map(cards.questions.map(({ question, title }) => [question, title]));
  return (
    <section className="panel">
      <h3>{words.same}</h3>
      <p className="quiet">{cards.same_answers.length === 0 ? words.sameNone : words.sameLead}</p>
      <ul className="plain-list">
        {cards.same_answers.map(({ question, answers }) => (
          <li key={`${question} ${answers[0]?.position}`}>
            <b>{titles.get(question) ?? question}</b>
            <ul className="row plain-list">
              {answers.map(({ position, candidate, likeness }, index) => (
                <li key={position}>
                  <Link href={`${candidateAddress(batch, candidate)}#${question}`}>{candidate ?? words.unnamed}</Link>{' '}
                  <span className="quiet">
                    {index === 0 ? words.firstOf : words.likeness(Math.round(100 * likeness))}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
