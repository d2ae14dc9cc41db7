import { InvalidInput } from '../core/errors.ts';
import type { Example } from '../core/example.ts';
import type { Indicator } from '../core/indicator.ts';
import type { Rubric } from '../core/rubric.ts';
import { foldLiteral, normalise } from '../text/normalise.ts';
import { quantityNames } from '../text/quantities.ts';
import { syllableNumber } from '../text/script.ts';
import { bigrams } from '../text/similarity.ts';
import { type Automaton, buildAutomaton } from './automaton.ts';
import { readBoundedRegex } from './backtracking/bounded-regex.ts';
import type { KnownTexts } from './borrowed.ts';
import { createTeacher, type Teacher } from './lessons.ts';
import { type Lists, packLists } from './lists.ts';
import { type ConceptLookup, type Filling, parsePattern, type Sequence } from './pattern.ts';
import { type Waking, wakingOf } from './waking.ts';

/** What a leaf wants of the place where it matches. */
export type LeafRules = {
  readonly polarity: 'affirmed' | 'negated' | 'any';
  readonly speaker: 'candidate' | 'anyone';
  readonly exclude: readonly Node[];
};

/** A sequence whose slots are numbers into the table of slots. */
export type CompiledSequence = readonly { readonly slot: number; readonly gap: number }[];

/** A compiled indicator. */
export type Node =
  | { readonly kind: 'sequences'; readonly sequences: readonly CompiledSequence[]; readonly rules: LeafRules }
  | { readonly kind: 'regex'; readonly regex: RegExp; readonly rules: LeafRules }
  | {
      readonly kind: 'all';
      readonly of: readonly Node[];
      readonly same: 'clause' | 'sentence' | 'answer';
      readonly within: number;
    }
  | { readonly kind: 'any'; readonly of: readonly Node[] }
  | {
      readonly kind: 'at_least';
      readonly count: number;
      readonly of: readonly Node[];
      readonly same: 'clause' | 'sentence' | 'answer';
    }
  | { readonly kind: 'none'; readonly of: readonly Node[] }
  | { readonly kind: 'order'; readonly side: 'before' | 'after'; readonly point: string; readonly of: Node };

/** An indicator with the words that its author wrote, for `explain` and lint, and its number among those of the rubric. */
export type CompiledIndicator = { readonly source: Indicator; readonly node: Node; readonly number: number };

/** A rubric ready to be matched: one automaton for all its literals, the indicators above it. */
export type CompiledRubric = {
  readonly rubric: Rubric;
  readonly points: readonly {
    readonly id: string;
    readonly met: readonly CompiledIndicator[];
    readonly partial: readonly CompiledIndicator[];
  }[];
  readonly redFlags: readonly { readonly id: string; readonly indicators: readonly CompiledIndicator[] }[];
  readonly characters: Automaton;
  readonly sounds: Automaton;
  /** Slot numbers of each literal, by literal index of `characters` and of `sounds`. */
  readonly slotsOfLiteral: Lists;
  readonly slotsOfSound: Lists;
  /** For each literal: bit 1, begins at a word boundary; bit 2, ends at one. */
  readonly boundaries: Uint8Array;
  /** What fills a slot beside literals, by slot number: quantities and whole sequences. */
  readonly composed: ReadonlyMap<
    number,
    { readonly builtins: readonly string[]; readonly sequences: readonly CompiledSequence[] }
  >;
  readonly slotCount: number;
  readonly waking: Waking;
  readonly known: KnownTexts;
  readonly teacher: Teacher;
};

/** How far apart the parts of `A & B` may stand, in units. */
export const togetherUnits = 40;
const shortestSound = 3;

/**
 * Compiles the indicators of a rubric, and prepares what its examples teach.
 *
 * @param examples - labelled sentences beside those that the rubric holds itself
 * @throws {InvalidInput} for a pattern or a regular expression that cannot be read, an unknown concept, or a regular expression that
 *   could keep the engine busy for minutes
 */
export function compileRubric(
  rubric: Rubric,
  concepts: ConceptLookup,
  examples: readonly Example[] = [],
): CompiledRubric {
  const table = new SlotTable();
  const nodes: Node[] = [];
  const compile = (source: Indicator): CompiledIndicator => {
    const node = toNode(source, concepts, table);
    return { source, node, number: nodes.push(node) - 1 };
  };
  const points = rubric.points.map((point) => ({
    id: point.id,
    met: point.indicators.met.map(compile),
    partial: point.indicators.partial.map(compile),
  }));
  const redFlags = rubric.red_flags.map((flag) => ({ id: flag.id, indicators: flag.indicators.map(compile) }));
  const slots = table.finish();
  return {
    rubric,
    points,
    redFlags,
    ...slots,
    waking: wakingOf(nodes, slots.composed, slots.slotCount),
    known: knownTexts(rubric),
    teacher: createTeacher(rubric, examples),
  };
}

function knownTexts(rubric: Rubric): KnownTexts {
  const fold = (text: string): string => normalise(text).text;
  const policy = rubric.points
    .flatMap((point) => [point.met, point.partial, point.name, point.en.met, point.en.partial])
    .map(fold);
  return {
    question: bigrams(fold([rubric.title, rubric.prompt, rubric.en.title, rubric.en.prompt].join('\n'))),
    names: rubric.points.flatMap((point) => [fold(point.name), fold(point.en.name)]),
    policy: policy.flatMap((text) => [text, ...text.split(/[，；。]/)]).filter((text) => text.length >= 8),
    policyGrams: new Set(policy.flatMap((text) => text.split(/[，；。、：]/)).flatMap((text) => [...bigrams(text)])),
  };
}

