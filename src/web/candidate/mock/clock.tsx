import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../words/lang.ts';
import { mockWords } from '../../words/mock.ts';

/** Minutes before the end at which the time is also read out. */
const calls = [10, 5, 1];

/** The time that is left; at its end `onEnd` is called once. */
export function Clock({ endsAt, onEnd }: { readonly endsAt: number; readonly onEnd: () => void }) {
  const words = useWords(mockWords);
  const [now, setNow] = useState(Date.now);
  const end = useRef(onEnd);
  end.current = onEnd;
  const seconds = Math.max(0, Math.ceil((endsAt - now) / 1_000));
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(tick);
  }, []);
  const over = seconds === 0;
  useEffect(() => {
    if (over) end.current();
  }, [over]);
  const called = calls.filter((minutes) => seconds <= minutes * 60).at(-1);
  return (
    <p className={`clock${seconds <= 60 ? ' late' : ''}`}>
      <span className="quiet">{words.left}</span>{' '}
      <span role="timer">
        {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
      </span>
      <span role="status" className="unseen">
        {called === undefined ? '' : words.minutesLeft(called)}
      </span>
    </p>
  );
}
