import { overlaps } from '../../core/evidence.ts';
import type { Judgement } from '../../core/judge.ts';
import { creditOf, stepsBetween } from '../../core/verdict.ts';
import type { HeuristicJudgement } from './heuristic-judgement.ts';

/**
 * The points on which LLM and heuristics contradict each other so far that a person should look: their verdicts lie two
 * steps apart, or the LLM credits words that the heuristics hold to be negated, quoted, reported, withdrawn or merely imagined.
 * The heuristics never change the LLM's verdict.
 */
export function crossExamine(llm: Pick<Judgement, 'points'>, heuristics: HeuristicJudgement): ReadonlySet<string> {
  const contradicted = new Set<string>();
  for (const finding of llm.points) {
    const other = heuristics.points.find((candidate) => candidate.id === finding.id);
    if (other === undefined || finding.verdict === 'undecided' || other.verdict === 'undecided') continue;
    const held = heuristics.heldBack.get(finding.id) ?? [];
    const creditsHeld =
      creditOf[finding.verdict] > creditOf[other.verdict] &&
      finding.evidence.some((evidence) => held.some((span) => overlaps(span, evidence)));
    if (creditsHeld || stepsBetween(finding.verdict, other.verdict) === 2) contradicted.add(finding.id);
  }
  return contradicted;
}