const defaults: LeafRules = { polarity: 'affirmed', speaker: 'candidate', exclude: [] };

function toNode(source: Indicator, concepts: ConceptLookup, table: SlotTable): Node {
  const recurse = (inner: Indicator): Node => toNode(inner, concepts, table);
  if (typeof source === 'string') return patternNode(source, defaults, concepts, table);
  if ('all' in source)
    return {
      kind: 'all',
      of: source.all.map(recurse),
      same: source.same ?? 'answer',
      within: Number.POSITIVE_INFINITY,
    };
  if ('near' in source) return { kind: 'all', of: source.of.map(recurse), same: 'answer', within: source.near };
  if ('any' in source) return { kind: 'any', of: source.any.map(recurse) };
  if ('at_least' in source)
    return { kind: 'at_least', count: source.at_least, of: source.of.map(recurse), same: source.same ?? 'answer' };
  if ('none' in source) return { kind: 'none', of: source.none.map(recurse) };
  if ('before' in source) return { kind: 'order', side: 'before', point: source.before, of: recurse(source.of) };
  if ('after' in source) return { kind: 'order', side: 'after', point: source.after, of: recurse(source.of) };
  const exclude = [source.exclude ?? []]
    .flat()
    .map((pattern) => patternNode(pattern, { ...defaults, polarity: 'any', speaker: 'anyone' }, concepts, table));
  const rules: LeafRules = { polarity: source.polarity ?? 'affirmed', speaker: source.speaker ?? 'candidate', exclude };
  if ('regex' in source) return { kind: 'regex', regex: regexOf(source.regex), rules };
  return patternNode('concept' in source ? `@${source.concept}` : source.term, rules, concepts, table);
}

function regexOf(source: string): RegExp {
  const read = readBoundedRegex(source);
  if ('regex' in read) return read.regex;
  throw new InvalidInput('pattern', [{ field: '', message: read.message }]);
}

function patternNode(pattern: string, rules: LeafRules, concepts: ConceptLookup, table: SlotTable): Node {
  const parsed = parsePattern(pattern, concepts, quantityNames);
  const parts = parsed.everywhere.map((together): Node => {
    const leaves = together.map(
      (sequences): Node => ({
        kind: 'sequences',
        sequences: sequences.map((sequence) => table.addSequence(sequence)),
        rules,
      }),
    );
    return single(leaves) ?? { kind: 'all', of: leaves, same: 'sentence', within: togetherUnits };
  });
  return single(parts) ?? { kind: 'all', of: parts, same: 'answer', within: Number.POSITIVE_INFINITY };
}

function single(nodes: readonly Node[]): Node | undefined {
  return nodes.length === 1 ? nodes[0] : undefined;
}

/** Gives every distinct slot a number and collects the literals that fill it. */
class SlotTable {
  readonly #slots = new Map<string, number>();
  readonly #literals = new Map<string, Set<number>>();
  readonly #composed = new Map<number, { builtins: readonly string[]; sequences: readonly CompiledSequence[] }>();

  addSequence(sequence: Sequence): CompiledSequence {
    return sequence.map((slot) => ({ slot: this.#numberOf(slot), gap: slot.gap }));
  }

  #numberOf(filling: Filling): number {
    const sequences = filling.sequences.map((sequence) => this.addSequence(sequence));
    const key = JSON.stringify([filling.literals, filling.builtins, sequences]);
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    this.#slots.set(key, slot);
    if (filling.builtins.length > 0 || sequences.length > 0)
      this.#composed.set(slot, { builtins: filling.builtins, sequences });
    for (const literal of filling.literals) {
      const slots = this.#literals.get(literal) ?? new Set();
      slots.add(slot);
      this.#literals.set(literal, slots);
    }
    return slot;
  }

  finish(): Pick<
    CompiledRubric,
    'characters' | 'sounds' | 'slotsOfLiteral' | 'slotsOfSound' | 'boundaries' | 'composed' | 'slotCount'
  > {
    const literals = [...this.#literals.keys()];
    const texts = literals.map((literal) => foldLiteral(literal.replace(/\*$/, '')));
    const boundaries = Uint8Array.from(
      literals,
      (literal) => (/^[a-z0-9]/i.test(literal) ? 1 : 0) | (/[a-z0-9]$/i.test(literal) ? 2 : 0),
    );
    const spoken = literals.filter(isSpeakable);
    const sounds = spoken.map((literal) => withUnits(literal, syllableNumber));
    return {
      characters: buildAutomaton(texts),
      sounds: buildAutomaton(sounds),
      slotsOfLiteral: packLists(literals.map((literal) => this.#literals.get(literal) ?? [])),
      slotsOfSound: packLists(spoken.map((literal) => this.#literals.get(literal) ?? [])),
      boundaries,
      composed: this.#composed,
      slotCount: this.#slots.size,
    };
  }
}

/** May a literal be found by its sound? Three Chinese syllables or more, and no A不A form, whose sounds are everywhere. */
function isSpeakable(literal: string): boolean {
  return literal.length >= shortestSound && /^\p{Script=Han}+$/u.test(literal) && !/(.)[不没一了]\1/u.test(literal);
}

/** A text with another unit for each of its UTF-16 units. */
function withUnits(text: string, unitFor: (code: number) => number): string {
  let units = '';
  for (let index = 0; index < text.length; index++) units += String.fromCharCode(unitFor(text.charCodeAt(index)));
  return units;
}
