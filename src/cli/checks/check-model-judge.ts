import type { Fixture } from '../../checks/fixtures.ts';
import type { GradeFixture } from '../../checks/run-answers.ts';
import type { Grade } from '../../core/grade.ts';
import { createGrader } from '../../grading/answer/grade-answer.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { currentExchange, type Exchange, sha256, shownRubricHash, startExchange } from '../../llm/exchange.ts';
import { createLlmJudge, type LlmJudge } from '../../llm/judge.ts';
import { pruneRecordings, readRecordings, recordingFetch, replayFetch, synthetic } from '../../llm/recordings.ts';
import { recordedSettings, whyMissing } from '../../llm/replay.ts';
import { type CheckJudge, type CheckJudgeRequest, checkLang } from './check-judge.ts';
import { describeMissing, type Missing, missingCauses } from './missing-recordings.ts';

type ModelJudge = Omit<CheckJudge, 'heuristic'>;

const replayWidth = 32;

/** A judge that asks the model, and keeps what it says where that is wanted. */
export function openLive(request: CheckJudgeRequest, apiKey: string): ModelJudge {
  const { config, record, recordings, today } = request;
  const { model } = config;
  const kept = record === undefined ? {} : { fetch: recordingFetch(recordings, { ...record, today }) };
  const judge = createLlmJudge({ ...config, apiKey, ...kept });
  const gradeUnder = openGrader(request, judge);
  const before = record === undefined ? new Map() : readRecordings(recordings);
  const grade: GradeFixture = async (fixture) => {
    const { grade: given, exchange, failure } = await gradeUnder(fixture);
    if (failure !== undefined) return { error: failure };
    if (record !== undefined && exchange.keys.size > 0)
      pruneRecordings(recordings, before, { fixture: fixture.id, model, kept: exchange.keys });
    return { grade: given, synthetic: record?.origin === synthetic };
  };
  return { grade, source: 'live', model, prompt: judge.prompt, width: config.concurrency, faults: () => [] };
}

/** A judge that replays recordings and never reaches the network. */
export function openReplay(request: CheckJudgeRequest): ModelJudge {
  const recordings = readRecordings(request.recordings);
  const { model, preset } = recordedSettings(recordings.values(), request.model, request.config.model);
  const judge = createLlmJudge({
    ...request.config,
    apiKey: 'none is needed to replay',
    baseUrl: undefined,
    model,
    concurrency: replayWidth,
    retryDelaysMs: [],
    fetch: replayFetch(recordings),
    ...(preset === undefined ? {} : { preset }),
  });
  const gradeUnder = openGrader(request, judge);
  const missing: Missing[] = [];
  const grade: GradeFixture = async (fixture) => {
    const { grade: given, exchange, failure } = await gradeUnder(fixture);
    if (exchange.missing) {
      const cause = whyMissing(recordings.values(), { ...exchange.madeFrom, model });
      missing.push({ fixture: fixture.id, question: fixture.question, cause });
      return { error: `there is no recording of this request: ${missingCauses[cause]}` };
    }
    if (failure !== undefined) return { error: failure };
    return { grade: given, synthetic: exchange.origins.has(synthetic) };
  };
  const faults = (): string[] => describeMissing(missing, request.catalogue, model);
  return { grade, source: 'replayed', model, prompt: judge.prompt, width: replayWidth, faults };
}

type Under = { readonly grade: Grade; readonly exchange: Exchange; readonly failure: string | undefined };

/** Grades under an exchange, and says why where the model gave nothing and the heuristics would stand in. */
function openGrader(
  { catalogue, version }: { readonly catalogue: Catalogue; readonly version: string },
  judge: LlmJudge,
): (fixture: Fixture) => Promise<Under> {
  const failures = new WeakMap<Exchange, string>();
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
          if (exchange !== undefined) failures.set(exchange, error instanceof Error ? error.message : String(error));
          throw error;
        }
      },
    },
  });
  return async ({ id, question, answer }) => {
    const rubric = shownRubricHash(catalogue.rubric(question));
    const exchange = startExchange({ fixture: id, prompt: judge.prompt, rubric, answer: sha256(answer) });
    const grade = await currentExchange.run(exchange, () =>
      grader.grade({ question, answer, engine: 'hybrid', lang: checkLang, labelledAs: id }),
    );
    const failed = grade.review.reasons.includes('llm_unavailable');
    return { grade, exchange, failure: failed ? (failures.get(exchange) ?? 'the model gave nothing') : undefined };
  };
}
