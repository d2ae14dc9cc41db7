import { InvalidInput } from '../core/errors.ts';

/** One place in a sequence: what may stand there, and how far from the place before. */
export type Slot = {
  /** Literals, any of which fills the slot. */
  readonly literals: readonly string[];
  /** Names of quantities, any of which fills it too. */
  readonly builtins: readonly string[];
  /** Greatest distance to the slot before, in units; 0 for the first slot. */
  readonly gap: number;
};

/** Slots in order, inside one sentence. */
export type Sequence = readonly Slot[];

/** A parsed pattern string: `everywhere` holds the parts joined by `&&`, each of parts joined by `&`, each of alternatives. */
export type Pattern = { readonly everywhere: readonly (readonly (readonly Sequence[])[])[] };

/** Looks up a concept: its terms, or undefined when there is no such concept. */
export type ConceptLookup = (name: string) => readonly string[] | undefined;

/** Gap written as `…` without a number, in units. */
export const defaultGap = 10;
const maxLiterals = 6000;

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

type Piece = { readonly literals: readonly string[]; readonly builtins: readonly string[] };

/** What fills a concept, its groups unfolded and its references followed. */
function unfoldTerms(terms: readonly string[], concepts: ConceptLookup, builtins: readonly string[], path: readonly string[]): Piece {
  const pieces = terms.flatMap((term) =>
    new Reader(term.trim(), concepts, builtins, path).alternatives().map((sequence): Piece => {
      const [slot, ...more] = sequence;
      if (slot === undefined || more.length > 0) throw fault(term, 'a term of a concept cannot hold a gap');
      return slot;
    }),
  );
  return joinPieces(pieces);
}

function joinPieces(pieces: readonly Piece[]): Piece {
  return {
    literals: [...new Set(pieces.flatMap((piece) => piece.literals))],
    builtins: [...new Set(pieces.flatMap((piece) => piece.builtins))],
  };
}

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
    const sequences = [this.#sequence()];
    while (this.#take('|')) sequences.push(this.#sequence());
    if (this.#at < this.#source.length) throw fault(this.#source, `unexpected "${this.#source[this.#at]}"`);
    return mergePlain(sequences);
  }

  #sequence(): Sequence {
    const slots: Slot[] = [];
    let gap = 0;
    for (;;) {
      const { literals, builtins } = this.#adjacent();
      if (builtins.length === 0 && literals.every((literal) => literal === '')) {
        throw fault(this.#source, 'an empty alternative');
      }
      slots.push({ literals: literals.filter((literal) => literal !== ''), builtins, gap });
      if (!this.#take('…')) return slots;
      gap = this.#number() ?? defaultGap;
    }
  }

  /** Pieces that stand side by side, multiplied out. A quantity stands alone, for its text is not known beforehand. */
  #adjacent(): Piece {
    const pieces: Piece[] = [];
    while (this.#at < this.#source.length && !'|…)'.includes(this.#source[this.#at] ?? '')) {
      const piece = this.#piece();
      if (piece.builtins.length > 0 || piece.literals.some((literal) => literal.trim() !== '')) pieces.push(piece);
    }
    const [first, ...others] = pieces;
    if (first === undefined) return { literals: [''], builtins: [] };
    const quantity = pieces.find((piece) => piece.builtins.length > 0)?.builtins[0];
    if (quantity !== undefined && others.length > 0) throw fault(this.#source, `@${quantity} needs a gap (…) beside it`);
    let literals = first.literals;
    for (const piece of others) {
      literals = literals.flatMap((head) => piece.literals.map((tail) => head + tail));
      if (literals.length > maxLiterals) throw fault(this.#source, `unfolds into more than ${maxLiterals} texts; use a gap`);
    }
    return { literals: literals.map((literal) => literal.trim()), builtins: first.builtins };
  }

  #piece(): Piece {
    if (this.#take('(')) {
      const inner: Piece[] = [];
      do inner.push(this.#adjacent());
      while (this.#take('|'));
      if (!this.#take(')')) throw fault(this.#source, 'a group is not closed, or holds a gap');
      return this.#optional(joinPieces(inner));
    }
    if (this.#take('@')) return this.#optional(this.#concept());
    const start = this.#at;
    while (this.#at < this.#source.length && !'|…()@?'.includes(this.#source[this.#at] ?? '')) this.#at++;
    if (this.#source[this.#at] === '?') throw fault(this.#source, '"?" follows a group: write (…)?');
    if (this.#at === start) throw fault(this.#source, `unexpected "${this.#source[this.#at]}"`);
    return { literals: [this.#source.slice(start, this.#at)], builtins: [] };
  }

  #optional(piece: Piece): Piece {
    return this.#take('?') ? { ...piece, literals: [...piece.literals, ''] } : piece;
  }

  #concept(): Piece {
    const name = /^[a-z][a-z0-9_]*/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += name.length;
    if (this.#builtins.includes(name)) return { literals: [], builtins: [name] };
    if (this.#path.includes(name)) throw fault(this.#source, `the concept @${name} refers to itself`);
    const terms = this.#concepts(name);
    if (terms === undefined) throw fault(this.#source, `there is no concept "@${name}" in concepts.yaml`);
    return unfoldTerms(terms, this.#concepts, this.#builtins, [...this.#path, name]);
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

/** Alternatives of a single slot become one slot: one look-up instead of many. */
function mergePlain(sequences: readonly Sequence[]): Sequence[] {
  const plain = sequences.filter((sequence) => sequence.length === 1);
  if (plain.length < 2) return [...sequences];
  return [[{ ...joinPieces(plain.flat()), gap: 0 }], ...sequences.filter((sequence) => !plain.includes(sequence))];
}

function fault(pattern: string, message: string): InvalidInput {
  return new InvalidInput('pattern', [{ field: '', message: `"${pattern}": ${message}` }]);
}
