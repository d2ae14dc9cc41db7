import { JudgeUnavailable } from '../../core/errors.ts';
import type { Grade, GradedPoint } from '../../core/grade.ts';
import type { Judge, Judgement, JudgeRequest, PointFinding } from '../../core/judge.ts';
import { type ReviewReason, reviewFor } from '../../core/review.ts';
import { scoreVerdicts } from '../../core/score.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { crossExamine } from './cross-examine.ts';
import { findingOf, gradedPoint, named, opinionOf } from './graded-point.ts';
import { askOf, type GradeRequest, type Prepared, prepareAnswer } from './prepare-answer.ts';
import { summarise } from './summary.ts';

/** What is known before a grade is made, told in this order. */
export type GradingSteps = {
  /** The heuristic judge's grade, at once, under the id of the grade to come. Where no model is asked its verdicts are final. */
  readonly onHeuristic: (grade: Grade) => void;
  /** A point as the LLM judge decided it; told again where that changes. Nothing that it says outlives the grade. */
  readonly onPoint: (point: GradedPoint) => void;
};

/** Grades answers. `heuristic` answers at once and never fails on an answer; `grade` asks the LLM judge where the request says so. */
export type Grader = {
  readonly heuristic: (request: GradeRequest) => Grade;
  readonly grade: (request: GradeRequest, steps?: GradingSteps) => Promise<Grade>;
  /** What a judge would be asked about this answer; undefined when there is nothing in it to grade. */
  readonly ask: (request: GradeRequest) => Promise<JudgeRequest | undefined>;
  /** The grade that a judge's finished judgement makes, cross-examined as always. */
  readonly conclude: (request: GradeRequest, judgement: Judgement, by: Judged) => Grade;
};

/** Who judged, for the manifest. */
export type Judged = Pick<Judge, 'model' | 'prompt' | 'askedAs'>;

/**
 * Makes a grader over a catalogue of rubrics.
 *
 * @param parts.judge - the LLM judge, or undefined where none is configured
 * @param parts.version - the engine's version, for the manifest
 * @param parts.onUnavailable - is told why, whenever the heuristics stand in for the judge
 * @throws {NotFound} from its functions for an unknown question; {JudgeUnavailable} from `grade` only where the request was aborted
 */
export function createGrader(parts: {
  catalogue: Catalogue;
  judge?: Judge | undefined;
  version: string;
  onUnavailable?: (reason: JudgeUnavailable) => void;
}): Grader {
  const { catalogue, judge, version, onUnavailable } = parts;

  function heuristic(request: GradeRequest): Grade {
    return byHeuristics(prepareAnswer(catalogue, request), []);
  }

  async function grade(request: GradeRequest, steps?: GradingSteps): Promise<Grade> {
    const prepared = await prepare(request);
    steps?.onHeuristic(byHeuristics(prepared, []));
    if (request.engine === 'heuristic') return byHeuristics(prepared, []);
    const asked = askOf(prepared);
    if (asked === undefined) return insufficient(prepared);
    if (judge === undefined) return byHeuristics(prepared, ['llm_unavailable']);
    const onPoint = steps && ((finding: PointFinding) => steps.onPoint(pointByJudge(prepared, finding)));
    try {
      return byJudge(prepared, await judge.judge(onPoint === undefined ? asked : { ...asked, onPoint }), judge);
    } catch (error) {
      // Who asked is gone or wants it later: nobody is to stand in.
      if (!(error instanceof JudgeUnavailable) || request.signal?.aborted) throw error;
      onUnavailable?.(error);
      return byHeuristics(prepared, ['llm_unavailable']);
    }
  }

  async function prepare(request: GradeRequest): Promise<Prepared> {
    if (request.read === undefined) return prepareAnswer(catalogue, request);
    // Nobody is asked to read an answer to a question that there is not.
    catalogue.setOf(request.question);
    return prepareAnswer(catalogue, request, await request.read(request));
  }

  function conclude(request: GradeRequest, judgement: Judgement, by: Judged): Grade {
    const prepared = prepareAnswer(catalogue, request);
    return prepared.nothing ? insufficient(prepared) : byJudge(prepared, judgement, by);
  }

  function byHeuristics(prepared: Prepared, more: readonly ReviewReason[]): Grade {
    if (prepared.nothing) return insufficient(prepared);
    return build(prepared, { judgement: prepared.heuristic, by: undefined, contradicted: new Set(), more });
  }

  function byJudge(prepared: Prepared, judgement: Judgement, by: Judged): Grade {
    const contradicted = crossExamine(judgement, prepared.heuristic);
    return build(prepared, { judgement, by, contradicted, more: contradicted.size > 0 ? ['judges_disagree'] : [] });
  }

  function pointByJudge({ rubric, request, heuristic }: Prepared, finding: PointFinding): GradedPoint {
    const contradicts = crossExamine({ points: [finding] }, heuristic).has(finding.id);
    return gradedPoint(rubric, finding, request.lang, opinionOf(heuristic, finding.id, contradicts));
  }

  function shared(prepared: Prepared, by: Judged | undefined) {
    const { rubric, request } = prepared;
    const asked = by?.askedAs?.();
    return {
      id: prepared.id,
      question: rubric.id,
      engine: by === undefined ? ('heuristic' as const) : ('hybrid' as const),
      lang: request.lang,
      marks: rubric.marks,
      manifest: {
        rubric: prepared.rubricHash,
        prompt: by?.prompt ?? null,
        model: by?.model ?? null,
        version,
        ...(asked === undefined ? {} : { asked: { ...asked, dropped: [...asked.dropped] } }),
      },
    };
  }

  function build(
    prepared: Prepared,
    {
      judgement,
      by,
      contradicted,
      more,
    }: {
      judgement: Judgement;
      by: Judged | undefined;
      contradicted: ReadonlySet<string>;
      more: readonly ReviewReason[];
    },
  ): Grade {
    const { rubric, request } = prepared;
    const points = rubric.points.map(({ id }) => {
      const second = by === undefined ? undefined : opinionOf(prepared.heuristic, id, contradicted.has(id));
      return gradedPoint(rubric, findingOf(judgement, id), request.lang, second);
    });
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
    if (prepared.copied) reasons.push('copied_from_rubric');
    const review = reviewFor(reasons);
    const base = {
      ...shared(prepared, by),
      points,
      red_flags: redFlags,
      review,
      usage: { ...judgement.usage },
      ...(judgement.cost === undefined ? {} : { cost: { ...judgement.cost } }),
    };
    return {
      ...base,
      outcome: 'graded',
      score: score.score,
      percent: score.percent,
      range: undecided ? { low: score.low, high: score.high } : null,
      summary: summarise(
        { outcome: 'graded', points, redFlags, review, engine: base.engine, score, marks: rubric.marks },
        request.lang,
      ),
    };
  }

  function insufficient(prepared: Prepared): Grade {
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
      ...shared(prepared, undefined),
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

  return { heuristic, grade, ask: async (request) => askOf(await prepare(request)), conclude };
}
