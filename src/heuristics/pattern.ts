import { InvalidInput } from '../core/errors.ts';

/** What may fill one place of a sequence: any of the literals, of the quantities, or of whole sequences. */
export type Filling = {
  readonly literals: readonly string[];
  readonly builtins: readonly string[];
  readonly sequences: readonly Sequence[];
};

/** One place in a sequence, and how far it may stand from the place before, in units; 0 for the first. */
export type Slot = Filling & { readonly gap: number };

/** Slots in order, inside one sentence. */
export type Sequence = readonly Slot[];

/** A parsed pattern string: `everywhere` holds the parts joined by `&&`, each of parts joined by `&`, each of alternatives. */
export type Pattern = { readonly everywhere: readonly (readonly (readonly Sequence[])[])[] };

/** Looks up a concept: its terms, or undefined when there is no such concept. */
export type ConceptLookup = (name: string) => readonly string[] | undefined;

/** Gap written as `…` without a number, in units. */
export const defaultGap = 10;
const fewLiterals = 200;
const mostSequences = 64;

/**
 * Parses a pattern string of the indicator language.
 *
 * @throws {InvalidInput} naming the pattern, for an unknown concept, an unclosed group, or one that unfolds too far
 */
export function parsePattern(source: string, concepts: ConceptLookup, builtins: readonly string[]): Pattern {
  const everywhere = source.split(' && ').map((together) =>
    together.split(' & ').map((sequences) => {
      const tokens = new Reader(sequences.trim(), concepts, builtins);
      return tokens.alternatives();
    }),
  );
  return { everywhere };
}

/** What fills the concepts that were unfolded so far, by their terms: most are referred to again and again. */
const unfoldings = new WeakMap<ConceptLookup, Map<readonly string[], Filling>>();

function unfoldedBy(concepts: ConceptLookup): Map<readonly string[], Filling> {
  const known = unfoldings.get(concepts) ?? new Map<readonly string[], Filling>();
  unfoldings.set(concepts, known);
  return known;
}

/** What fills a concept, its groups unfolded and its references followed. */
function unfoldTerms(
  terms: readonly string[],
  concepts: ConceptLookup,
  builtins: readonly string[],
  path: readonly string[],
): Filling {
  return fillingOf(terms.flatMap((term) => new Reader(term.trim(), concepts, builtins, path).alternatives()));
}

/** One filling for several alternatives: those of a single place are merged, the others kept as sequences. */
function fillingOf(alternatives: readonly Sequence[]): Filling {
  const single = alternatives.flatMap((sequence) => (sequence.length === 1 ? sequence : []));
  return {
    literals: [...new Set(single.flatMap((slot) => slot.literals))],
    builtins: [...new Set(single.flatMap((slot) => slot.builtins))],
    sequences: [...single.flatMap((slot) => slot.sequences), ...alternatives.filter((sequence) => sequence.length > 1)],
  };
}

function isPlain(filling: Filling): boolean {
  return filling.builtins.length === 0 && filling.sequences.length === 0;
}

const nothing: Filling = { literals: [''], builtins: [], sequences: [] };

/** Recursive descent over one pattern string. */
class Reader {
  readonly #source: string;
  readonly #concepts: ConceptLookup;
  readonly #builtins: readonly string[];
  readonly #path: readonly string[];
  #at = 0;

  constructor(source: string, concepts: ConceptLookup, builtins: readonly string[], path: readonly string[] = []) {
    this.#source = source;
    this.#concepts = concepts;
    this.#builtins = builtins;
    this.#path = path;
  }

