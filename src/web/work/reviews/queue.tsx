import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { KeptGrade, Question } from '../../client/api.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { nameShown } from './name-shown.ts';
import { ReviewItem } from './review-item.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';

/**
 * Grades that wait, one of them shown. What is decided stays in the list, marked, and the next one comes. `more`: the service
 * has others, which `onMore` asks for once these are done.
 */
export function Queue(props: {
  readonly first: readonly KeptGrade[];
  readonly more: boolean;
  readonly questions: readonly Question[];
  readonly onSaved: () => void;
  readonly onMore: () => void;
}) {
  const words = useWords(reviewWords);
  const { first, more, questions, onSaved, onMore } = props;
  const [items, setItems] = useState(first);
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState('');
  const shown = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const titles = new Map(questions.map((question) => [question.id, question]));
  const item = items[at];
  const nameOf = ({ candidate, question }: KeptGrade) =>
    `${nameShown(candidate, words)} · ${titles.get(question)?.title ?? question}`;
  const go = (to: number) => {
    moved.current = true;
    setAt(Math.min(Math.max(to, 0), items.length - 1));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the item that is shown
  useEffect(() => {
    if (!moved.current) return;
    shown.current?.querySelector<HTMLElement>('[data-point]')?.focus({ preventScroll: true });
    shown.current?.scrollIntoView({ block: 'start' });
  }, [at]);
  const save = (kept: KeptGrade) => {
    setItems((now) => now.map((known) => (known.id === kept.id ? kept : known)));
    setSaid(words.saved(nameOf(kept)));
    onSaved();
    const rest = items.findIndex((known, index) => index > at && known.decisions.length === 0);
    if (rest >= 0) go(rest);
  };
  return (
    <div className="queue">
      <nav aria-label={words.queue} className="panel queue-list">
        <p className="quiet">{words.waiting(items.length, more)}</p>
        <ol className="plain-list">
          {items.map((known, index) => (
            <li key={known.id}>
              <button
                type="button"
                className="queue-entry"
                aria-current={index === at ? 'true' : undefined}
                onClick={() => go(index)}
              >
                {nameOf(known)}{' '}
                {known.decisions.length > 0 ? (
                  <span className="chip">{words.decidedMark}</span>
                ) : known.appeals.some(({ answered_by }) => answered_by === null) ? (
                  <span className="chip plain">{words.appealed}</span>
                ) : null}
              </button>
            </li>
          ))}
        </ol>
        {more ? <Button onClick={onMore}>{words.more}</Button> : null}
        <ShortcutHelp />
      </nav>
      <div ref={shown} className="queue-item">
        <p role="status" className="saved">
          {said}
        </p>
        <div className="row">
          <Button disabled={at === 0} onClick={() => go(at - 1)}>
            {words.previous}
          </Button>
          <Button disabled={at >= items.length - 1} onClick={() => go(at + 1)}>
            {words.next}
          </Button>
        </div>
        {item === undefined ? null : (
          <ReviewItem
            key={`${item.id} ${item.decisions[0]?.id ?? ''}`}
            grade={item}
            question={titles.get(item.question)}
            onSaved={save}
            keys={[
              ['j', () => go(at + 1)],
              ['k', () => go(at - 1)],
            ]}
          />
        )}
      </div>
    </div>
  );
}
