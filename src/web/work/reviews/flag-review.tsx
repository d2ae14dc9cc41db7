import type { KeptGrade, Rubric } from '../../client/api.ts';
import { useLang, useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';

/** The red flags of a question: which the machine found, and what the person says. */
export function FlagReview(props: {
  readonly grade: KeptGrade;
  readonly rubric: Rubric | undefined;
  readonly flags: Readonly<Partial<Record<string, boolean>>>;
  readonly onFlag: (flag: string, committed: boolean) => void;
}) {
  const words = useWords(reviewWords);
  const [lang] = useLang();
  const { grade, rubric, flags, onFlag } = props;
  const found = new Map(grade.red_flags.map((flag) => [flag.id, flag]));
  const known = (rubric?.red_flags ?? []).map((flag) => ({
    id: flag.id,
    deduct: flag.deduct,
    name: lang === 'en' ? flag.en.name : flag.name,
    when: lang === 'en' ? flag.en.when : flag.when,
  }));
  // A red flag that is no longer in the rubric can still be taken back.
  const gone = grade.red_flags
    .filter(({ id }) => known.every((flag) => flag.id !== id))
    .map(({ id, deduct, name }) => ({ id, deduct, name, when: '' }));
  const all = [...known, ...gone];
  if (all.length === 0) return null;
  return (
    <fieldset className="bare">
      <legend>{words.flags}</legend>
      <ul className="plain-list">
        {all.map(({ id, deduct, name, when }) => (
          <li key={id} className={found.has(id) ? 'flag' : undefined}>
            <label>
              <input
                type="checkbox"
                checked={flags[id] ?? found.has(id)}
                onChange={(event) => onFlag(id, event.target.checked)}
              />{' '}
              <b>{name}</b> <span className="quiet">{words.flagCost(Math.round(100 * deduct))}</span>{' '}
              {found.has(id) ? <span className="verdict">{words.machineSays}</span> : null}
            </label>
            <p className="quiet">{when}</p>
            {found.get(id)?.evidence.map(({ start, quote }) => (
              <blockquote key={start}>{quote}</blockquote>
            ))}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
