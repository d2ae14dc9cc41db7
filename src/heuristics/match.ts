import { matchesOf } from '../text/matches.ts';
import { findQuantities, type Quantity } from '../text/quantities.ts';
import type { CompiledRubric, CompiledSequence, LeafRules, Node } from './compile.ts';
import {
  createJoiner,
  type Finding,
  type HeldMatch,
  isNothing,
  type Match,
  mostMatches,
  nothing,
  united,
} from './findings.ts';
import { type Hit, putInOrder, scanLiterals } from './hits.ts';
import { holdReason } from './hold.ts';
import { mayFind, mayMatch } from './possible.ts';
import type { Scene } from './scene.ts';
import { awakeIn } from './waking.ts';

/** Tells where the first sign of another point stands, or undefined when it has none. */
export type PointPosition = (point: string) => number | undefined;

/** Looks up where indicators fire in one scene. */
export type Matcher = {
  readonly find: (node: Node, position?: PointPosition) => Finding;
  /** May the indicator of a number find anything? A no is sure; a yes is not. */
  readonly mayFind: (indicator: number) => boolean;
};

/**
 * Scans a scene once for every literal of the rubric and answers indicators from the hits.
 *
 * @param filtered - pass over indicators that the hits rule out; that changes no finding, only the time it takes
 */
