import { randomUUID } from 'node:crypto';
import { JudgeUnavailable } from '../core/errors.ts';
import type { Grade, GradedPoint } from '../core/grade.ts';
import type { Judge, Judgement, Lang, PointFinding } from '../core/judge.ts';
import { type ReviewReason, reviewFor } from '../core/review.ts';
import type { Rubric } from '../core/rubric.ts';
import { scoreVerdicts } from '../core/score.ts';
import { readScene, type Scene } from '../heuristics/scene.ts';
import { toRawSpan } from '../text/normalise.ts';
import { bigrams, containment, contentLength } from '../text/similarity.ts';
import type { Catalogue } from './catalogue.ts';
import { copiesRubric } from './copied.ts';
import { crossExamine } from './cross-examine.ts';
import { judgeByHeuristics } from './heuristic-judgement.ts';
import { summarise } from './summary.ts';

/** One answer to be graded. `engine: hybrid` asks the LLM judge where one is configured. */
export type GradeRequest = {
  readonly question: string;
  readonly answer: string;
  readonly engine: 'heuristic' | 'hybrid';
  readonly lang: Lang;
  /** Names given with the submission: masked before anything is sent. */
  readonly names?: readonly string[];
  readonly signal?: AbortSignal;
  /** Id of the labelled answer that this is: its own pieces among the examples must not help the heuristics. */
  readonly labelledAs?: string;
};

/** Grades answers. `heuristic` answers at once and never fails on an answer; `grade` asks the LLM judge where the request says so. */
export type Grader = {
  readonly heuristic: (request: GradeRequest) => Grade;
  readonly grade: (request: GradeRequest) => Promise<Grade>;
};

const fewestCharacters = 4;
const shortAnswer = 15;
const repeatedShare = 0.9;

/**
 * Makes a grader over a catalogue of rubrics.
 *
 * @param parts.judge - the LLM judge, or undefined where none is configured
 * @param parts.version - the engine's version, for the manifest
 * @throws {NotFound} from both functions for an unknown question
 */
