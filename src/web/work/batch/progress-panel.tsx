import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Batch, BatchProgress } from '../../client/api.ts';
import { isLive } from '../../server/use-batch.ts';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';
import { FileFaults } from '../file-faults.tsx';

const outcomes = ['graded', 'insufficient', 'ungraded', 'cancelled'] as const;

/** How far a batch is: counts, pace, time left, cost, what was not read; in a line once it has ended. `children`: what can be done with it. */
export function ProgressPanel({ batch, children }: { readonly batch: Batch; readonly children: ReactNode }) {
  const words = useWords(batchWords);
  const { progress } = batch;
  const { total, counts, fell_back, to_review } = progress;
  const ended = total - counts.waiting - counts.running - counts.cancelled;
  const live = isLive(batch);
  return (
    <section className={live ? 'panel' : 'panel ended'} aria-labelledby="progress-title">
      <h2 id="progress-title" className={live ? '' : 'unseen'}>
        {words.progress}
      </h2>
      {live ? (
        <div
          className="progress"
          role="progressbar"
          aria-labelledby="progress-title"
          aria-valuemin={0}
          aria-valuemax={Math.max(total, 1)}
          aria-valuenow={ended}
          aria-valuetext={words.ended(ended, total)}
        >
          <span style={{ width: `${total === 0 ? 0 : (100 * ended) / total}%` }} />
        </div>
      ) : null}
      <p>
        <strong>{words.ended(ended, total)}</strong> <span className="quiet">{paceText(batch, words)}</span>
      </p>
      <p className="quiet">
        {outcomes
          .flatMap((outcome) => (counts[outcome] > 0 ? [words.counts[outcome](counts[outcome])] : []))
          .join(' · ')}
      </p>
      {fell_back > 0 ? <p className="review-note">{words.fellBack(fell_back)}</p> : null}
      {to_review > 0 ? (
        <p>
          <Link href={`/work/reviews?batch=${encodeURIComponent(batch.id)}`}>{words.toReview(to_review)}</Link>
        </p>
      ) : null}
      <Faults batch={batch} />
      {children}
    </section>
  );
}

function paceText(batch: Batch, words: typeof batchWords.zh): string {
  const { rate, seconds_left, cost } = batch.progress;
  const parts = [
    rate === null || !isLive(batch) ? '' : words.rate(rate),
    seconds_left === null || !isLive(batch) ? '' : words.left(durationText(seconds_left, words)),
    costText(cost, words),
  ];
  return parts.filter((text) => text !== '').join(' · ');
}

function durationText(seconds: number, words: typeof batchWords.zh): string {
  return seconds < 90 ? words.seconds(seconds) : words.minutes(Math.ceil(seconds / 60));
}

function costText(cost: BatchProgress['cost'], words: typeof batchWords.zh): string {
  const sums = Object.entries(cost).map(([currency, amount]) => `${amountText(amount ?? 0)} ${currency}`);
  return sums.length === 0 ? '' : words.cost(sums.join(' + '));
}

function Faults({ batch: { faults, fault_count } }: { readonly batch: Batch }) {
  const words = useWords(batchWords);
  if (faults.length === 0) return null;
  return (
    <details>
      <summary>{words.faults(fault_count)}</summary>
      <FileFaults faults={faults} file />
      {faults.length < fault_count ? <p className="quiet">{words.firstFaults(faults.length)}</p> : null}
    </details>
  );
}

/** Small sums need more digits. */
function amountText(amount: number): string {
  return amount.toFixed(amount < 1 ? 4 : 2);
}
