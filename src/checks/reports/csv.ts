import { stringify } from 'csv-stringify/sync';
import type { CheckReport } from '../check-report.ts';

const columns = [
  'answer_id',
  'run',
  'set',
  'question',
  'style',
  'outcome',
  'kind',
  'id',
  'dimension',
  'name',
  'label',
  'verdict',
  'agrees',
  'uncertain',
  'evidence',
  'reason',
  'percent',
  'labelled_percent',
  'review',
  'answer',
] as const;
type Row = Partial<Record<(typeof columns)[number], string | number>>;

/**
 * One row a verdict or red flag, and one for an answer without a grade. The byte order mark makes Excel read it as
 * UTF-8; a cell that Excel would take for a formula begins with an apostrophe.
 */
export function csvReport({ results }: CheckReport): string {
  const rows = results.flatMap((result): Row[] => {
    const { id, run, set, question, style, outcome, labelled_percent, answer } = result;
    const shared = { answer_id: id, run, set, question, style, outcome, labelled_percent, answer };
    if (result.outcome === 'ungraded') return [{ ...shared, reason: result.error }];
    const graded = { ...shared, percent: result.percent, review: result.review.join(' ') };
    const quotes = (evidence: readonly { quote: string }[]): string => evidence.map(({ quote }) => quote).join(' / ');
    return [
      ...result.points.map((point) => ({
        ...graded,
        kind: 'point',
        id: point.id,
        dimension: point.dimension,
        name: point.name,
        label: point.label,
        verdict: point.verdict,
        agrees: yesNo(point.label === point.verdict),
        uncertain: yesNo(point.uncertain),
        evidence: quotes(point.evidence),
        reason: point.reason,
      })),
      ...result.red_flags.map((flag) => ({
        ...graded,
        kind: 'red_flag',
        id: flag.id,
        name: flag.name,
        label: yesNo(flag.labelled),
        verdict: yesNo(flag.found),
        agrees: yesNo(flag.labelled === flag.found),
        evidence: quotes(flag.evidence),
      })),
    ];
  });
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
