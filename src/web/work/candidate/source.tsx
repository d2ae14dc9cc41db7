import { useCallback, useEffect, useRef, useState } from 'react';
import type { Origin, Transcript } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { candidateWords } from '../../words/candidate.ts';
import { useWords } from '../../words/lang.ts';

/** Where an answer came from: the row of a sheet, or the interview with the turns that make up the answer. */
export function Source({ batch, origin }: { readonly batch: string; readonly origin: Origin | null }) {
  const words = useWords(candidateWords);
  const [open, setOpen] = useState(false);
  if (origin === null) return null;
  if (origin.turns === undefined)
    return origin.row === undefined ? null : <p className="quiet">{words.row(origin.file, origin.row)}</p>;
  const own = new Set(origin.turns.map(({ turn }) => turn));
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {words.turns} <span className="quiet">{origin.file}</span>
      </summary>
      {open ? <Interview batch={batch} file={origin.file} own={own} /> : null}
    </details>
  );
}

function Interview(props: { readonly batch: string; readonly file: string; readonly own: ReadonlySet<number> }) {
  const { batch, file, own } = props;
  const transcript = useLoaded(
    useCallback((signal) => api.batches.getTranscript(batch, file, { signal }), [batch, file]),
  );
  return <ShowLoaded of={transcript}>{(known) => <Turns transcript={known} own={own} />}</ShowLoaded>;
}

function Turns({ transcript, own }: { readonly transcript: Transcript; readonly own: ReadonlySet<number> }) {
  const words = useWords(candidateWords);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const first = frame.current?.querySelector<HTMLElement>('.own');
    if (frame.current !== null && first !== undefined && first !== null)
      frame.current.scrollTop = first.offsetTop - frame.current.offsetTop - 60;
  }, []);
  return (
    <>
      <p className="quiet">{words.turnsLead}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={frame} className="turns" aria-label={transcript.file} tabIndex={0}>
        {transcript.turns.map(({ number, speaker, text }) => (
          <p key={number} className={own.has(number) ? 'own' : undefined}>
            <b>{speaker}</b> {own.has(number) ? <mark>{text}</mark> : text}
          </p>
        ))}
      </section>
    </>
  );
}
