import { Command, Option } from 'commander';
import type { Config } from '../config.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { exitCode, reportFailure } from './failure.ts';

/** What the command line is given by `main.ts`. */
export type Wiring = {
  readonly version: string;
  readonly config: () => Config;
  readonly catalogue: (folder: string) => Catalogue;
  readonly grader: (catalogue: Catalogue, config: Config) => Promise<Grader>;
  /** Starts the service; ends when it was stopped. */
  readonly serve: (config: Config) => Promise<void>;
};

const engineOption = new Option('--engine <engine>', 'who judges (default: hybrid where OPENAI_API_KEY is set)').choices(['heuristic', 'hybrid']);
const langOption = new Option('--lang <lang>', 'language of the feedback').choices(['zh', 'en']);

/** Runs one command line and gives the exit code. Each command's module is loaded only when it runs. */
export async function runProgram(argv: readonly string[], wiring: Wiring): Promise<number> {
  let code: number = exitCode.fine;
  const program = new Command('answer-grader')
    .description('Grades answers to customer-service interview questions, with evidence for every key point.')
    .version(wiring.version)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');

  program
    .command('grade')
    .description('grade one answer, or a file of them with --in and --out')
    .argument('[question]', 'id of the question; `questions` lists them')
    .argument('[text]', 'the answer; without it, --file or standard input is read')
    .option('--file <path>', 'read the answer from a file')
    .option('--in <path>', 'JSONL with id, question, answer on each line')
    .option('--out <path>', 'JSONL, one grade a line, in the order of the input')
    .option('-j, --max-concurrency <n>', 'answers that are graded at the same time', Number)
    .option('--model <name>', 'model of the LLM judge')
    .option('--json', 'print the grade as JSON')
    .addOption(engineOption)
    .addOption(langOption)
    .action(async (question: string | undefined, text: string | undefined, options: GradeOptions) => {
      const config = withOptions(wiring.config(), options);
      const catalogue = wiring.catalogue(config.rubrics);
      const grader = await wiring.grader(catalogue, config);
      if (options.in !== undefined || options.out !== undefined) {
        const { gradeFile } = await import('./grade-file.ts');
        code = await gradeFile({ input: options.in, output: options.out }, grader, config);
      } else {
        const { gradeOne } = await import('./grade.ts');
        await gradeOne({ question, text, file: options.file, json: options.json === true }, { grader, catalogue, config });
      }
    });

  program
    .command('explain')
    .description('show which indicators fired on which words, and what was held back and why')
    .argument('<question>')
    .argument('[text]', 'the answer; without it, --file or standard input is read')
    .option('--file <path>')
    .option('--json')
    .action(async (question: string, text: string | undefined, options: { file?: string; json?: boolean }) => {
      const { explain } = await import('./explain.ts');
      await explain({ question, text, file: options.file, json: options.json === true }, wiring.catalogue(wiring.config().rubrics));
    });

  program
    .command('questions')
    .description('list the questions')
    .option('--json')
    .addOption(langOption)
    .action(async (options: { json?: boolean; lang?: 'zh' | 'en' }) => {
      const { listQuestions } = await import('./questions.ts');
      const config = wiring.config();
      listQuestions(wiring.catalogue(config.rubrics), { lang: options.lang ?? config.lang, json: options.json === true });
    });

  program
    .command('rubric')
    .description('rubric show ID: the rubric of a question, private parts included')
    .command('show')
    .argument('<id>')
    .option('--json')
    .addOption(langOption)
    .action(async (id: string, options: { json?: boolean; lang?: 'zh' | 'en' }) => {
      const { showRubric } = await import('./rubric-show.ts');
      const config = wiring.config();
      showRubric(wiring.catalogue(config.rubrics).rubric(id), { lang: options.lang ?? config.lang, json: options.json === true });
    });

  program
    .command('agreement')
    .description('compare the heuristic judge with the human labels of fixtures/answers')
    .option('--question <ids>', 'only these questions, separated by commas')
    .option('--ids <prefix>', 'only answers whose name begins so')
    .option('--summary', 'figures only')
    .option('--json')
    .action(async (options: { question?: string; ids?: string; summary?: boolean; json?: boolean }) => {
      const { agreement } = await import('./agreement.ts');
      agreement(wiring.catalogue(wiring.config().rubrics), options);
    });

  program
    .command('examples')
    .description('run every example of the rubrics through their indicators')
    .option('--question <ids>', 'only these questions, separated by commas')
    .action(async (options: { question?: string }) => {
      const { examples } = await import('./examples.ts');
      code = examples(wiring.catalogue(wiring.config().rubrics), options.question) ? exitCode.fine : exitCode.checksFailed;
    });

  program
    .command('serve')
    .description('start the service and its page')
    .option('--port <n>', 'port', Number)
    .option('--host <address>')
    .action(async (options: { port?: number; host?: string }) => {
      const config = wiring.config();
      await wiring.serve({ ...config, port: options.port ?? config.port, host: options.host ?? config.host });
    });

  program
    .command('diagnose')
    .description('show the settings in effect, secrets masked')
    .option('--json')
    .action(async () => {
      const config = wiring.config();
      const shown = { version: wiring.version, node: process.version, ...config, apiKey: config.apiKey === undefined ? null : '••••' };
      process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    });

  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    return reportFailure(error);
  }
}

type GradeOptions = {
  file?: string;
  in?: string;
  out?: string;
  json?: boolean;
  engine?: 'heuristic' | 'hybrid';
  lang?: 'zh' | 'en';
  model?: string;
  maxConcurrency?: number;
};

function withOptions(config: Config, options: GradeOptions): Config {
  return {
    ...config,
    engine: options.engine ?? config.engine,
    lang: options.lang ?? config.lang,
    model: options.model ?? config.model,
    concurrency: options.maxConcurrency ?? config.concurrency,
  };
}
