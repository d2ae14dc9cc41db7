import { useId } from 'react';
import type { GradedPoint, KeptGrade, Rubric, Verdict } from '../../client/api.ts';
import { useLight } from '../../grade/lit.tsx';
import { gradeWords } from '../../words/grade.ts';
import { useLang, useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { type RaterVerdict, raterVerdicts } from './review-draft.ts';

type Criteria = Rubric['points'][number];

/** One point of a grade under review: what each judge says and why, and the verdict of the person. */
export function PointReview(props: {
  readonly grade: KeptGrade;
  readonly point: GradedPoint;
  readonly criteria: Criteria | undefined;
  readonly verdict: Verdict;
  readonly changed: boolean;
  readonly onVerdict: (verdict: RaterVerdict) => void;
}) {
  const words = useWords(reviewWords);
  const verdicts = useWords(gradeWords).verdict;
  const { grade, point, criteria, verdict, changed, onVerdict } = props;
  const id = useId();
  const { lit, handlers } = useLight([point.id]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be focused and does not lay out as a grid everywhere
    <div
      role="group"
      aria-labelledby={id}
      className={`point ${verdict}${lit ? ' lit' : ''}`}
      data-owners={point.id}
      data-point={point.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys set the verdict of the group that has the focus
      tabIndex={0}
      {...handlers}
    >
      <h3 id={id}>
        {point.name} <span className="quiet">{changed ? words.yours(verdicts[verdict]) : words.unchanged}</span>
      </h3>
      <div className="judges">
        <Judge
          name={grade.engine === 'hybrid' ? words.model : words.rules}
          verdict={point.verdict}
          reason={point.reason}
        />
        {point.heuristic === undefined ? null : (
          <Judge name={words.rules} verdict={point.heuristic.verdict} reason={point.heuristic.reason} />
        )}
      </div>
      {point.votes === undefined ? null : (
        <p className="quiet">
          {words.votes(
            Object.entries(point.votes)
              .map(([given, count]) => `${verdicts[given as Verdict]} ${count}`)
              .join(' · '),
          )}
        </p>
      )}
      {criteria === undefined ? null : <CriteriaOf criteria={criteria} />}
      <div className="verdict-keys">
        {raterVerdicts.map((choice, index) => (
          <button
            key={choice}
            type="button"
            className={`verdict-key ${choice}`}
            aria-pressed={verdict === choice}
            onClick={() => onVerdict(choice)}
          >
            <kbd>{index + 1}</kbd> {verdicts[choice]}
          </button>
        ))}
      </div>
    </div>
  );
}

function Judge(props: { readonly name: string; readonly verdict: Verdict; readonly reason: string }) {
  const verdicts = useWords(gradeWords).verdict;
  return (
    <div className={props.verdict}>
      <p>
        <b>{props.name}</b> <span className="verdict">{verdicts[props.verdict]}</span>
      </p>
      <p className="quiet">{props.reason}</p>
    </div>
  );
}

function CriteriaOf({ criteria }: { readonly criteria: Criteria }) {
  const words = useWords(reviewWords);
  const [lang] = useLang();
  const text = lang === 'en' ? criteria.en : criteria;
  return (
    <details>
      <summary>{words.criteria}</summary>
      <dl className="terms">
        <dt>{words.met}</dt>
        <dd>{text.met}</dd>
        <dt>{words.partial}</dt>
        <dd>{text.partial}</dd>
        {criteria.grader_note === undefined ? null : (
          <>
            <dt>{words.note}</dt>
            <dd>{criteria.grader_note}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
