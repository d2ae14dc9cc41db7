import type { Case, Graded, GradeFixture } from '../checks/run-answers.ts';
import type { Config } from '../config.ts';
import { InvalidInput } from '../core/errors.ts';
import type { Grade } from '../core/grade.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import { createGrader } from '../grading/grade-answer.ts';
import type { MissingCause } from '../llm/replay.ts';

/** Feedback in one language, whatever the settings: a recording is met only by the very same request. */
const lang = 'zh';
const replayWidth = 32;

/** Who judges a check, and where its verdicts come from. */
export type CheckJudge = {
  readonly grade: GradeFixture;
  readonly heuristic: (question: string, answer: string) => Grade;
  readonly source: 'reckoned' | 'live' | 'replayed';
  readonly model: string | null;
  readonly prompt: string | null;
  /** Answers judged at the same time. */
  readonly width: number;
  /** After the run: what failed because there was no recording, one sentence a cause. */
  readonly faults: () => string[];
};

export type JudgeRequest = {
  readonly engine: 'heuristic' | 'hybrid';
  readonly catalogue: Catalogue;
  readonly config: Config;
  readonly version: string;
  readonly recordings: string;
  readonly record: boolean;
  /** The model that was named on the command line. */
  readonly model: string | undefined;
  readonly today: string;
};

/** Opens the judge of a check: the heuristics, or a model live, recorded or replayed. The SDK is loaded only for a model. */
export async function openCheckJudge(request: JudgeRequest): Promise<CheckJudge> {
  const { engine, catalogue, version } = request;
  const grader = createGrader({ catalogue, version });
  const heuristic = (question: string, answer: string): Grade =>
    grader.heuristic({ question, answer, engine: 'heuristic', lang });
  if (engine === 'heuristic') {
    const grade: GradeFixture = async ({ question, answer }) => ({
      grade: heuristic(question, answer),
      synthetic: false,
    });
    return { grade, heuristic, source: 'reckoned', model: null, prompt: null, width: 1, faults: () => [] };
  }
  const { apiKey } = request.config;
  if (apiKey === undefined && request.record)
    throw new InvalidInput('--record', [{ field: '', message: 'asks the live model: set OPENAI_API_KEY' }]);
  return { ...(apiKey === undefined ? await openReplay(request) : await openLive(request, apiKey)), heuristic };
}

type ModelJudge = Omit<CheckJudge, 'heuristic'>;

async function openLive({ catalogue, config, version, ...request }: JudgeRequest, apiKey: string): Promise<ModelJudge> {
  const { createLlmJudge } = await import('../llm/judge.ts');
  const { currentExchange, sha256, shownRubricHash, startExchange } = await import('../llm/exchange.ts');
  const { pruneRecordings, recordingFetch } = await import('../llm/recordings.ts');
  const record = { through: fetch, origin: config.model, today: request.today };
  const recorded = request.record ? { fetch: recordingFetch(request.recordings, record) } : {};
  const judge = createLlmJudge({ ...config, apiKey, ...recorded });
  const reasons = new WeakMap<object, string>();
  const grader = createGrader({
    catalogue,
    version,
    judge: {
      ...judge,
      judge: async (asked) => {
        try {
          return await judge.judge(asked);
        } catch (error) {
          const exchange = currentExchange.getStore();
          if (exchange !== undefined) reasons.set(exchange, error instanceof Error ? error.message : String(error));
          throw error;
        }
      },
    },
  });
  const grade: GradeFixture = async ({ id, question, answer }) => {
    const rubric = shownRubricHash(catalogue.rubric(question));
    const exchange = startExchange({ fixture: id, prompt: judge.prompt, rubric, answer: sha256(answer) });
    const given = await currentExchange.run(exchange, () => grader.grade({ question, answer, engine: 'hybrid', lang }));
    if (given.review.reasons.includes('llm_unavailable'))
      return { error: reasons.get(exchange) ?? 'the model could not be asked' };
    if (request.record) pruneRecordings(request.recordings, { fixture: id, model: config.model }, exchange.keys);
    return { grade: given, synthetic: false };
  };
  const { model, concurrency } = config;
  return { grade, source: 'live', model, prompt: judge.prompt, width: concurrency, faults: () => [] };
}

async function openReplay({ catalogue, config, version, ...request }: JudgeRequest): Promise<ModelJudge> {
  const { createLlmJudge } = await import('../llm/judge.ts');
  const { currentExchange, sha256, shownRubricHash, startExchange } = await import('../llm/exchange.ts');
  const { readRecordings, replayFetch, synthetic } = await import('../llm/recordings.ts');
  const { recordedSettings, whyMissing } = await import('../llm/replay.ts');
  const recordings = readRecordings(request.recordings);
  const { model, preset } = recordedSettings(recordings.values(), request.model, config.model);
  const judge = createLlmJudge({
    apiKey: 'none is needed to replay',
    baseUrl: undefined,
    model,
    concurrency: replayWidth,
    timeoutMs: config.timeoutMs,
    retryDelaysMs: [],
    fetch: replayFetch(recordings),
    ...(preset === undefined ? {} : { preset }),
  });
  const grader = createGrader({ catalogue, version, judge });
  const missing: Missing[] = [];
  const grade: GradeFixture = async ({ id, question, answer }): Promise<Graded> => {
    const rubric = shownRubricHash(catalogue.rubric(question));
    const exchange = startExchange({ fixture: id, prompt: judge.prompt, rubric, answer: sha256(answer) });
    const given = await currentExchange.run(exchange, () => grader.grade({ question, answer, engine: 'hybrid', lang }));
    if (exchange.missing) {
      const cause = whyMissing(recordings.values(), { ...exchange.madeFrom, model });
      missing.push({ fixture: id, question, cause });
      return { error: `there is no recording of this request (${causes[cause]})` };
    }
    if (given.review.reasons.includes('llm_unavailable')) return { error: 'the recorded reply is of no use' };
    return { grade: given, synthetic: exchange.origins.has(synthetic) };
  };
  const faults = (): string[] => describeMissing(missing, catalogue, model);
  return { grade, source: 'replayed', model, prompt: judge.prompt, width: replayWidth, faults };
}

type Missing = { readonly fixture: Case['fixture']['id']; readonly question: string; readonly cause: MissingCause };

const causes: Readonly<Record<MissingCause, string>> = {
  'never recorded': 'it was never recorded',
  model: 'only other models were recorded',
  prompt: 'prompts/judge.md changed since it was recorded',
  rubric: 'the rubric changed since it was recorded',
  answer: 'the answer changed since it was recorded',
  request: 'the way of asking changed since it was recorded',
};

/** One sentence a cause, a changed rubric by its file, each with the command that mends it. */
function describeMissing(missing: readonly Missing[], catalogue: Catalogue, model: string): string[] {
  const groups = Map.groupBy(missing, ({ cause, question }) => (cause === 'rubric' ? `rubric ${question}` : cause));
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return '';
    const what =
      first.cause === 'rubric'
        ? `rubrics/${catalogue.source(first.question).file} changed since they were recorded`
        : causes[first.cause].replace('it was', 'they were');
    const only = first.cause === 'rubric' ? ` --question ${first.question}` : '';
    const some = group.length === 1 ? first.fixture : `${group.length} answers, such as ${first.fixture},`;
    return (
      `no recording: ${some} (model ${model}): ${what}; record with: ` +
      `OPENAI_API_KEY=… GRADER_MODEL=${model} answer-grader check --engine hybrid --record${only}`
    );
  });
}
