import type { Span } from '../text/normalise.ts';
import type { HoldReason, Scene } from './scene.ts';

/** A place where an indicator fires: its parts in order of the text. `weak`: found by sound only. */
export type Match = { readonly parts: readonly Span[]; readonly weak: boolean };

/** A place where an indicator would fire but for the reason. */
export type HeldMatch = Match & { readonly reason: HoldReason };

/** What an indicator finds in an answer. */
export type Finding = { readonly fired: readonly Match[]; readonly held: readonly HeldMatch[] };

/** How near the parts of one finding must stand: in the same stretch, and no further apart than so many units. */
export type Nearness = { readonly same: 'clause' | 'sentence' | 'answer'; readonly within: number };

/** Neither fired nor held back. */
export const nothing: Finding = { fired: [], held: [] };

/** Is it {@link nothing}, or as good as? */
export function isNothing({ fired, held }: Finding): boolean {
  return fired.length === 0 && held.length === 0;
}

/** More places than these tell nothing more. */
export const mostMatches = 24;

/** All that several findings found, in their order. */
export function united(findings: readonly Finding[]): Finding {
  const [first] = findings;
  if (first === undefined) return nothing;
  if (findings.length === 1) return first;
  const fired: Match[] = [];
  const held: HeldMatch[] = [];
  for (const finding of findings) {
    for (const match of finding.fired) fired.push(match);
    for (const match of finding.held) held.push(match);
  }
  return { fired, held };
}

/** Joins findings of which `needed` must hold near enough together. */
export type Joiner = (findings: readonly Finding[], needed: number, nearness: Nearness) => Finding;

/** Joins what is found in one scene. */
export function createJoiner({ normalised: { unit }, structure: { sentenceAt, clauseAt } }: Scene): Joiner {
  function together(findings: readonly Finding[], needed: number, scope: Nearness): Finding {
    let found = 0;
    for (const finding of findings) if (!isNothing(finding)) found++;
    // What is missing altogether is neither fired nor held back.
    if (found < needed) return nothing;
    const fired = combine(
      findings.map((finding) => finding.fired),
      needed,
      scope,
    );
    if (fired.length > 0) return { fired, held: [] };
    const reasons = findings.flatMap((finding) => finding.held);
    const firstHeld = reasons[0];
    if (firstHeld === undefined) return nothing;
    const loose = combine(
      findings.map((finding) => [...finding.fired, ...finding.held]),
      needed,
      scope,
    );
    return { fired: [], held: loose.map((match) => ({ ...match, reason: firstHeld.reason })) };
  }

  function combine(lists: readonly (readonly Match[])[], needed: number, scope: Nearness): Match[] {
    const present = lists.filter((list) => list.length > 0);
    if (present.length < needed) return [];
    const results: Match[] = [];
    const anchors = needed < lists.length ? present.flat() : shortest(present);
    for (const anchor of anchors) {
      const chosen: Match[] = [];
      for (const list of present) {
        const near = list.includes(anchor) ? anchor : list.find((match) => closeEnough(anchor, match, scope));
        if (near !== undefined) chosen.push(near);
      }
      if (chosen.length < needed) continue;
      const parts = chosen.flatMap((match) => match.parts).sort((a, b) => a.start - b.start);
      results.push({ parts, weak: chosen.some((match) => match.weak) });
      if (results.length >= mostMatches) break;
    }
    return results;
  }

  function closeEnough(first: Match, second: Match, scope: Nearness): boolean {
    const a = first.parts[0];
    const b = second.parts[0];
    if (a === undefined || b === undefined) return true;
    const [left, right] = a.start <= b.start ? [first, second] : [second, first];
    const leftEnd = left.parts.at(-1)?.end ?? 0;
    const rightStart = right.parts[0]?.start ?? 0;
    if ((unit[rightStart] ?? 0) - (unit[leftEnd] ?? 0) > scope.within) return false;
    if (scope.same === 'answer') return true;
    const at = scope.same === 'clause' ? clauseAt : sentenceAt;
    return at[a.start] === at[b.start];
  }

  return together;
}

/** The first of the shortest lists. */
function shortest(lists: readonly (readonly Match[])[]): readonly Match[] {
  let least: readonly Match[] | undefined;
  for (const list of lists) if (least === undefined || list.length < least.length) least = list;
  return least ?? [];
}
