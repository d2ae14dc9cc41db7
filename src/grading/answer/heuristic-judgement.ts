import { type Evidence, evidenceAt } from '../../core/evidence.ts';
import { type FlagFinding, type Judgement, type Lang, noUsage, type PointFinding } from '../../core/judge.ts';
import type { ReviewReason } from '../../core/review.ts';
import type { CompiledRubric } from '../../heuristics/compile.ts';
import { type JudgedPoint, judgeScene } from '../../heuristics/judge-scene.ts';
import type { HoldReason, Scene } from '../../heuristics/scene.ts';
import { type Span, toRawSpan } from '../../text/normalise.ts';

/** What the deterministic judge says, and by point the words that look like it but do not count. */
export type HeuristicJudgement = Judgement & {
  /** Raw stretches that name the act negated, quoted, reported, withdrawn or imagined. */
  readonly heldBack: ReadonlyMap<string, readonly Span[]>;
};

/** Reasons for holding words back that contradict a judge who credits them. */
const contradicting: readonly HoldReason[] = [
  'negated',
  'hypothetical',
  'withdrawn',
  'customer',
  'reported',
  'question',
  'rubric',
  'named',
];

/**
 * What the deterministic judge says of an answer that was already read as a scene.
 *
 * @param without - id of a labelled answer whose own pieces among the examples must not help
 */
export function judgeByHeuristics(
  compiled: CompiledRubric,
  scene: Scene,
  lang: Lang,
  without?: string,
): HeuristicJudgement {
  const { points, redFlags } = judgeScene(compiled, scene, without);
  const flags = redFlags.flatMap((flag): FlagFinding[] => {
    const evidence = rawEvidence(scene, flag.evidence);
    return evidence === undefined ? [] : [{ id: flag.id, evidence }];
  });
  const reviewReasons: ReviewReason[] = scene.toGrader.length > 0 ? ['addressed_to_grader'] : [];
  return {
    points: points.map((point) => toFinding(point, scene, lang)),
    redFlags: flags,
    reviewReasons,
    model: null,
    usage: noUsage,
    heldBack: new Map(points.map((point) => [point.id, heldBack(point, scene)])),
  };
}

function heldBack({ signs }: JudgedPoint, scene: Scene): Span[] {
  return signs.signs
    .flatMap((sign) => sign.held)
    .filter((match) => contradicting.includes(match.reason))
    .flatMap((match) => match.parts.map((part) => toRawSpan(scene.normalised, part)));
}

function toFinding(point: JudgedPoint, scene: Scene, lang: Lang): PointFinding {
  const evidence = rawEvidence(scene, point.evidence);
  const said = { id: point.id, reason: reasonFor(point, lang), advice: null };
  if (evidence === undefined || point.verdict === 'missed') return { ...said, verdict: 'missed', evidence: [] };
  return { ...said, verdict: point.verdict, evidence };
}

function rawEvidence(scene: Scene, spans: readonly Span[]): [Evidence, ...Evidence[]] | undefined {
  const { raw } = scene.normalised;
  const [first, ...rest] = spans.map((span) => evidenceAt(raw, wholeWords(raw, toRawSpan(scene.normalised, span))));
  return first === undefined ? undefined : [first, ...rest];
}

/** Widens a span that ends inside an English word, as that of a word stem does, to the whole word. */
function wholeWords(raw: string, { start, end }: Span): Span {
  const isLetter = (index: number): boolean => /[a-z]/i.test(raw[index] ?? '');
  let from = start;
  let to = end;
  while (isLetter(from) && isLetter(from - 1)) from--;
  while (isLetter(to) && isLetter(to - 1)) to++;
  return { start: from, end: to };
}

const heldBecause: Record<Lang, Record<HoldReason, string>> = {
  zh: {
    negated: '提到了，但前面是否定或拒绝',
    hypothetical: '只是设想，没有说会这样做',
    withdrawn: '说了又收回，或前后两种说法互相抵消',
    customer: '这是客户的话，不是你的做法',
    reported: '这是转述别人或书本的说法，不是你的做法',
    question: '这是题目里的原话',
    rubric: '这是评分细则里的原话',
    grader: '这是对评分者说的话，不计分',
    named: '只列了名目，没有说具体怎么做',
    vacuous: '这是客套或空泛的话，没有说做什么',
    repeated: '前面已经说过，重复不另计分',
  },
  en: {
    negated: 'mentioned, but negated or refused',
    hypothetical: 'only imagined, not something you say you would do',
    withdrawn: 'taken back, or cancelled by its opposite',
    customer: "these are the customer's words, not your act",
    reported: 'this reports what a book or somebody else says, not your act',
    question: 'these are the words of the question',
    rubric: 'these are the words of the rubric',
    grader: 'addressed to the grader, which earns nothing',
    named: 'only named in a list, without saying how',
    vacuous: 'small talk, which says nothing of what is done',
    repeated: 'said before; saying it again earns nothing more',
  },
};

const found: Record<Lang, Record<'met' | 'partial' | 'missed', string>> = {
  zh: { met: '说到了具体做法', partial: '提到了，但还不够具体', missed: '没有找到相应的内容' },
  en: {
    met: 'the concrete act is there',
    partial: 'touched on, but not concrete enough',
    missed: 'nothing in the answer does this',
  },
};

const unlikely: Record<Lang, string> = {
  zh: '有相关的词，但整句读来不是在做这件事',
  en: 'some of the words are there, but read as a whole the sentence does not do this',
};

function reasonFor({ verdict, signs }: JudgedPoint, lang: Lang): string {
  if (verdict === 'missed') {
    if (signs.verdict !== 'missed') return unlikely[lang];
    const held =
      signs.signs.find((sign) => sign.level === 'met' && sign.held.length > 0) ??
      signs.signs.find((sign) => sign.held.length > 0);
    const reason = held?.held[0]?.reason;
    if (reason !== undefined) return heldBecause[lang][reason];
  }
  if (verdict === 'partial' && signs.verdict === 'partial' && signs.signs.every((sign) => sign.fired.length === 0))
    return heldBecause[lang].named;
  return found[lang][verdict];
}
