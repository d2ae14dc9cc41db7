import type { InputFault } from '../../core/errors.ts';
import type { Lang } from '../../core/judge.ts';
import { createBreath } from '../breath.ts';
import type { QuestionSource } from '../scorecards/known-question.ts';
import { questionsOf } from '../scorecards/known-question.ts';
import type { ReadResults } from '../scorecards/result-row.ts';
import { collectSameAnswers } from '../scorecards/same-answers.ts';

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

/** Positions of answers that stand in a group of near-identical ones. Reads the results once. */
export async function positionsOfSame({ read, source, lang }: ExportRequest): Promise<ReadonlySet<number>> {
  const known = questionsOf(source, lang);
  const same = collectSameAnswers((question) => known(question).prompts);
  const breathe = createBreath();
  for await (const row of read()) {
    same.add(row);
    await breathe();
  }
  const groups = await same.groups();
  return new Set(groups.flatMap(({ answers }) => answers.map(({ position }) => position)));
}
