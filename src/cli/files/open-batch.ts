import type { Config } from '../../config.ts';
import type { Batch, BatchStore } from '../../core/batch.ts';
import { fingerprintOf } from '../../grading/batches/fingerprint.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { judgeLabel } from '../../llm/judge-label.ts';
import type { JudgeWay } from '../../llm/open-judge.ts';
import { promptFile, readPrompt } from '../../llm/prompt.ts';
import type { AnswerSource } from './answer-source.ts';

/** How a file is to be graded. */
export type FileSettings = {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly version: string;
  readonly way: JudgeWay;
  /** Go on with what was begun, or give what is there already. */
  readonly resume: boolean;
};

/**
 * Opens the batch of a source. The same answers, graded by the same rubrics in the same way, is recognised. Where money is limited, or
 * replies are not to be kept, nobody else takes up its items unasked.
 */
export async function openFileBatch(
  source: AnswerSource,
  batches: BatchStore,
  { config, catalogue, version, way, resume }: FileSettings,
): Promise<{ readonly batch: Batch; readonly known: boolean }> {
  const { engine, lang } = config;
  const label = engine === 'heuristic' ? null : judgeLabel(config, way);
  const model = label === null ? null : { label, prompt: readPrompt(promptFile).hash };
  const fingerprint = await fingerprintOf(source.content(), { engine, lang, catalogue, version, model });
  const alone = way.maxCost !== undefined || way.cache === false;
  const judge = label !== null && alone ? `${label}, by one run only` : label;
  return batches.open({ name: source.name, engine, lang, judge, fingerprint, anew: !resume });
}
