import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { noText, outFormats } from './options.ts';
import type { Wiring } from './program.ts';
import { addRunOptions, keepingOf, type RunOptions, settingsOf, wayOf } from './run-options.ts';
import { keepHeapSmall } from './small-heap.ts';

type GradeOptions = RunOptions & {
  file?: string;
  in?: string;
  out?: string;
  json?: boolean;
  estimate?: boolean;
  exportRequests?: string;
  importReplies?: string;
};

/** The command `grade`: one answer, a file of them, or a file in bulk through a vendor's batch. */
export function addGradeCommand(program: Command, wiring: Wiring, finish: (code: number) => void): void {
  const command = program
    .command('grade')
    .description('grade one answer, or a file of them with --in and --out')
    .argument('[question]', 'id of the question; `questions` lists them')
    .argument('[text]', noText)
    .option('--file <path>', 'read the answer from a file')
    .option('--in <path>', 'a sheet with id, question, answer and perhaps candidate: JSONL, CSV, TSV, XLSX, JSON')
    .option('--out <path>', outFormats);
  addRunOptions(command)
    .option('--estimate', 'tell what it would take in tokens and money; sends nothing')
    .option('--export-requests <path>', 'write the requests as an OpenAI Batch API input file; sends nothing')
    .option('--import-replies <path>', 'grade --in from the output file of such a batch')
    .option('--json', 'print the grade as JSON')
    .action(async (question: string | undefined, text: string | undefined, options: GradeOptions) => {
      if (options.in !== undefined && options.out !== undefined) keepHeapSmall();
      const config = await wiring.config(settingsOf(options));
      const catalogue = await wiring.catalogue(config.rubrics);
      const parts = { catalogue, config, options, wiring };
      if (options.estimate === true) finish(await estimateRun({ question, text }, parts));
      else if (options.exportRequests !== undefined || options.importReplies !== undefined)
        finish(await bulk(question, parts));
      else finish(await grade({ question, text }, parts));
    });
}

type Parts = { catalogue: Catalogue; config: Config; options: GradeOptions; wiring: Wiring };
type Typed = { question: string | undefined; text: string | undefined };

async function grade({ question, text }: Typed, { catalogue, config, options, wiring }: Parts): Promise<number> {
  if (options.in !== undefined || options.out !== undefined) {
    const { gradeFile } = await import('./files/grade-file.ts');
    return gradeFile(
      { input: options.in, output: options.out, question },
      {
        ...{ catalogue, config, version: wiring.version, way: wayOf(options), openStore: wiring.store },
        makeGrader: (way) => wiring.grader(catalogue, config, way),
        ...keepingOf(options),
      },
    );
  }
  const grader = await wiring.grader(catalogue, config, wayOf(options));
  const { gradeOne } = await import('./grade.ts');
  await gradeOne({ question, text, file: options.file, json: options.json === true }, { grader, catalogue, config });
  return 0;
}

async function estimateRun({ question, text }: Typed, parts: Parts): Promise<number> {
  const { catalogue, config, options } = parts;
  const { estimateFile, estimateOne } = await import('./estimate.ts');
  const run = {
    ...{ grader: await heuristicGrader(parts), catalogue, config, way: wayOf(options) },
    json: options.json === true,
  };
  if (options.in !== undefined) return estimateFile({ input: options.in, question }, run);
  return estimateOne({ question, text, file: options.file }, run);
}

async function bulk(question: string | undefined, parts: Parts): Promise<number> {
  const { catalogue, config, options } = parts;
  const both = options.exportRequests !== undefined && options.importReplies !== undefined;
  const odd = both
    ? '--import-replies'
    : options.isolated
      ? '--isolated'
      : config.samples > 1
        ? '--samples'
        : undefined;
  if (odd !== undefined) {
    const message = both ? 'goes after --export-requests, not with it' : 'does not go with a batch: one call an answer';
    throw new InvalidInput('grade', [{ field: odd, message }]);
  }
  const { exportRequestFile, importReplyFile } = await import('./files/batch-files.ts');
  const run = { grader: await heuristicGrader(parts), catalogue, config };
  if (options.exportRequests !== undefined)
    return exportRequestFile({ input: options.in, output: options.exportRequests, question }, run);
  return importReplyFile(
    { input: options.in, output: options.out, question, replies: options.importReplies ?? '' },
    run,
  );
}

/** A grader that asks nobody. */
function heuristicGrader({ wiring, catalogue, config }: Parts): Promise<Grader> {
  return wiring.grader(catalogue, { ...config, engine: 'heuristic' });
}
