import type { GradeFixture } from '../../checks/run-answers.ts';
import type { Config } from '../../config.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { Grade } from '../../core/grade.ts';
import { createGrader } from '../../grading/answer/grade-answer.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';

/** Feedback in one language, whatever the settings: a recording is met only by the very same request. */
export const checkLang = 'zh';

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

/** What a check judges with. */
export type CheckJudgeRequest = {
  readonly engine: 'heuristic' | 'hybrid';
  readonly catalogue: Catalogue;
  readonly config: Config;
  readonly version: string;
  readonly recordings: string;
  /** Ask the live model, by this `fetch`, and keep what comes back as a reply of `origin`; undefined keeps nothing. */
  readonly record: { readonly through: typeof fetch; readonly origin: string } | undefined;
  /** The model that was named for this run. */
  readonly model: string | undefined;
  readonly today: string;
};

/** Opens the judge of a check: the heuristics, or a model live, recorded or replayed. The SDK is loaded only for a model. */
export async function openCheckJudge(request: CheckJudgeRequest): Promise<CheckJudge> {
  const { engine, catalogue, version } = request;
  const grader = createGrader({ catalogue, version });
  const heuristic = (question: string, answer: string): Grade =>
    grader.heuristic({ question, answer, engine: 'heuristic', lang: checkLang });
  if (engine === 'heuristic') {
    if (request.record !== undefined)
      throw new InvalidInput('--record', [{ field: '', message: 'records a model: add --engine hybrid' }]);
    // The judge has learned from pieces of labelled answers: each is graded as if its own were not among them.
    const grade: GradeFixture = async ({ id, question, answer }) => ({
      grade: grader.heuristic({ question, answer, engine: 'heuristic', lang: checkLang, labelledAs: id }),
      synthetic: false,
    });
    return { grade, heuristic, source: 'reckoned', model: null, prompt: null, width: 1, faults: () => [] };
  }
  const { apiKey } = request.config;
  const { openLive, openReplay } = await import('./check-model-judge.ts');
  if (apiKey !== undefined) return { ...openLive(request, apiKey), heuristic };
  if (request.record === undefined) return { ...openReplay(request), heuristic };
  throw new InvalidInput('--record', [{ field: '', message: 'asks the live model: set OPENAI_API_KEY' }]);
}
