import type { Config } from '../config.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { createEstimate, type Estimate } from '../llm/estimate.ts';
import { type JudgeWay, openJudge } from '../llm/open-judge.ts';
import { readPrices } from '../llm/prices.ts';
import { exitCode } from './failure.ts';
import { faultLine, readAnswers } from './files/answer-sheet.ts';
import { checkInput, checkNoQuestion } from './files/run-files.ts';
import { requestOf } from './files/submission-request.ts';
import { questionOf, readAnswer } from './read-answer.ts';

type Run = { readonly grader: Grader; readonly config: Config; readonly way: JudgeWay; readonly json: boolean };
type Counted = Estimate & {
  readonly kept: number;
  readonly nothing: number;
  readonly model: string;
  readonly prices: string;
};

/** Tells what grading a file would take. Rows with a fault are reported and left out. @returns 1 where there was one, else 0 */
export async function estimateFile(
  { input, question }: { readonly input: string; readonly question: string | undefined },
  run: Run & { readonly catalogue: Catalogue },
): Promise<number> {
  checkNoQuestion(question);
  checkInput(input);
  const counter = startCounting(run);
  let faults = 0;
  for await (const entry of readAnswers(input, run.catalogue)) {
    if ('submission' in entry) await counter.add(requestOf(entry.submission, run.config));
    else {
      faults++;
      process.stderr.write(`${faultLine(input, entry.fault)}\n`);
    }
  }
  show(counter.total(), run.json);
  return faults === 0 ? exitCode.fine : exitCode.failed;
}

/** The same for one answer. */
export async function estimateOne(
  request: {
    readonly question: string | undefined;
    readonly text: string | undefined;
    readonly file: string | undefined;
  },
  run: Run & { readonly catalogue: Catalogue },
): Promise<number> {
  const { id } = questionOf(request.question, run.catalogue);
  const counter = startCounting(run);
  const { engine, lang } = run.config;
  await counter.add({ question: id, answer: await readAnswer(request), engine, lang });
  show(counter.total(), run.json);
  return exitCode.fine;
}

function startCounting({ grader, config, way }: Run) {
  // Opened to look into the cache; nothing is asked, so that no key is needed.
  const judge = openJudge(config, config.apiKey ?? 'none', { ...way, maxCost: undefined });
  const prices = readPrices(config.pricesFile);
  const price = prices.models[config.model];
  const estimate = createEstimate({ samples: config.samples, isolated: way.isolated === true, price });
  let kept = 0;
  let nothing = 0;

  async function add(request: Parameters<Grader['ask']>[0]): Promise<void> {
    const asked = await grader.ask(request);
    if (asked === undefined) nothing++;
    else if (await judge.isKept(asked)) kept++;
    else estimate.add(asked);
  }

  const total = (): Counted => ({ ...estimate.total(), kept, nothing, model: config.model, prices: prices.as_of });
  return { add, total };
}

function show(counted: Counted, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(counted, null, 2)}\n`);
    return;
  }
  const { cost, model } = counted;
  const rows: [string, string][] = [
    ['answers to ask about', `${counted.answers}`],
    ['kept from before', `${counted.kept}`],
    ['nothing to grade', `${counted.nothing}`],
    ['calls', `${counted.calls}`],
    ['prompt tokens', `about ${counted.prompt_tokens}`],
    ['completion tokens', `about ${counted.completion_tokens}`],
    [
      'cost',
      cost === null
        ? `unknown: ${model} is not in the price list`
        : `about ${cost.amount.toFixed(4)} ${cost.currency} (${model}, price list of ${counted.prices})`,
    ],
  ];
  for (const [name, value] of rows) process.stdout.write(`${name.padEnd(22)}${value}\n`);
}