  alternatives(): Sequence[] {
    const sequences = this.#listed();
    if (this.#at < this.#source.length) throw fault(this.#source, `unexpected "${this.#source[this.#at]}"`);
    return mergeSingle(sequences);
  }

  #listed(): Sequence[] {
    const sequences = this.#sequences();
    while (this.#take('|')) sequences.push(...this.#sequences());
    return sequences;
  }

  /** One alternative; a place that may be absent doubles it. */
  #sequences(): Sequence[] {
    let open: { slots: Slot[]; gap: number }[] = [{ slots: [], gap: 0 }];
    for (;;) {
      for (const filling of this.#places()) open = this.#extend(open, filling);
      if (!this.#take('…')) break;
      const gap = this.#number() ?? defaultGap;
      open = open.map((sequence) => ({
        slots: sequence.slots,
        gap: sequence.slots.length === 0 ? 0 : sequence.gap + gap,
      }));
    }
    return open.map(({ slots }) => slots);
  }

  #extend(open: readonly { slots: Slot[]; gap: number }[], filling: Filling): { slots: Slot[]; gap: number }[] {
    const literals = filling.literals.filter((literal) => literal !== '');
    const absent = literals.length < filling.literals.length;
    if (literals.length === 0 && isPlain(filling)) throw fault(this.#source, 'an empty alternative');
    const present = open.map(({ slots, gap }) => ({ slots: [...slots, { ...filling, literals, gap }], gap: 0 }));
    const all = absent ? [...present, ...open] : present;
    if (all.length > mostSequences) throw fault(this.#source, 'too many groups that may be absent; use a gap');
    return all;
  }

  /**
   * The places up to the next gap, alternative or end of a group. Plain texts side by side are multiplied out into one
   * place; where that grows large they become places of their own, without a gap between.
   */
  #places(): Filling[] {
    const places: Filling[] = [];
    let open: Filling | undefined;
    const close = (): void => {
      if (open !== undefined) places.push(open);
      open = undefined;
    };
    while (this.#at < this.#source.length && !'|…)'.includes(this.#source[this.#at] ?? '')) {
      const piece = this.#piece();
      if (!isPlain(piece)) {
        close();
        places.push(piece);
      } else if (open === undefined) open = piece;
      else if (open.literals.length * piece.literals.length > fewLiterals) {
        close();
        open = piece;
      } else
        open = { ...nothing, literals: open.literals.flatMap((head) => piece.literals.map((tail) => head + tail)) };
    }
    close();
    if (places.length === 0) places.push(nothing);
    return places
      .map((place) => ({ ...place, literals: place.literals.map((literal) => literal.trim()) }))
      .filter(
        (place, _, all) => all.length === 1 || !isPlain(place) || place.literals.some((literal) => literal !== ''),
      );
  }

  #piece(): Filling {
    if (this.#take('(')) {
      const inner = this.#group();
      if (!this.#take(')')) throw fault(this.#source, 'a group is not closed');
      return this.#optional(inner);
    }
    if (/^@[a-z]/.test(this.#source.slice(this.#at, this.#at + 2))) {
      this.#at++;
      return this.#optional(this.#concept());
    }
    const start = this.#at;
    if (this.#source[start] === '@') this.#at++;
    while (this.#at < this.#source.length && !'|…()@?'.includes(this.#source[this.#at] ?? '')) this.#at++;
    if (this.#at === start) throw fault(this.#source, `unexpected "${this.#source[this.#at]}"`);
    const text = this.#source.slice(start, this.#at);
    if (this.#source[this.#at] !== '?') return { ...nothing, literals: [text] };
    // The mark belongs to the last character alone: what stands before it is a piece of its own.
    if (text.length > 1) {
      this.#at--;
      return { ...nothing, literals: [text.slice(0, -1)] };
    }
    return this.#optional({ ...nothing, literals: [text] });
  }

  /** The inside of a group; an empty alternative in it means that the group may be absent. */
  #group(): Filling {
    const sequences: Sequence[] = [];
    let absent = false;
    do {
      if ('|)'.includes(this.#source[this.#at] ?? ' ')) absent = true;
      else sequences.push(...this.#sequences());
    } while (this.#take('|'));
    const filling = fillingOf(sequences);
    return absent ? { ...filling, literals: [...filling.literals, ''] } : filling;
  }

  #optional(filling: Filling): Filling {
    return this.#take('?') ? { ...filling, literals: [...filling.literals, ''] } : filling;
  }

  #concept(): Filling {
    const name = /^[a-z][a-z0-9_]*/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += name.length;
    if (this.#builtins.includes(name)) return { literals: [], builtins: [name], sequences: [] };
    if (this.#path.includes(name)) throw fault(this.#source, `the concept @${name} refers to itself`);
    const terms = this.#concepts(name);
    if (terms === undefined) throw fault(this.#source, `there is no concept "@${name}" in concepts.yaml`);
    const unfolded = unfoldedBy(this.#concepts);
    const known = unfolded.get(terms) ?? unfoldTerms(terms, this.#concepts, this.#builtins, [...this.#path, name]);
    unfolded.set(terms, known);
    return known;
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #number(): number | undefined {
    const digits = /^\d{1,2}/.exec(this.#source.slice(this.#at))?.[0];
    if (digits === undefined) return undefined;
    this.#at += digits.length;
    return Number(digits);
  }
}

/** Alternatives of a single place become one place: one look-up instead of many. */
function mergeSingle(sequences: readonly Sequence[]): Sequence[] {
  const single = sequences.filter((sequence) => sequence.length === 1);
  if (single.length < 2) return [...sequences];
  return [[{ ...fillingOf(single), gap: 0 }], ...sequences.filter((sequence) => sequence.length > 1)];
}

function fault(pattern: string, message: string): InvalidInput {
  return new InvalidInput('pattern', [{ field: '', message: `"${pattern}": ${message}` }]);
}
