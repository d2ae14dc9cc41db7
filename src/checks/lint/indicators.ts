import type { Indicator } from '../../core/indicator.ts';
import type { CompiledIndicator } from '../../heuristics/compile.ts';
import type { RubricFile } from './project.ts';

/** An indicator, whose it is, and where it stands. */
export type PlacedIndicator = {
  readonly source: Indicator;
  readonly owner: string;
  /** `flag` for one of a red flag. */
  readonly level: 'met' | 'partial' | 'flag';
  readonly line: number;
  /** Undefined where the rubric could not be compiled. */
  readonly compiled: CompiledIndicator | undefined;
};

/** Every indicator of a rubric, in the order of its file. */
export function indicatorsOf({ data, lineOf, compiled }: RubricFile): PlacedIndicator[] {
  const points = data.points.flatMap((point, at) =>
    (['met', 'partial'] as const).flatMap((level) =>
      point.indicators[level].map((source, index) => ({
        source,
        owner: point.id,
        level,
        line: lineOf(['points', at, 'indicators', level, index]),
        compiled: compiled?.points[at]?.[level][index],
      })),
    ),
  );
  const flags = data.red_flags.flatMap((flag, at) =>
    flag.indicators.map((source, index) => ({
      source,
      owner: flag.id,
      level: 'flag' as const,
      line: lineOf(['red_flags', at, 'indicators', index]),
      compiled: compiled?.redFlags[at]?.indicators[index],
    })),
  );
  return [...points, ...flags];
}

/** Every indicator inside one, itself first. */
export function parts(indicator: Indicator): Indicator[] {
  if (typeof indicator === 'string') return [indicator];
  const inner = [
    'all' in indicator ? indicator.all : [],
    'any' in indicator ? indicator.any : [],
    'none' in indicator ? indicator.none : [],
    'of' in indicator ? indicator.of : [],
  ].flat();
  return [indicator, ...inner.flatMap(parts)];
}

/** Every pattern string of an indicator, exclusions included; a concept by name as the pattern that it is short for. */
export function patternsOf(indicator: Indicator): string[] {
  return parts(indicator).flatMap((part) => {
    if (typeof part === 'string') return [part];
    const own = 'term' in part ? [part.term] : 'concept' in part ? [`@${part.concept}`] : [];
    return 'exclude' in part ? [...own, ...[part.exclude ?? []].flat()] : own;
  });
}

/** An indicator in few words, for a message. */
export function shortly(indicator: Indicator): string {
  const text = typeof indicator === 'string' ? indicator : JSON.stringify(indicator);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

const longest = 60;