export function createGrader(parts: { catalogue: Catalogue; judge?: Judge | undefined; version: string }): Grader {
  const { catalogue, judge, version } = parts;

  function heuristic(request: GradeRequest): Grade {
    const prepared = prepare(request);
    if (prepared.nothing) return insufficient(prepared, 'heuristic');
    return build(prepared, prepared.heuristic, 'heuristic', []);
  }

  async function grade(request: GradeRequest): Promise<Grade> {
    if (request.engine === 'heuristic') return heuristic(request);
    const prepared = prepare(request);
    if (prepared.nothing) return insufficient(prepared, 'heuristic');
    if (judge === undefined) return build(prepared, prepared.heuristic, 'heuristic', ['llm_unavailable']);
    const { rubric, scene } = prepared;
    try {
      const judgement = await judge.judge({
        rubric,
        answer: request.answer,
        cut: scene.toGrader.map((span) => toRawSpan(scene.normalised, span)),
        lang: request.lang,
        ...(request.names === undefined ? {} : { names: request.names }),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      const disagreements = crossExamine(judgement, prepared.heuristic);
      return build(prepared, judgement, 'hybrid', disagreements ? ['judges_disagree'] : []);
    } catch (error) {
      if (!(error instanceof JudgeUnavailable)) throw error;
      return build(prepared, prepared.heuristic, 'heuristic', ['llm_unavailable']);
    }
  }

  function prepare(request: GradeRequest) {
    const compiled = catalogue.compiled(request.question);
    const scene = readScene(request.answer, compiled.known);
    const own = ownWords(scene);
    const judged = judgeByHeuristics(compiled, scene, request.lang, request.labelledAs);
    return {
      request,
      rubric: compiled.rubric,
      scene,
      nothing:
        own < fewestCharacters || containment(bigrams(scene.normalised.text), compiled.known.question) >= repeatedShare,
      short: own < shortAnswer,
      heuristic: judged,
      rubricHash: catalogue.hash(request.question),
    };
  }

  type Prepared = ReturnType<typeof prepare>;

  function shared(prepared: Prepared, engine: 'heuristic' | 'hybrid') {
    const { rubric, request } = prepared;
    return {
      id: randomUUID(),
      question: rubric.id,
      engine,
      lang: request.lang,
      marks: rubric.marks,
      manifest: {
        rubric: prepared.rubricHash,
        prompt: engine === 'hybrid' ? (judge?.prompt ?? null) : null,
        model: engine === 'hybrid' ? (judge?.model ?? null) : null,
        version,
      },
    };
  }

  function build(
    prepared: Prepared,
    judgement: Judgement,
    engine: 'heuristic' | 'hybrid',
    more: readonly ReviewReason[],
  ): Grade {
    const { rubric, request } = prepared;
    const points = rubric.points.map((point) =>
      gradedPoint(rubric, point.id, judgement, request.lang, engine === 'hybrid' ? prepared.heuristic : undefined),
    );
    const redFlags = rubric.red_flags.flatMap((flag) => {
      const finding = judgement.redFlags.find((candidate) => candidate.id === flag.id);
      const name = request.lang === 'en' ? flag.en.name : flag.name;
      return finding === undefined ? [] : [{ id: flag.id, name, deduct: flag.deduct, evidence: [...finding.evidence] }];
    });
    const score = scoreVerdicts(
      rubric,
      new Map(points.map((point) => [point.id, point.verdict])),
      redFlags.map((flag) => flag.id),
    );
    const undecided = points.some((point) => point.verdict === 'undecided');
    const reasons: ReviewReason[] = [...judgement.reviewReasons, ...prepared.heuristic.reviewReasons, ...more];
    if (undecided) reasons.push('undecided');
    if (prepared.short) reasons.push('very_short');
    if (copiesRubric(prepared.scene.normalised.text, rubric)) reasons.push('copied_from_rubric');
    const review = reviewFor(reasons);
    const base = { ...shared(prepared, engine), points, red_flags: redFlags, review, usage: { ...judgement.usage } };
    return {
      ...base,
      outcome: 'graded',
      score: score.score,
      percent: score.percent,
      range: undecided ? { low: score.low, high: score.high } : null,
      summary: summarise(
        { outcome: 'graded', points, redFlags, review, engine, score, marks: rubric.marks },
        request.lang,
      ),
    };
  }

  function insufficient(prepared: Prepared, engine: 'heuristic'): Grade {
    const { rubric, request } = prepared;
    const nothing = request.lang === 'en' ? 'there is nothing here to grade' : '没有可以评分的内容';
    const points = rubric.points.map(
      (point): GradedPoint => ({
        ...named(rubric, point.id, request.lang),
        verdict: 'missed',
        evidence: [],
        reason: nothing,
      }),
    );
    return {
      ...shared(prepared, engine),
      outcome: 'insufficient',
      score: 0,
      percent: 0,
      range: null,
      points,
      red_flags: [],
      review: reviewFor(prepared.heuristic.reviewReasons),
      usage: { ...prepared.heuristic.usage },
      summary: summarise({ outcome: 'insufficient' }, request.lang),
    };
  }

  return { heuristic, grade };
}

/** Characters of the answer that are neither the question's, nor the rubric's, nor addressed to the grader. */
function ownWords(scene: Scene): number {
  const { text } = scene.normalised;
  const borrowed = scene.held.filter(
    (held) => held.reason === 'question' || held.reason === 'rubric' || held.reason === 'grader',
  );
  let own = '';
  for (let index = 0; index < text.length; index++) {
    if (!borrowed.some((span) => index >= span.start && index < span.end)) own += text[index];
  }
  return contentLength(own);
}

function named(
  rubric: Rubric,
  id: string,
  lang: Lang,
): { id: string; dimension: string; name: string; advice: string } {
  const point = rubric.points.find((candidate) => candidate.id === id);
  if (point === undefined) throw new RangeError(`"${rubric.id}" has no point "${id}"`);
  const { name, advice } = lang === 'en' ? point.en : point;
  return { id, dimension: point.dimension, name, advice };
}

function gradedPoint(
  rubric: Rubric,
  id: string,
  judgement: Judgement,
  lang: Lang,
  second: Judgement | undefined,
): GradedPoint {
  const finding = findingOf(judgement, id);
  const { advice, ...common } = named(rubric, id, lang);
  const other = second === undefined ? undefined : findingOf(second, id);
  const opinion =
    other === undefined || other.verdict === 'undecided'
      ? {}
      : { heuristic: { verdict: other.verdict, reason: other.reason } };
  if (finding.verdict === 'met' || finding.verdict === 'partial') {
    const next = finding.verdict === 'met' ? null : (finding.advice ?? advice);
    return {
      ...common,
      ...opinion,
      verdict: finding.verdict,
      evidence: [...finding.evidence],
      reason: finding.reason,
      advice: next,
    };
  }
  return {
    ...common,
    ...opinion,
    verdict: finding.verdict,
    evidence: [],
    reason: finding.reason,
    advice: finding.advice ?? advice,
  };
}

function findingOf(judgement: Judgement, id: string): PointFinding {
  const finding = judgement.points.find((candidate) => candidate.id === id);
  if (finding === undefined) throw new RangeError(`the judgement lacks point "${id}"`);
  return finding;
}
