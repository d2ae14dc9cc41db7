import type { ReactNode } from 'react';
import type { GradedFlag, GradedPoint, KeptGrade, Verdict } from '../client/api.ts';
import { attemptWords } from '../words/attempt.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import { useLight } from './lit.tsx';
import { reveal } from './reveal.ts';
import { flagOwner } from './segments.ts';

/** A point with its verdict, reason and advice. `children`: what else belongs to it; `place`: where its words stand. */
export function PointItem(props: {
  readonly point: GradedPoint;
  /** The one that counts, which a rater may have changed. */
  readonly verdict: Verdict;
  readonly place: string;
  readonly example: string | null;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}) {
  const words = useWords(gradeWords);
  const changes = useWords(attemptWords);
  const { point, verdict, place, note, children } = props;
  const wanting = verdict === 'missed' || verdict === 'partial';
  return (
    <Entry owner={point.id} kind={verdict} label={words.verdict[verdict]} name={point.name} place={place} note={note}>
      {verdict === point.verdict ? null : <p className="quiet">{changes.changed(words.verdict[point.verdict])}</p>}
      <p>{point.reason}</p>
      {point.advice === null || !wanting ? null : (
        <p className="advice">
          <b>{words.advice}</b>
          {point.advice}
        </p>
      )}
      {props.example === null || !wanting ? null : (
        <p className="advice">
          <b>{words.example}</b>
          {props.example}
        </p>
      )}
      {children}
    </Entry>
  );
}

/** A red flag that was committed, with the words that raised it and what it costs. */
export function FlagItem({ flag, place }: { readonly flag: GradedFlag; readonly place: string }) {
  const words = useWords(gradeWords);
  const percent = Math.round(flag.deduct * 100);
  return (
    <Entry owner={flagOwner(flag.id)} kind="flag" label={`${words.flag} −${percent}%`} name={flag.name} place={place}>
      <p>{words.flagWhy(percent)}</p>
      {flag.evidence.map((evidence) => (
        <blockquote key={evidence.start}>{evidence.quote}</blockquote>
      ))}
    </Entry>
  );
}

/** A red flag that a rater saw: there are no words to show for it. */
export function RaterFlagItem({ flag: { name, deduct } }: { readonly flag: KeptGrade['rater_flags'][number] }) {
  const words = useWords(gradeWords);
  return (
    <li className="point flag">
      <h3>
        <span className="verdict">{deduct === null ? words.flag : `${words.flag} −${Math.round(deduct * 100)}%`}</span>
        <span>{name ?? words.flagUnnamed}</span>
      </h3>
      <p>{words.flagByRater}</p>
    </li>
  );
}

function Entry(props: {
  readonly owner: string;
  readonly kind: Verdict | 'flag';
  readonly label: string;
  readonly name: string;
  readonly place: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const words = useWords(gradeWords);
  const { lit, choose, handlers } = useLight([props.owner]);
  const show = () => {
    choose();
    reveal(props.place, [props.owner]);
  };
  return (
    <li className={`point ${props.kind}${lit ? ' lit' : ''}`} data-owners={props.owner} {...handlers}>
      <h3>
        <span className="verdict">{props.label}</span>
        {props.kind === 'missed' || props.kind === 'undecided' ? (
          <span>{props.name}</span>
        ) : (
          <button
            type="button"
            className="point-name"
            aria-pressed={lit}
            title={words.showEvidence(props.name)}
            onClick={show}
          >
            {props.name}
          </button>
        )}
        {props.note}
      </h3>
      {props.children}
    </li>
  );
}
