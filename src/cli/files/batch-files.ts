import { readFileSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { Submission } from '../../core/submission.ts';
import type { Grader, Judged } from '../../grading/answer/grade-answer.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { type BatchItem, exportRequest, importReplies } from '../../llm/batch.ts';
import { keptFiles } from '../../llm/kept.ts';
import { knownOf } from '../../llm/known-endpoint.ts';
import { openLearned } from '../../llm/learned.ts';
import { promptFile, readPrompt } from '../../llm/prompt.ts';
import { exitCode } from '../failure.ts';
import { faultLine, readAnswers } from './answer-sheet.ts';
import { openOutput } from './output-file.ts';
import { checkFiles, checkJsonLines, type FileRequest } from './run-files.ts';
import { startSummary } from './run-summary.ts';
import { gradedLine, requestOf } from './submission-request.ts';

type Run = { readonly grader: Grader; readonly catalogue: Catalogue; readonly config: Config };

/** An answer of the sheet, and what a model is to be asked about it; undefined: it holds nothing to grade. */
type Item = { readonly submission: Submission; readonly asked: BatchItem['request'] | undefined };

/**
 * Writes a sheet of answers as an OpenAI Batch API input file, one request an answer, named by the row's id. Sends nothing.
 *
 * @returns 1 when a row had a fault, each reported with its line; else 0
 */
export async function exportRequestFile(request: FileRequest, run: Run): Promise<number> {
  const { input, output } = checkFiles({ ...request, outputFlag: '--export-requests' });
  checkJsonLines(output);
  const prompt = readPrompt(promptFile);
  const as = { model: run.config.model, prompt, capabilities: capabilitiesOf(run.config) };
  const file = await openOutput(output);
  const count = { requests: 0, nothing: 0, faults: 0 };
  try {
    for await (const item of itemsOf(input, run, () => count.faults++)) {
      if (item.asked === undefined) count.nothing++;
      else {
        await file.writeLine(JSON.stringify(exportRequest({ id: item.submission.id, request: item.asked }, as)));
        count.requests++;
      }
    }
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.finish();
  const nothing = count.nothing === 0 ? '' : `, ${count.nothing} with nothing to grade`;
  const faults = count.faults === 0 ? '' : `, ${count.faults} not exported`;
  process.stderr.write(`${count.requests} requests${nothing}${faults}: ${output}\n`);
  return count.faults === 0 ? exitCode.fine : exitCode.failed;
}

/**
 * Grades a sheet from the output file of a batch. A row whose reply is missing or failed is reported and not graded:
 * nothing stands in for it.
 *
 * @returns 1 when a row or a reply had a fault; else 0
 */
export async function importReplyFile(request: FileRequest & { readonly replies: string }, run: Run): Promise<number> {
  const { input, output } = checkFiles(request);
  checkJsonLines(output);
  const replies = readLines(request.replies);
  let faults = 0;
  const items: Item[] = [];
  for await (const item of itemsOf(input, run, () => faults++)) items.push(item);
  const asked = items.flatMap(({ submission, asked: request }) =>
    request === undefined ? [] : [{ id: submission.id, request }],
  );
  const imported = importReplies(replies, asked, run.config.model);
  for (const { id, fault } of imported.faults)
    process.stderr.write(`${request.replies}: ${id === '' ? '' : `${id} `}${fault}\n`);
  const file = await openOutput(output);
  const summary = startSummary();
  const by = judgedBy(run.config);
  let graded = 0;
  try {
    for (const { submission, asked: request } of items) {
      const judgement = imported.judgements.get(submission.id);
      if (request !== undefined && judgement === undefined) continue;
      const wanted = requestOf(submission, run.config);
      const grade = judgement === undefined ? run.grader.heuristic(wanted) : run.grader.conclude(wanted, judgement, by);
      summary.add(grade);
      await file.writeLine(gradedLine(submission, grade));
      graded++;
    }
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.finish();
  for (const line of summary.lines()) process.stderr.write(`${line}\n`);
  const left = items.length - graded + faults;
  process.stderr.write(`${graded} graded${left === 0 ? '' : `, ${left} not graded`}: ${output}\n`);
  return left === 0 && imported.faults.length === 0 ? exitCode.fine : exitCode.failed;
}

/** The answers of a sheet that have no fault. */
async function* itemsOf(input: string, { grader, catalogue, config }: Run, onFault: () => void): AsyncGenerator<Item> {
  for await (const entry of readAnswers(input, catalogue)) {
    if ('submission' in entry) {
      yield { submission: entry.submission, asked: await grader.ask(requestOf(entry.submission, config)) };
      continue;
    }
    onFault();
    process.stderr.write(`${faultLine(input, entry.fault)}\n`);
  }
}

function capabilitiesOf(config: Config) {
  const { baseUrl, model, preset } = config;
  const learned = openLearned(keptFiles(config.data).learned);
  return knownOf({ baseUrl, model, preset, learned });
}

function judgedBy(config: Config): Judged {
  const asked = { ...capabilitiesOf(config), samples: 1, isolated: false };
  return { model: config.model, prompt: readPrompt(promptFile).hash, askedAs: () => asked };
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidInput(path, [{ field: '--import-replies', message: `cannot be read (${code})` }]);
  }
}
