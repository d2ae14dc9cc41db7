import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Scorecard } from '../../client/api.ts';
import { candidateWords } from '../../words/candidate.ts';
import { gradeWords } from '../../words/grade.ts';
import { useWords } from '../../words/lang.ts';

const shownAtFirst = 4;

/** What earned marks, what cost them, red flags, and what a person should look at. `titles`: of the questions by id. */
export function Findings({ card, titles }: { readonly card: Scorecard; readonly titles: ReadonlyMap<string, string> }) {
  const words = useWords(candidateWords);
  const grade = useWords(gradeWords);
  const titleOf = (question: string) => titles.get(question) ?? question;
  return (
    <div className="pair findings">
      <FindingList title={words.strengths} none={words.noStrengths}>
        {card.strengths.map(({ position, point, name, question, quote }) => (
          <li key={`${position} ${point}`}>
            <b>{name}</b> <span className="quiet">{titleOf(question)}</span>
            {quote === null ? null : <p className="quiet">{words.quoted(quote)}</p>}
          </li>
        ))}
      </FindingList>
      <FindingList title={words.gaps} none={words.noGaps}>
        {card.gaps.map(({ position, point, name, question, verdict, lost, advice }) => (
          <li key={`${position} ${point}`} className={verdict}>
            <b>{name}</b> <span className="verdict">{grade.verdict[verdict]}</span>{' '}
            <span className="quiet">
              {titleOf(question)}
              {lost === null ? '' : ` · ${words.lost(lost)}`}
            </span>
            {advice === null ? null : <p className="quiet">{advice}</p>}
          </li>
        ))}
      </FindingList>
      {card.red_flags.length === 0 ? null : (
        <FindingList title={words.flags}>
          {card.red_flags.map(({ position, flag, name, question, deduct, quote }) => (
            <li key={`${position} ${flag}`} className="flag">
              <b>{name}</b> <span className="verdict">−{Math.round(100 * deduct)}%</span>{' '}
              <span className="quiet">{titleOf(question)}</span>
              {quote === null ? null : <blockquote>{quote}</blockquote>}
            </li>
          ))}
        </FindingList>
      )}
      {card.reviews.length === 0 ? null : (
        <FindingList title={words.reviews}>
          {card.reviews.map(({ position, question, grade: id, reasons }) => (
            <li key={position}>
              <b>{titleOf(question)}</b>{' '}
              <span className="quiet">{reasons.map((reason) => grade.reason[reason]).join(grade.separator)}</span>{' '}
              {id === null ? null : (
                <Link className="whole" href={`/work/reviews/${id}`}>
                  {words.toReview}
                </Link>
              )}
            </li>
          ))}
        </FindingList>
      )}
    </div>
  );
}

function FindingList(props: {
  readonly title: string;
  readonly none?: string;
  readonly children: readonly ReactNode[];
}) {
  const words = useWords(candidateWords);
  const { title, none, children } = props;
  const rest = children.slice(shownAtFirst);
  return (
    <section className="panel">
      <h2>{title}</h2>
      {children.length === 0 ? <p className="quiet">{none}</p> : null}
      <ul className="plain-list">{children.slice(0, shownAtFirst)}</ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>{words.rest(rest.length)}</summary>
          <ul className="plain-list">{rest}</ul>
        </details>
      )}
    </section>
  );
}
