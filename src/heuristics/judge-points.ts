import type { Label } from '../core/verdict.ts';
import type { Span } from '../text/normalise.ts';
import type { CompiledIndicator, CompiledRubric } from './compile.ts';
import type { HeldMatch, Match } from './findings.ts';
import { createMatcher, type Matcher } from './match.ts';
import type { Scene } from './scene.ts';

/** One indicator that fired or was held back. */
export type Sign = {
  readonly indicator: CompiledIndicator;
  readonly level: 'met' | 'partial';
  readonly fired: readonly Match[];
  readonly held: readonly HeldMatch[];
};

/** What the heuristics see for one point. */
export type PointSigns = {
  readonly id: string;
  readonly verdict: Label;
  readonly signs: readonly Sign[];
  readonly evidence: readonly Span[];
};

/** What the heuristics see of one red flag. */
export type FlagSigns = {
  readonly id: string;
  readonly committed: boolean;
  readonly signs: readonly Sign[];
  readonly evidence: readonly Span[];
};

/** Looks for the signs of every point and red flag in an answer. Spans are offsets of the normalised text. */
export function findSigns(compiled: CompiledRubric, scene: Scene): { points: PointSigns[]; redFlags: FlagSigns[] } {
  const matcher = createMatcher(compiled, scene);
  const positions = new Map<string, number | undefined>();
  const position = (id: string): number | undefined => {
    if (!positions.has(id)) {
      positions.set(id, undefined);
      const point = compiled.points.find((candidate) => candidate.id === id);
      const starts = [...(point?.met ?? []), ...(point?.partial ?? [])]
        .flatMap(({ node }) => matcher.find(node, position).fired)
        .map((match) => match.parts[0]?.start ?? Number.POSITIVE_INFINITY);
      positions.set(id, starts.length === 0 ? undefined : Math.min(...starts));
    }
    return positions.get(id);
  };

  const points = compiled.points.map((point): PointSigns => {
    const signs = [
      ...signsOf(matcher, point.met, 'met', position),
      ...signsOf(matcher, point.partial, 'partial', position),
    ];
    return { id: point.id, ...concludePoint(signs) };
  });
  const redFlags = compiled.redFlags.map((flag): FlagSigns => {
    const signs = signsOf(matcher, flag.indicators, 'met', position);
    // A red flag costs marks: a homophone is too weak a sign for it.
    const evidence = spansOf(signs.flatMap((sign) => sign.fired.filter((match) => !match.weak)));
    return { id: flag.id, committed: evidence.length > 0, signs, evidence };
  });
  return { points, redFlags };
}

function signsOf(
  matcher: Matcher,
  indicators: readonly CompiledIndicator[],
  level: 'met' | 'partial',
  position: (id: string) => number | undefined,
): Sign[] {
  const signs: Sign[] = [];
  for (const indicator of indicators) {
    if (!matcher.mayFind(indicator.number)) continue;
    const { fired, held } = matcher.find(indicator.node, position);
    if (fired.length > 0 || held.length > 0) signs.push({ indicator, level, fired, held });
  }
  return signs;
}

/** Met if any sign of `met` counts; partial if one of `partial` does, or if the point was only named in a list; else missed. */
function concludePoint(signs: readonly Sign[]): { verdict: Label; signs: readonly Sign[]; evidence: Span[] } {
  if (signs.length === 0) return { verdict: 'missed', signs, evidence: [] };
  const met = spansOf(signs.filter((sign) => sign.level === 'met').flatMap((sign) => sign.fired));
  if (met.length > 0) return { verdict: 'met', signs, evidence: met };
  const partial = spansOf([
    ...signs.filter((sign) => sign.level === 'partial').flatMap((sign) => sign.fired),
    ...signs.flatMap((sign) => sign.held.filter((match) => match.reason === 'named')),
  ]);
  if (partial.length > 0) return { verdict: 'partial', signs, evidence: partial };
  return { verdict: 'missed', signs, evidence: [] };
}

const mostSpans = 4;
const widestSpan = 60;

/** The stretches that matches cover, overlapping ones joined, the first few. */
function spansOf(matches: readonly Match[]): Span[] {
  const stretches: Span[] = matches.flatMap((match) => {
    const start = match.parts[0]?.start;
    const end = Math.max(...match.parts.map((part) => part.end));
    if (start === undefined) return [];
    return end - start <= widestSpan
      ? [{ start, end }]
      : match.parts.map((part) => ({ start: part.start, end: part.end }));
  });
  return joinSpans(stretches).slice(0, mostSpans);
}

/** The same spans in order, those that overlap or touch made one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  if (spans.length <= 1) return [...spans];
  const joined: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}
