import { Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.ts';
import type { Lang } from '../core/judge.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { addCheckCommand } from './check-command.ts';
import { exitCode, reportFailure } from './failure.ts';
import { addProjectCommands } from './project-commands.ts';

/** What the command line is given by `main.ts`. Each part is loaded only when a command asks for it. */
export type Wiring = {
  readonly version: string;
  readonly config: () => Promise<Config>;
  readonly catalogue: (folder: string) => Promise<Catalogue>;
  readonly grader: (catalogue: Catalogue, config: Config) => Promise<Grader>;
  /** Starts the service; ends when it was stopped. */
  readonly serve: (config: Config) => Promise<void>;
};

const noText = 'the answer; without it, --file or standard input is read';
const engineOption = () =>
  new Option('--engine <engine>', 'who judges (default: hybrid where OPENAI_API_KEY is set)').choices([
    'heuristic',
    'hybrid',
  ]);
const langOption = () => new Option('--lang <lang>', 'language of what is shown').choices(['zh', 'en']);

/** Runs one command line and gives the exit code. The module of a command is loaded only when the command runs. */
export async function runProgram(argv: readonly string[], wiring: Wiring): Promise<number> {
  // A reader that has seen enough (`… | head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? exitCode.fine : exitCode.failed),
  );
  let code: number = exitCode.fine;
  const program = new Command('answer-grader')
    .description('Grades answers to customer-service interview questions, with evidence for every key point.')
    .version(wiring.version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .replace(/^error: /, '')
            .trim()
            .replaceAll('\n', ' ')}; add --help for the options\n`,
        ),
    });
  const catalogue = async (): Promise<Catalogue> => wiring.catalogue((await wiring.config()).rubrics);

  program
    .command('grade')
    .description('grade one answer, or a file of them with --in and --out')
    .argument('[question]', 'id of the question; `questions` lists them')
    .argument('[text]', noText)
    .option('--file <path>', 'read the answer from a file')
    .option('--in <path>', 'JSONL with id, question, answer on each line')
    .option('--out <path>', 'JSONL, one grade a line, in the order of the input')
    .option('-j, --max-concurrency <n>', 'answers that a model is asked about at the same time', wholeNumber)
    .option('--model <name>', 'model of the LLM judge')
    .option('--json', 'print the grade as JSON')
    .addOption(engineOption())
    .addOption(langOption())
    .action(async (question: string | undefined, text: string | undefined, options: GradeOptions) => {
      const config = withOptions(await wiring.config(), options);
      const questions = await wiring.catalogue(config.rubrics);
      const grader = await wiring.grader(questions, config);
      if (options.in !== undefined || options.out !== undefined) {
        const { gradeFile } = await import('./grade-file.ts');
        code = await gradeFile({ input: options.in, output: options.out, question }, grader, config);
      } else {
        const { gradeOne } = await import('./grade.ts');
        const request = { question, text, file: options.file, json: options.json === true };
        await gradeOne(request, { grader, catalogue: questions, config });
      }
    });

  program
    .command('explain')
    .description('show which indicators fired on which words, and what was held back and why')
    .argument('<question>')
    .argument('[text]', noText)
    .option('--file <path>', 'read the answer from a file')
    .option('--json', 'print it as JSON')
    .action(async (question: string, text: string | undefined, options: { file?: string; json?: boolean }) => {
      const { explain } = await import('./explain.ts');
      await explain({ question, text, file: options.file, json: options.json === true }, await catalogue());
    });

  program
    .command('questions')
    .description('list the questions')
    .option('--json', 'print them as JSON')
    .addOption(langOption())
    .action(async (options: ShowOptions) => {
      const { listQuestions } = await import('./questions.ts');
      listQuestions(await catalogue(), await shown(wiring, options));
    });

  program
    .command('rubric')
    .description('rubrics; `rubric show ID` prints one, private parts included')
    .command('show')
    .description('print the rubric of a question, for its author or a rater')
    .argument('<id>', 'id of the question')
    .option('--json', 'print all of it as JSON')
    .addOption(langOption())
    .action(async (id: string, options: ShowOptions) => {
      const { showRubric } = await import('./rubric-show.ts');
      showRubric((await catalogue()).rubric(id), await shown(wiring, options));
    });

  addCheckCommand(program, async (options) => {
    const { check } = await import('./check.ts');
    const given = {
      version: wiring.version,
      config: await wiring.config(),
      catalogue: wiring.catalogue,
      now: new Date(),
    };
    code = (await check(options, given)) ? exitCode.fine : exitCode.checksFailed;
  });

  program
    .command('examples')
    .description('run every example of the rubrics through their indicators')
    .option('--question <ids>', 'only these questions, separated by commas')
    .action(async (options: { question?: string }) => {
      const { examples } = await import('./examples.ts');
      code = examples(await catalogue(), options.question) ? exitCode.fine : exitCode.checksFailed;
    });

  addProjectCommands(program, wiring, (result) => {
    code = result;
  });

  program
    .command('serve')
    .description('start the service and its page')
    .option('--port <n>', 'port (0: any that is free)', portNumber)
    .option('--host <address>', 'address to listen on')
    .action(async (options: { port?: number; host?: string }) => {
      const config = await wiring.config();
      await wiring.serve({ ...config, port: options.port ?? config.port, host: options.host ?? config.host });
    });

  program
    .command('diagnose')
    .description('show the settings in effect, secrets masked')
    .option('--json', 'print them as JSON')
    .action(async (options: { json?: boolean }) => {
      const { diagnose } = await import('./diagnose.ts');
      diagnose(await wiring.config(), { version: wiring.version, json: options.json === true });
    });

  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    return reportFailure(error);
  }
}

type ShowOptions = { json?: boolean; lang?: Lang };

type GradeOptions = {
  file?: string;
  in?: string;
  out?: string;
  json?: boolean;
  engine?: 'heuristic' | 'hybrid';
  lang?: Lang;
  model?: string;
  maxConcurrency?: number;
};

async function shown(wiring: Wiring, options: ShowOptions): Promise<{ lang: Lang; json: boolean }> {
  return { lang: options.lang ?? (await wiring.config()).lang, json: options.json === true };
}

function withOptions(config: Config, options: GradeOptions): Config {
  return {
    ...config,
    engine: options.engine ?? config.engine,
    lang: options.lang ?? config.lang,
    model: options.model ?? config.model,
    concurrency: options.maxConcurrency ?? config.concurrency,
  };
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

function portNumber(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('It must be from 0 to 65535.');
  return Number(value);
}
