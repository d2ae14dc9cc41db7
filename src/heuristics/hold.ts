import type { Span } from '../text/normalise.ts';
import type { LeafRules } from './compile.ts';
import type { HoldReason, Scene } from './scene.ts';

type Found = { readonly parts: readonly Span[] };

/** Why a match does not count, or undefined when it does. */
export function holdReason(scene: Scene, match: Found, rules: LeafRules): HoldReason | undefined {
  const first = match.parts[0];
  const last = match.parts.at(-1);
  if (first === undefined || last === undefined) return undefined;
  for (const scope of scene.held) {
    if (rules.speaker === 'anyone' && (scope.reason === 'customer' || scope.reason === 'reported')) continue;
    if (reachesInto(match, scope) && !(scope.cue !== undefined && covers(match, scope.cue))) return scope.reason;
  }
  if (rules.polarity === 'any') return undefined;
  const negated = isNegated(scene, match);
  if (rules.polarity === 'negated') return negated ? undefined : 'negated';
  return negated ? 'negated' : undefined;
}

function isNegated(scene: Scene, match: Found): boolean {
  for (const { cue, end } of scene.negated)
    if (beginsIn(match, cue.start, end) && !negatesItself(scene, match, cue)) return true;
  return false;
}

/** Does a part of the match begin in a stretch? */
function beginsIn({ parts }: Found, from: number, to: number): boolean {
  for (const part of parts) if (part.start >= from && part.start < to) return true;
  return false;
}

/** Does a whole part of the match stand inside a scope? */
function reachesInto({ parts }: Found, { start, end }: Span): boolean {
  for (const part of parts) if (part.start >= start && part.end <= end) return true;
  return false;
}

/** Is the cue among the pattern's own words (not merely in a gap)? */
function covers(match: Found, cue: Span): boolean {
  return match.parts.some((part) => part.start <= cue.start && part.end >= cue.end);
}

/** Does the pattern itself hold the negating word of the cue? Then it means the negation, as 不…争辩 does in 千万不要和他争辩. */
function negatesItself(scene: Scene, match: Found, cue: Span): boolean {
  return match.parts.some((part) => {
    const shared = scene.normalised.text.slice(Math.max(part.start, cue.start), Math.min(part.end, cue.end));
    return /[不没别勿莫未无非绝决拒避防杜禁懒]|n't|\b(?:not|no|never|without|instead|rather|cannot)\b/.test(shared);
  });
}
