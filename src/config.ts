import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { type AccessSettings, accessSettings, accessVariables } from './config/access.ts';
import { type OperationSettings, operationSettings, operationVariables } from './config/operations.ts';
import { whole } from './config/whole.ts';
import { InvalidInput } from './core/errors.ts';
import { type Preset, presetNames, presets } from './llm/presets.ts';

const Environment = z.object({
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url('must be a URL such as https://api.openai.com/v1').optional(),
  GRADER_PRESET: z.enum(presetNames, `must be one of ${presetNames.join(', ')}`).optional(),
  GRADER_MODEL: z.string().min(1).optional(),
  GRADER_PRICES: z.string().min(1).optional(),
  GRADER_SAMPLES: whole(1, 15).default(1),
  GRADER_ENGINE: z.enum(['heuristic', 'hybrid'], 'must be heuristic or hybrid').optional(),
  GRADER_LANG: z.enum(['zh', 'en'], 'must be zh or en').default('zh'),
  GRADER_RUBRICS: z.string().min(1).optional(),
  GRADER_DATA: z.string().min(1).default('.answer-grader'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a URL such as postgres://user:password@host:5432/name' })
    .optional(),
  GRADER_WORK: z.enum(['here', 'workers'], 'must be here or workers').default('here'),
  GRADER_CONCURRENCY: whole(1, 1_000).default(4),
  GRADER_FLEET_CONCURRENCY: whole(1, 10_000).optional(),
  GRADER_THREADS: whole(0, 64).optional(),
  GRADER_TIMEOUT_MS: whole(1, 3_600_000).default(60_000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  ...accessVariables,
  ...operationVariables,
});

/** All variables that are read, by name, with what they are where they are not set; undefined: nothing. */
export const variables: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(Environment.shape).map(([name, schema]) => [name, schema.parse(undefined)]),
);

/** Every setting, read once. Nothing else reads the environment. */
export type Config = {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  /** The vendor that was named, and what is known of it. */
  readonly preset: Preset | undefined;
  readonly model: string;
  /** A price list of the user's own. */
  readonly pricesFile: string | undefined;
  /** How many times the model judges an answer. */
  readonly samples: number;
  /** What judges when a request does not say: hybrid where a key is set or a vendor is named, unless the environment decides. */
  readonly engine: 'heuristic' | 'hybrid';
  readonly lang: 'zh' | 'en';
  /** Folder of the rubrics. */
  readonly rubrics: string;
  /** Folder of what the program itself keeps: caches, and the embedded store. */
  readonly data: string;
  /** A PostgreSQL database in place of the embedded store. Holds a password. */
  readonly databaseUrl: string | undefined;
  /** Who grades the batches of the service: itself, or only workers beside it. */
  readonly work: 'here' | 'workers';
  readonly concurrency: number;
  /** Calls to the model at the same time of all processes on one PostgreSQL database; undefined: each has its own limit only. */
  readonly fleetConcurrency: number | undefined;
  /** Threads of the heuristics beside the one that answers; 0: it does their work itself. */
  readonly threads: number;
  readonly timeoutMs: number;
  readonly host: string;
  readonly port: number;
  readonly access: AccessSettings;
  readonly operations: OperationSettings;
  /** Variables that look like ours but are not, perhaps misspelt, each with the nearest that there is. */
  readonly strangers: readonly { readonly name: string; readonly nearest: string }[];
};

/** Settings by the name of their variable, as flags give them. */
export type Overrides = Partial<Record<keyof z.input<typeof Environment>, string | undefined>>;

/**
 * Reads the settings. An empty variable counts as unset.
 *
 * @param flags - what was typed, which comes before the environment
 * @throws {InvalidInput} naming every variable that is wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv, flags: Overrides = {}): Config {
  const typed = Object.entries(flags).filter(([, value]) => value !== undefined);
  const given = Object.fromEntries([...Object.entries(environment), ...typed].filter(([, value]) => value !== ''));
  const presetName = presetNames.find((name) => name === given.GRADER_PRESET);
  const preset: Preset | undefined = presetName === undefined ? undefined : presets[presetName];
  const baseUrl = given.OPENAI_BASE_URL ?? preset?.baseUrl ?? undefined;
  const model = given.GRADER_MODEL ?? (preset ?? presets.openai).model;
  const parsed = Environment.safeParse(given);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
    ...(preset !== undefined && baseUrl === undefined
      ? [{ field: 'OPENAI_BASE_URL', message: `must be set for ${preset.name}: ${preset.note}` }]
      : []),
    ...(model === undefined
      ? [{ field: 'GRADER_MODEL', message: `must be set for ${preset?.name}, or --model given` }]
      : []),
  ];
  if (!parsed.success || model === undefined || faults.length > 0) throw new InvalidInput('environment', faults);
  const value = parsed.data;
  const apiKey = value.OPENAI_API_KEY ?? (preset?.anyKey === true ? 'none' : undefined);
  return {
    apiKey,
    baseUrl,
    preset,
    model,
    pricesFile: value.GRADER_PRICES === undefined ? undefined : resolve(value.GRADER_PRICES),
    samples: value.GRADER_SAMPLES,
    engine: value.GRADER_ENGINE ?? (apiKey === undefined && preset === undefined ? 'heuristic' : 'hybrid'),
    lang: value.GRADER_LANG,
    rubrics:
      value.GRADER_RUBRICS === undefined
        ? fileURLToPath(new URL('../rubrics', import.meta.url))
        : resolve(value.GRADER_RUBRICS),
    data: resolve(value.GRADER_DATA),
    databaseUrl: value.DATABASE_URL,
    work: value.GRADER_WORK,
    concurrency: value.GRADER_CONCURRENCY,
    fleetConcurrency: value.GRADER_FLEET_CONCURRENCY,
    threads: value.GRADER_THREADS ?? (availableParallelism() > 1 ? 1 : 0),
    timeoutMs: value.GRADER_TIMEOUT_MS,
    host: value.HOST,
    port: value.PORT,
    access: accessSettings(value),
    operations: operationSettings(value),
    strangers: strangersIn(given),
  };
}

function strangersIn(given: object): Config['strangers'] {
  const known = Object.keys(variables);
  return Object.keys(given)
    .filter((name) => name.startsWith('GRADER_') && !known.includes(name))
    .map((name) => ({ name, nearest: closest(name, known) }));
}
