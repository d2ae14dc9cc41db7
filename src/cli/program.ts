import { Command, InvalidArgumentError } from 'commander';
import type { Config, Overrides } from '../config.ts';
import type { Lang } from '../core/judge.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import type { JudgeWay } from '../llm/open-judge.ts';
import type { Store } from '../store/open-store.ts';
import { addAccessCommands } from './access-commands.ts';
import { addCacheCommand } from './cache.ts';
import { addCheckCommand } from './checks/check-command.ts';
import { exitCode, reportFailure } from './failure.ts';
import { addGradeCommand } from './grade-command.ts';
import { langOption, noText } from './options.ts';
import { addProjectCommands } from './project-commands.ts';
import { addStoreCommands } from './store-commands.ts';
import { addTranscriptCommand } from './transcript-command.ts';
import type { Watch } from './watch.ts';
import { addWorkerCommand } from './worker-command.ts';

/** What the command line is given by `main.ts`. Each part is loaded only when a command asks for it. */
export type Wiring = {
  readonly version: string;
  /** The settings: flags come before the environment. */
  readonly config: (flags?: Overrides) => Promise<Config>;
  readonly catalogue: (folder: string) => Promise<Catalogue>;
  readonly grader: (catalogue: Catalogue, config: Config, way?: JudgeWay) => Promise<Grader>;
  /** Opens the store, which the caller closes. */
  readonly store: (config: Config) => Promise<Store>;
  /** Begins to watch a process that works by itself. */
  readonly watch: (config: Config, store: Store) => Promise<Watch>;
  /** Starts the service; ends when it was stopped. */
  readonly serve: (config: Config) => Promise<void>;
};

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
            .replace(/\.$/, '')
            .replaceAll('\n', ' ')}; add --help for the options\n`,
        ),
    });
  const catalogue = async (): Promise<Catalogue> => wiring.catalogue((await wiring.config()).rubrics);

  addGradeCommand(program, wiring, (result) => {
    code = result;
  });
  addTranscriptCommand(program, wiring, (result) => {
    code = result;
  });
  addCacheCommand(program, wiring);

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
    const { check } = await import('./checks/check.ts');
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
      const { examples } = await import('./checks/examples.ts');
      code = examples(await catalogue(), options.question) ? exitCode.fine : exitCode.checksFailed;
    });

  addProjectCommands(program, wiring, (result) => {
    code = result;
  });

  addStoreCommands(program, wiring, (result) => {
    code = result;
  });

  addAccessCommands(program, wiring);

  addWorkerCommand(program, wiring, (result) => {
    code = result;
  });

  program
    .command('serve')
    .description('start the service and its page')
    .option('--port <n>', 'port (0: any that is free)', portNumber)
    .option('--host <address>', 'address to listen on')
    .action(async (options: { port?: number; host?: string }) => {
      const { keepHeapSteady } = await import('./small-heap.ts');
      keepHeapSteady();
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

async function shown(wiring: Wiring, options: ShowOptions): Promise<{ lang: Lang; json: boolean }> {
  return { lang: options.lang ?? (await wiring.config()).lang, json: options.json === true };
}

function portNumber(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('It must be from 0 to 65535.');
  return Number(value);
}
