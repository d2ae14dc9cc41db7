import { createLocator, type Evidence, overlaps, type Quotation, readQuotation } from '../core/evidence.ts';
import type { FlagFinding, Judgement, JudgeRequest, PointFinding } from '../core/judge.ts';
import type { ReviewReason } from '../core/review.ts';
import type { Rubric } from '../core/rubric.ts';
import { withoutCut } from './prompt.ts';
import type { PointReply, Reply } from './reply.ts';

/** The quotations of a reply that stand nowhere in the answer, and credit without any: one sentence a fault, for the model. */
export function inventedQuotations(reply: Pick<Reply, 'points'>, request: JudgeRequest): string[] {
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
    const found = credit(id, said, request);
    if (found !== undefined) return found;
    reviewReasons.add('evidence_not_found');
    return { id, verdict: 'undecided', evidence: [], reason: notFound[request.lang], advice: null };
  });
  const redFlags = request.rubric.red_flags.flatMap((flag): FlagFinding[] => {
    const [first, ...rest] = (reply.redFlags.get(flag.id) ?? []).flatMap((quotation) => locate(quotation, request));
    return first === undefined ? [] : [{ id: flag.id, evidence: [first, ...rest] }];
  });
  return { points, redFlags, reviewReasons: [...reviewReasons] };
}

/** What a part of a reply is worth before the rest is there: undefined where a word of it is not the answer's. */
export function concludeEarly(id: string, said: PointReply, request: JudgeRequest): PointFinding | undefined {
  const faults = inventedQuotations({ points: new Map([[id, said]]) }, request);
  return faults.length > 0 ? undefined : credit(id, said, request);
}

/** The finding of a point; undefined where it would be credit without words of the answer. */
function credit(id: string, said: PointReply, request: JudgeRequest): PointFinding | undefined {
  const { verdict, reason } = said;
  const common = { id, reason, advice: said.advice || null };
  if (verdict === 'missed') return { ...common, verdict, evidence: [] };
  const [first, ...rest] = evidenceOf(said, request);
  return first === undefined ? undefined : { ...common, verdict, evidence: [first, ...rest] };
}

function evidenceOf(said: PointReply, request: JudgeRequest): Evidence[] {
  return said.evidence.flatMap((quotation) => locate(quotation, request));
}

const copiedClause = 10;

/** Where a quotation stands in the answer, outside what is addressed to the grader; nothing when it merely repeats the question or the rubric. */
function locate(quotation: string, request: JudgeRequest): Evidence[] {
  let known = answers.get(request);
  if (known === undefined) {
    known = { search: createLocator(withoutCut(request)), found: new Map() };
    answers.set(request, known);
  }
  let found = known.found.get(quotation);
  if (found === undefined) {
    const parts = readQuotation(quotation);
    found = ownWords(known.search(parts), request);
    if (found.length > 0 && isCopied(parts, request.rubric)) found = [];
    known.found.set(quotation, found);
  }
  return found;
}

type Locator = ReturnType<typeof createLocator>;

/** A judge quotes the same words for several points, and each is looked at twice: before and after the second question. */
const answers = new WeakMap<JudgeRequest, { search: Locator; found: Map<string, Evidence[]> }>();

function ownWords(found: readonly Evidence[], { answer, cut }: JudgeRequest): Evidence[] {
  return found
    .filter((evidence) => !cut.some((span) => overlaps(span, evidence)))
    .map(({ start, end }) => ({ start, end, quote: answer.slice(start, end) }));
}

/**
 * Is this a stretch of the question, a whole clause of the rubric's policy, or a string of them with few words between? A few
 * words of the rubric are the words anybody would use.
 */
function isCopied(quotation: Quotation, rubric: Rubric): boolean {
  let texts = knownTexts.get(rubric);
  if (texts === undefined) {
    const question = [rubric.prompt, rubric.en.prompt];
    const policy = rubric.points.flatMap((point) => [point.met, point.partial]);
    texts = {
      question: question.map(createLocator),
      policy: policy.map(createLocator),
      whole: [...question, ...policy].flatMap(readQuotation).filter((text) => text.length >= copiedClause),
    };
    knownTexts.set(rubric, texts);
  }
  const words = quotation.join('');
  const sources = words.length < copiedClause ? texts.question : [...texts.question, ...texts.policy];
  if (sources.some((search) => search(quotation).length > 0)) return true;
  const own = texts.whole.reduce((left, text) => left.replaceAll(text, ''), words);
  return own.length <= words.length * ownShare;
}

/** Share of its own below which a quotation with whole clauses of the rubric in it is theirs. */
const ownShare = 0.35;

type KnownTexts = { readonly question: Locator[]; readonly policy: Locator[]; readonly whole: string[] };
const knownTexts = new WeakMap<Rubric, KnownTexts>();

const unusable = { zh: '模型对这一点的回复无法采用', en: 'what the model said of this point cannot be used' } as const;
const notFound = {
  zh: '模型引用的话不在作答里',
  en: 'the words that the model quotes are not in the answer',
} as const;
