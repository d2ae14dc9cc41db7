import type { InputFault } from '../../core/errors.ts';
import type { Lang } from '../../core/judge.ts';
import type { QuestionSource } from '../scorecards/known-question.ts';
import type { ReadResults } from '../scorecards/result-row.ts';

/** What is to be exported, and how it is to be told. */
export type ExportRequest = {
  readonly read: ReadResults;
  readonly source: QuestionSource;
  readonly lang: Lang;
  /** Heading of a report: the name of the batch or file. */
  readonly title: string;
  /** What could not be taken from the files, each with its place. */
  readonly faults: readonly (InputFault & { readonly file: string })[];
  /** When the export was asked for, ISO 8601. */
  readonly madeAt: string;
};
