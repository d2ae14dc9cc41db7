import { type Evidence, locateEvidence, overlaps } from '../core/evidence.ts';
import type { FlagFinding, Judgement, JudgeRequest, PointFinding } from '../core/judge.ts';
import type { ReviewReason } from '../core/review.ts';
import { withoutCut } from './prompt.ts';
import type { PointReply, Reply } from './reply.ts';

/** The quotations of a reply that stand nowhere in the answer, and credit without any: one sentence a fault, for the model. */
export function inventedQuotations(reply: Reply, request: JudgeRequest): string[] {
  return [...reply.points].flatMap(([id, { verdict, evidence }]) => {
    if (verdict === 'missed') return [];
    if (evidence.length === 0) return [`the point "${id}" is ${verdict} without evidence`];
    return evidence
      .filter((quotation) => locate(quotation, request).length === 0)
      .map((quotation) => `point "${id}": "${quotation}" does not stand in the answer`);
  });
}

/** What a reply is worth: credit only with words of the answer, `undecided` where the reply cannot be used. */
export function conclude(
  reply: Reply,
  request: JudgeRequest,
): Pick<Judgement, 'points' | 'redFlags' | 'reviewReasons'> {
  const reviewReasons = new Set<ReviewReason>();
  const points = request.rubric.points.map(({ id }): PointFinding => {
    const said = reply.points.get(id);
    if (said === undefined)
      return { id, verdict: 'undecided', evidence: [], reason: unusable[request.lang], advice: null };
    if (said.verdict === 'missed')
      return { id, verdict: 'missed', evidence: [], reason: said.reason, advice: said.advice || null };
    const [first, ...rest] = evidenceOf(said, request);
    if (first !== undefined)
      return {
        id,
        verdict: said.verdict,
        evidence: [first, ...rest],
        reason: said.reason,
        advice: said.advice || null,
      };
    reviewReasons.add('evidence_not_found');
    return { id, verdict: 'undecided', evidence: [], reason: notFound[request.lang], advice: null };
  });
  const redFlags = request.rubric.red_flags.flatMap((flag): FlagFinding[] => {
    const [first, ...rest] = (reply.redFlags.get(flag.id) ?? []).flatMap((quotation) => locate(quotation, request));
    return first === undefined ? [] : [{ id: flag.id, evidence: [first, ...rest] }];
  });
  return { points, redFlags, reviewReasons: [...reviewReasons] };
}

function evidenceOf(said: PointReply, request: JudgeRequest): Evidence[] {
  return said.evidence.flatMap((quotation) => locate(quotation, request));
}

const copiedClause = 10;

/** Where a quotation stands in the answer, outside what is addressed to the grader; nothing when it merely repeats the question or the rubric. */
function locate(quotation: string, request: JudgeRequest): Evidence[] {
  const located = locatedIn.get(request) ?? new Map<string, Evidence[]>();
  locatedIn.set(request, located);
  const found = located.get(quotation) ?? search(quotation, request);
  located.set(quotation, found);
  return found;
}

/** A judge quotes the same words for several points, and each is looked at twice: before and after the second question. */
const locatedIn = new WeakMap<JudgeRequest, Map<string, Evidence[]>>();

function search(quotation: string, request: JudgeRequest): Evidence[] {
  const { rubric, answer, cut } = request;
  const found = locateEvidence(withoutCut(request), quotation).filter(
    (evidence) => !cut.some((span) => overlaps(span, evidence)),
  );
  const asked = [rubric.prompt, rubric.en.prompt];
  // A few words of the rubric are the words anybody would use; a whole clause of it is copied.
  const policy = quotation.length < copiedClause ? [] : rubric.points.flatMap((point) => [point.met, point.partial]);
  const copied = found.length > 0 && [...asked, ...policy].some((text) => locateEvidence(text, quotation).length > 0);
  return copied ? [] : found.map(({ start, end }) => ({ start, end, quote: answer.slice(start, end) }));
}

const unusable = { zh: '模型对这一点的回复无法采用', en: 'what the model said of this point cannot be used' } as const;
const notFound = {
  zh: '模型引用的话不在作答里',
  en: 'the words that the model quotes are not in the answer',
} as const;
