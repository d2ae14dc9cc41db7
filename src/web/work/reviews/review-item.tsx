import { useCallback, useId, useRef, useState } from 'react';
import type { KeptGrade, KnownRubric, Question } from '../../client/api.ts';
import { AnswerPanel } from '../../grade/answer-panel.tsx';
import { Lighting } from '../../grade/lit.tsx';
import { Score } from '../../grade/score.tsx';
import { useKept } from '../../kept.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { useFaultText } from '../../server/fault-text.ts';
import { useSession } from '../../server/session.ts';
import { useLoaded } from '../../server/use-loaded.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { FlagReview } from './flag-review.tsx';
import { PointReview } from './point-review.tsx';
import { draftOf, type RaterVerdict, raterVerdicts, standing, undecidedIn } from './review-draft.ts';
import { ReviewForm } from './review-form.tsx';
import { ReviewHead } from './review-head.tsx';
import { type Shortcuts, useShortcuts } from './use-shortcuts.ts';
import './reviews.css';

/** One grade under review. `onSaved` is told of the decision; `keys`: what else keys do while it is shown. */
export function ReviewItem(props: {
  readonly grade: KeptGrade;
  readonly question: Question | undefined;
  readonly onSaved: (grade: KeptGrade) => void;
  readonly keys?: Shortcuts;
}) {
  const words = useWords(reviewWords);
  const textOf = useFaultText();
  const { grade, question, onSaved, keys = [] } = props;
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const session = useSession();
  // Where one signs in, the service decides under the name of the key.
  const signedIn = session?.sign_in === true ? session.name : null;
  const [typed, setAuthor] = useKept('rater');
  const author = signedIn ?? typed;
  const [draft, setDraft] = useState(() => draftOf(grade));
  const [reason, setReason] = useState('');
  const [complaint, setComplaint] = useState('');
  const [saving, setSaving] = useState(false);
  const rubric = useRubric(grade.question);

  const setVerdict = (point: string, verdict: RaterVerdict) =>
    setDraft((now) => ({ ...now, verdicts: { ...now.verdicts, [point]: verdict } }));
  const setHere = (verdict: RaterVerdict) => {
    const point = focused() ?? grade.points[0]?.id;
    if (point !== undefined) setVerdict(point, verdict);
  };
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-point]')?.dataset.point;
  const groups = () => [...(place.current?.querySelectorAll<HTMLElement>('[data-point]') ?? [])];
  const step = (by: number) => {
    const all = groups();
    const at = all.findIndex((group) => group.dataset.point === focused());
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next]?.focus();
  };
  const writeIn = (name: string) => place.current?.querySelector<HTMLInputElement>(`input[name=${name}]`)?.focus();
  const save = async () => {
    const open = undecidedIn(grade, draft);
    if (open.length > 0) return setComplaint(words.needVerdict(open));
    if ((author ?? '').trim() === '') {
      writeIn('author');
      return setComplaint(words.needAuthor);
    }
    if (reason.trim() === '') {
      writeIn('reason');
      return setComplaint(words.needWhy);
    }
    setSaving(true);
    setComplaint('');
    try {
      const { verdicts, flags } = draft;
      const review = { author: (author ?? '').trim(), reason: reason.trim(), verdicts, red_flags: flags };
      onSaved(await api.grades.reviewGrade(grade.id, review));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setComplaint(words.failed(textOf(error)));
    } finally {
      setSaving(false);
    }
  };
  useShortcuts([
    ...keys,
    ...raterVerdicts.map((verdict, index) => [String(index + 1), () => setHere(verdict)] as const),
    ['ArrowDown', () => step(1)],
    ['ArrowUp', () => step(-1)],
    ['Enter', () => void save()],
  ]);

  const places = { answer: `${id}-answer`, points: `${id}-points` };
  return (
    <div ref={place} className="review-item">
      <ReviewHead grade={grade} question={question} />
      <Lighting>
        <div className="grade">
          <AnswerPanel
            answer={grade.answer}
            grade={grade}
            id={places.answer}
            points={places.points}
            title={words.answer}
            hint={words.answerHint}
          />
          <section className="grade-points" id={places.points} aria-labelledby={`${places.points}-title`}>
            <Score grade={grade} />
            <h2 id={`${places.points}-title`}>{words.points}</h2>
            {grade.points.map((point) => (
              <PointReview
                key={point.id}
                grade={grade}
                point={point}
                criteria={rubric?.points.find((criteria) => criteria.id === point.id)}
                verdict={standing(grade, draft, point.id)}
                changed={draft.verdicts[point.id] !== undefined}
                onVerdict={(verdict) => setVerdict(point.id, verdict)}
              />
            ))}
            <FlagReview
              grade={grade}
              rubric={rubric}
              flags={draft.flags}
              onFlag={(flag, committed) => setDraft((now) => ({ ...now, flags: { ...now.flags, [flag]: committed } }))}
            />
          </section>
        </div>
      </Lighting>
      <ReviewForm
        author={author ?? ''}
        fixed={signedIn !== null}
        onAuthor={setAuthor}
        reason={reason}
        onReason={setReason}
        complaint={complaint}
        saving={saving}
        onSave={() => void save()}
      />
    </div>
  );
}

/** The rubric of a question as it is today, for its criteria; undefined while it is not there. */
function useRubric(question: string): KnownRubric['rubric'] | undefined {
  const known = useLoaded(useCallback((signal) => api.rubrics.getRubric(question, { signal }), [question]));
  return known.state === 'ready' ? known.value.rubric : undefined;
}
