import { earns, type Judgement } from '../core/judge.ts';
import { stepsBetween } from '../core/verdict.ts';

/**
 * Do the LLM and the heuristics contradict each other so far that a person should look? They do where their verdicts lie
 * two steps apart. The heuristics never change the LLM's verdict.
 */
export function crossExamine(llm: Judgement, heuristics: Judgement): boolean {
  return llm.points.some((finding) => {
    const other = heuristics.points.find((candidate) => candidate.id === finding.id);
    if (other === undefined || finding.verdict === 'undecided' || other.verdict === 'undecided') return false;
    return stepsBetween(finding.verdict, other.verdict) === 2 && (earns(finding.verdict) || earns(other.verdict));
  });
}