export function createMatcher(compiled: CompiledRubric, scene: Scene, filtered = true): Matcher {
  const { text, unit } = scene.normalised;
  const found = scanLiterals(compiled, text);
  const { sentenceAt, clauseAt } = scene.structure;
  const together = createJoiner(scene);

  const fillable = new Uint8Array(compiled.slotCount);
  for (let slot = 0; slot < fillable.length; slot++) if (found.fills(slot) || !filtered) fillable[slot] = 1;
  for (const slot of compiled.composed.keys()) fillable[slot] = 1;
  const awake = awakeIn(compiled.waking, fillable);
  const hits: (readonly Hit[] | undefined)[] = new Array(compiled.slotCount).fill(undefined);
  const quantities = new Map<string, readonly Hit[]>();

  function hitsOf(slot: number): readonly Hit[] {
    return hits[slot] ?? settle(slot);
  }

  function settle(slot: number): readonly Hit[] {
    const own = found.of(slot);
    hits[slot] = own;
    const composed = compiled.composed.get(slot);
    if (composed === undefined) return own;
    const sequences = anyOf(composed.sequences).map((match) => ({
      start: match.parts[0]?.start ?? 0,
      end: match.parts.at(-1)?.end ?? 0,
      weak: match.weak,
    }));
    const merged = [...own, ...composed.builtins.flatMap(quantitiesOf), ...sequences];
    putInOrder(merged);
    hits[slot] = merged;
    return merged;
  }

  function quantitiesOf(name: string): readonly Hit[] {
    const known =
      quantities.get(name) ?? findQuantities(text, name as Quantity).map((span) => ({ ...span, weak: false }));
    quantities.set(name, known);
    return known;
  }

  function chains(sequence: CompiledSequence): Match[] {
    const first = sequence[0];
    if (first === undefined) return [];
    const begun = hitsOf(first.slot);
    const second = sequence[1];
    if (second === undefined) return begun.map((hit) => ({ parts: [hit], weak: hit.weak }));
    let open: Match[] = [];
    for (const hit of begun) lengthen(open, hit, second);
    for (let place = 2; place < sequence.length && open.length > 0; place++) {
      const longer: Match[] = [];
      for (const chain of open) lengthen(longer, chain, sequence[place] ?? second);
      open = longer;
    }
    return open;
  }

  /** Adds what a chain, or the hit that begins one, becomes with each hit that may follow it. */
  function lengthen(longer: Match[], chain: Match | Hit, { slot, gap }: CompiledSequence[number]): void {
    const tail = 'parts' in chain ? chain.parts.at(-1) : chain;
    if (tail === undefined) return;
    const next = hitsOf(slot);
    const limit = (unit[tail.end] ?? 0) + gap;
    for (let index = firstFrom(next, tail.end); index < next.length; index++) {
      const hit = next[index];
      if (hit === undefined || (unit[hit.start] ?? 0) > limit || sentenceAt[hit.start] !== sentenceAt[tail.start])
        return;
      const parts = 'parts' in chain ? [...chain.parts, hit] : [chain, hit];
      longer.push({ parts, weak: chain.weak || hit.weak });
      if (longer.length >= mostMatches) return;
    }
  }

  function anyOf(sequences: readonly CompiledSequence[]): Match[] {
    const [only] = sequences;
    if (only !== undefined && sequences.length === 1) return mayMatch(only, fillable) ? chains(only) : [];
    const matches: Match[] = [];
    for (const sequence of sequences)
      if (mayMatch(sequence, fillable)) for (const match of chains(sequence)) matches.push(match);
    return matches;
  }

  function leaf(candidates: readonly Match[], rules: LeafRules): Finding {
    if (candidates.length === 0) return nothing;
    const fired: Match[] = [];
    const held: HeldMatch[] = [];
    for (const match of candidates) {
      if (fired.length >= mostMatches) break;
      const reason = holdReason(scene, match, rules);
      if (reason !== undefined) held.push({ ...match, reason });
      else if (!rules.exclude.some((node) => sharesClause(excluding(node), match))) fired.push(match);
    }
    return { fired, held };
  }

  const excluded = new Map<Node, Finding>();
  /** What an excluded pattern finds: the same for every match that it may exclude. */
  function excluding(node: Node): Finding {
    const known = excluded.get(node) ?? find(node);
    excluded.set(node, known);
    return known;
  }

  function sharesClause({ fired, held }: Finding, match: Match): boolean {
    const from = clauseAt[match.parts[0]?.start ?? 0] ?? 0;
    const to = clauseAt[(match.parts.at(-1)?.end ?? 1) - 1] ?? 0;
    const between = (other: Match): boolean => {
      const clause = clauseAt[other.parts[0]?.start ?? 0] ?? 0;
      return clause >= from && clause <= to;
    };
    return fired.some(between) || held.some(between);
  }

  // Without a function of its own inside: each call would have to make it, whichever case it takes.
  function find(node: Node, position?: PointPosition): Finding {
    if (!mayFind(node, fillable)) return nothing;
    switch (node.kind) {
      case 'sequences':
        return leaf(anyOf(node.sequences), node.rules);
      case 'regex':
        return leaf(matchesOf(text, node.regex).map(wholeMatch), node.rules);
      case 'any':
        return anyFinding(node.of, position);
      case 'none':
        return noneFinding(node.of, position);
      case 'order': {
        const place = position?.(node.point);
        return onSide(find(node.of, position), node.side, place);
      }
      case 'all':
        return allFindings(node, position);
      case 'at_least':
        return together(everyFinding(node.of, position), node.count, {
          same: node.same,
          within: Number.POSITIVE_INFINITY,
        });
    }
  }

  function everyFinding(nodes: readonly Node[], position: PointPosition | undefined): Finding[] {
    return nodes.map((node) => find(node, position));
  }

  function allFindings(node: Node & { kind: 'all' }, position: PointPosition | undefined): Finding {
    const findings: Finding[] = [];
    for (const inner of node.of) {
      const finding = find(inner, position);
      if (isNothing(finding)) return nothing;
      findings.push(finding);
    }
    return together(findings, findings.length, node);
  }

  function noneFinding(nodes: readonly Node[], position: PointPosition | undefined): Finding {
    return nodes.some((node) => find(node, position).fired.length > 0)
      ? nothing
      : { fired: [{ parts: [], weak: false }], held: [] };
  }

  /** All that the nodes find. */
  function anyFinding(nodes: readonly Node[], position: PointPosition | undefined): Finding {
    const findings: Finding[] = [];
    for (const node of nodes) {
      const finding = find(node, position);
      if (!isNothing(finding)) findings.push(finding);
    }
    return united(findings);
  }

  return { find, mayFind: (indicator) => awake[indicator] === 1 };
}

function wholeMatch(match: RegExpExecArray): Match {
  return { parts: [{ start: match.index, end: match.index + match[0].length }], weak: false };
}

/** What of a finding fired before or after a place; nothing did where there is no such place. */
function onSide({ fired, held }: Finding, side: 'before' | 'after', place: number | undefined): Finding {
  if (place === undefined) return { fired: [], held };
  const isThere = ({ parts }: Match): boolean => {
    const start = parts[0]?.start ?? 0;
    return side === 'before' ? start < place : start > place;
  };
  return { fired: fired.filter(isThere), held };
}

function firstFrom(hits: readonly Hit[], start: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
