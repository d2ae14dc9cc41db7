import { Writable } from 'node:stream';
import type { ExportRequest } from '../../../src/grading/exports/export-request.ts';
import { type ExportFormat, exportResults } from '../../../src/grading/exports/export-results.ts';
import type { ResultRow } from '../../../src/grading/scorecards/result-row.ts';
import { graded, source, ungraded, waiting } from '../scorecards/sample.ts';

/** Text that does harm wherever it is taken for more than text. */
export const hostile =
  '=HYPERLINK("http://x","y") </td></script><script>alert(1)</script><img src=x onerror=alert(2)> \u0000\u0008 & "好" \'𠮷\'\r\n+1';

/** Results with one of everything: met, partial, missed, undecided, a red flag, review, a decision, failures, hostile text. */
export const rows: readonly ResultRow[] = [
  graded(0, '林晓', 'late', 'mpmx', {
    answer: '对不起，我马上查，今天下午给您回电话。',
    flag: true,
    review: ['judges_disagree'],
  }),
  graded(1, '=cmd|calc', 'late', 'xxxu', { answer: hostile, review: ['undecided'] }),
  graded(2, '林晓', 'refund', 'mm', {
    settled: {
      score: 10,
      percent: 50,
      marks: 20,
      verdicts: { plan: 'missed', care: 'partial' },
      redFlags: [],
      by: 'rater',
    },
  }),
  ungraded(3, '周舟', 'late'),
  waiting(4, '=cmd|calc', 'refund'),
];

/** A request over rows of the sample questions. */
export function requestFor(read: readonly ResultRow[], more: Partial<ExportRequest> = {}): ExportRequest {
  return {
    read: () => read,
    source,
    lang: 'zh',
    title: '三月面试',
    madeAt: '2026-03-01T08:00:00.000Z',
    faults: [{ file: '答卷.xlsx', field: '题目', message: '没有这道题：“退换货”', line: 7 }],
    ...more,
  };
}

/** What an export writes. */
export async function exported(format: ExportFormat, request: ExportRequest = requestFor(rows)): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  await exportResults(request, format, out);
  return Buffer.concat(chunks);
}
