import type { AnswerResult } from '../answer-result.ts';
import type { CheckReport } from '../check-report.ts';
import type { Figures } from '../figures.ts';

const mostErrors = 3;

/** Heads of the columns that every table of figures has. */
export const figureHeads = [
  'n',
  'QWK',
  'κ (95 %)',
  'exact',
  'false acc.',
  'false rej.',
  'MAE',
  'bias',
  'review',
] as const;

/** The figures of a slice, one text a column; a dash for what cannot be reckoned. */
export function figureCells({ agreement, kappaInterval, score, review }: Figures): string[] {
  const range =
    kappaInterval === undefined ? '' : ` (${decimals(kappaInterval[0], 2)}–${decimals(kappaInterval[1], 2)})`;
  return [
    String(agreement?.pairs ?? 0),
    decimals(agreement?.qwk, 3),
    `${decimals(agreement?.kappa, 3)}${range}`,
    percent(agreement?.exact),
    percent(agreement?.falseAccepts),
    percent(agreement?.falseRejects),
    decimals(score?.mae, 1),
    score === undefined ? '–' : `${score.bias > 0 ? '+' : ''}${decimals(score.bias, 1)}`,
    percent(review),
  ];
}

/** What belongs beside the figures of the whole: the judges who know nothing, and what was left out. One sentence each. */
export function notesOf({ figures, manifest, comparison, flips, results }: CheckReport): string[] {
  const all = figures.find((slice) => slice.kind === 'all');
  if (all === undefined) return [];
  const { agreement, baselines, redFlags, ungraded, synthetic, undecided, repeat } = all;
  const notes: string[] = [];
  if (agreement !== undefined) {
    const { length, overlap } = baselines;
    notes.push(
      `judges who know nothing: majority ${percent(agreement.majority)} exact · ` +
        `length QWK ${decimals(length?.qwk, 3)}, ${percent(length?.exact)} exact · ` +
        `overlap QWK ${decimals(overlap?.qwk, 3)}, ${percent(overlap?.exact)} exact`,
    );
    const lenient = agreement.exact + agreement.wrongUncertain / agreement.pairs;
    notes.push(
      `${agreement.wrong} verdicts are not the label, ${agreement.wrongUncertain} of them one step off where the rater was uncertain (exact ${percent(lenient)} if those agreed)`,
    );
  }
  if (redFlags !== undefined)
    notes.push(
      `red flags: ${redFlags.found} found, ${redFlags.overlooked} overlooked, ${redFlags.wrong} wrongly found`,
    );
  notes.push(`ungraded: ${ungraded} of ${all.answers} answers · undecided: ${percent(undecided)} of the points`);
  notes.push(...errorsOf(results));
  if (synthetic > 0)
    notes.push(`${synthetic} answers were judged by synthetic recordings: they prove mechanisms and are in no figure`);
  if (manifest.repeat > 1)
    notes.push(
      `${manifest.repeat} runs, QWK ${decimals(repeat.qwk?.low, 3)}–${decimals(repeat.qwk?.high, 3)}: ${repeat.answersPassed} of ${repeat.answers} answers and ${percent(repeat.passed)} of the points pass ` +
        `(${manifest.min_pass} runs agree), ${percent(repeat.stable)} of the points never change, ${flips.length} do`,
    );
  if (comparison !== undefined) {
    const count = (side: string): number => comparison.changes.filter((change) => change.side === side).length;
    notes.push(
      `against the run before, ${comparison.answers} answers in both: ${count('better')} verdicts better, ${count('worse')} worse, ${count('other')} otherwise wrong`,
    );
  }
  return notes;
}

/** Why answers have no grade, the most frequent reason first. */
function errorsOf(results: readonly AnswerResult[]): string[] {
  const errors = results.flatMap((result) => (result.outcome === 'ungraded' ? [result.error] : []));
  return [...Map.groupBy(errors, (error) => error)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostErrors)
    .map(([error, group]) => `ungraded ${group.length} times: ${error}`);
}

export function decimals(value: number | undefined, digits: number): string {
  return value === undefined ? '–' : value.toFixed(digits);
}

export function percent(value: number | undefined): string {
  return value === undefined ? '–' : `${(100 * value).toFixed(1)} %`;
}
