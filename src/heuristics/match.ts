import { findQuantities, type Quantity } from '../text/quantities.ts';
import type { CompiledRubric, CompiledSequence, LeafRules, Node } from './compile.ts';
import { createJoiner, type Finding, type HeldMatch, type Match, mostMatches, nothing, united } from './findings.ts';
import { type Hit, putInOrder, scanLiterals } from './hits.ts';
import { holdReason } from './hold.ts';
import { mayFind, mayMatch } from './possible.ts';
import type { Scene } from './scene.ts';

/** Tells where the first sign of another point stands, or undefined when it has none. */
export type PointPosition = (point: string) => number | undefined;

/** Looks up where indicators fire in one scene. */
export type Matcher = { readonly find: (node: Node, position?: PointPosition) => Finding };

/**
 * Scans a scene once for every literal of the rubric and answers indicators from the hits.
 *
 * @param filtered - pass over indicators that the hits rule out; that changes no finding, only the time it takes
 */
export function createMatcher(compiled: CompiledRubric, scene: Scene, filtered = true): Matcher {
  const { text, unit } = scene.normalised;
  const hits = scanLiterals(compiled, text);
  const { sentenceAt, clauseAt } = scene.structure;
  const together = createJoiner(scene);

  const fillable = new Uint8Array(hits.length);
  for (let slot = 0; slot < hits.length; slot++) if (hits[slot] !== undefined || !filtered) fillable[slot] = 1;
  for (const slot of compiled.composed.keys()) fillable[slot] = 1;
  const settled = new Set<number>();
  const quantities = new Map<string, readonly Hit[]>();

  function hitsOf(slot: number): readonly Hit[] {
    const composed = compiled.composed.get(slot);
    if (composed === undefined || settled.has(slot)) return hits[slot] ?? [];
    settled.add(slot);
    const sequences = anyOf(composed.sequences).map((match) => ({
      start: match.parts[0]?.start ?? 0,
      end: match.parts.at(-1)?.end ?? 0,
      weak: match.weak,
    }));
    const merged = [...(hits[slot] ?? []), ...composed.builtins.flatMap(quantitiesOf), ...sequences];
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
    if (first === undefined || !mayMatch(sequence, fillable)) return [];
    let open: Match[] = [];
    for (const hit of hitsOf(first.slot)) open.push({ parts: [hit], weak: hit.weak });
    for (let place = 1; place < sequence.length && open.length > 0; place++) {
      const { slot, gap } = sequence[place] ?? first;
      const next = hitsOf(slot);
      const longer: Match[] = [];
      for (const chain of open) {
        const tail = chain.parts.at(-1);
        if (tail === undefined) continue;
        const limit = (unit[tail.end] ?? 0) + gap;
        for (let index = firstFrom(next, tail.end); index < next.length; index++) {
          const hit = next[index];
          if (hit === undefined || (unit[hit.start] ?? 0) > limit || sentenceAt[hit.start] !== sentenceAt[tail.start])
            break;
          longer.push({ parts: [...chain.parts, hit], weak: chain.weak || hit.weak });
          if (longer.length >= mostMatches) break;
        }
      }
      open = longer;
    }
    return open;
  }

  function anyOf(sequences: readonly CompiledSequence[]): Match[] {
    const [only] = sequences;
    if (only !== undefined && sequences.length === 1) return chains(only);
    const matches: Match[] = [];
    for (const sequence of sequences) for (const match of chains(sequence)) matches.push(match);
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

  function find(node: Node, position?: PointPosition): Finding {
    if (!mayFind(node, fillable)) return nothing;
    switch (node.kind) {
      case 'sequences':
        return leaf(anyOf(node.sequences), node.rules);
      case 'regex':
        return leaf(
          [...text.matchAll(node.regex)].map((match) => ({
            parts: [{ start: match.index, end: match.index + match[0].length }],
            weak: false,
          })),
          node.rules,
        );
      case 'any':
        return united(node.of.map((inner) => find(inner, position)));
      case 'none':
        return node.of.some((inner) => find(inner, position).fired.length > 0)
          ? nothing
          : { fired: [{ parts: [], weak: false }], held: [] };
      case 'order': {
        const anchor = position?.(node.point);
        const finding = find(node.of, position);
        if (anchor === undefined) return { fired: [], held: finding.held };
        const right = (match: Match): boolean =>
          node.side === 'before' ? (match.parts[0]?.start ?? 0) < anchor : (match.parts[0]?.start ?? 0) > anchor;
        return { fired: finding.fired.filter(right), held: finding.held };
      }
      case 'all':
        return together(
          node.of.map((inner) => find(inner, position)),
          node.of.length,
          node,
        );
      case 'at_least':
        return together(
          node.of.map((inner) => find(inner, position)),
          node.count,
          { same: node.same, within: Number.POSITIVE_INFINITY },
        );
    }
  }

  return { find };
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
