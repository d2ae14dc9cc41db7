import { IntTable } from '../text/int-table.ts';

/** Finds many literals in one pass (Aho and Corasick, Communications of the ACM 18(6), 1975). */
export type Automaton = {
  /** Calls `found(literal index, start, end)` for every occurrence, in order of their ends, the longest first. */
  readonly scan: (symbols: ArrayLike<number>, found: (literal: number, start: number, end: number) => void) => void;
};

/**
 * Builds the automaton over sequences of symbols (UTF-16 units, or syllable numbers). An empty list finds nothing.
 *
 * @param literals - index i is what `scan` reports
 */
export function buildAutomaton(literals: readonly ArrayLike<number>[]): Automaton {
  const trie = plant(literals);
  const edges = new Edges(trie);
  const { parent, symbolOf, firstEnding, nextEnding } = trie;
  const length = Int32Array.from(literals, (literal) => literal.length);
  const fail = new Int32Array(parent.length);
  // The nearest state along the failures at which a literal ends; 0 where there is none.
  const shorter = new Int32Array(parent.length);
  for (const state of byDepth(parent)) {
    const from = parent[state] ?? 0;
    const link = from === 0 ? 0 : edges.follow(fail, fail[from] ?? 0, symbolOf[state] ?? 0);
    fail[state] = link;
    edges.inherit(state, link);
    shorter[state] = (firstEnding[link] ?? -1) >= 0 ? link : (shorter[link] ?? 0);
  }

  return {
    scan(symbols, found) {
      let state = 0;
      for (let at = 0; at < symbols.length; at++) {
        state = edges.follow(fail, state, symbols[at] ?? 0);
        for (let ending = state; ending !== 0; ending = shorter[ending] ?? 0) {
          for (let literal = firstEnding[ending] ?? -1; literal >= 0; literal = nextEnding[literal] ?? -1)
            found(literal, at + 1 - (length[literal] ?? 0), at + 1);
        }
      }
    },
  };
}

/** A state for each different beginning of a literal; state 0 is the empty one. Flat arrays by state. */
type Trie = {
  readonly parent: Int32Array;
  /** The symbol that leads from the parent to a state. */
  readonly symbolOf: Uint16Array;
  /** The first literal that ends at a state, −1 for none; and after each literal, an equal one. */
  readonly firstEnding: Int32Array;
  readonly nextEnding: Int32Array;
};

function plant(literals: readonly ArrayLike<number>[]): Trie {
  const children = new Map<number, number>();
  const parent = [0];
  const symbolOf = [0];
  const firstEnding = [-1];
  const nextEnding = new Int32Array(literals.length).fill(-1);
  for (let index = literals.length - 1; index >= 0; index--) {
    const literal = literals[index] ?? [];
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const symbol = literal[at] ?? 0;
      const key = state * 0x10000 + symbol;
      let target = children.get(key);
      if (target === undefined) {
        target = parent.length;
        children.set(key, target);
        parent.push(state);
        symbolOf.push(symbol);
        firstEnding.push(-1);
      }
      state = target;
    }
    if (state === 0) continue;
    nextEnding[index] = firstEnding[state] ?? -1;
    firstEnding[state] = index;
  }
  return {
    parent: Int32Array.from(parent),
    symbolOf: Uint16Array.from(symbolOf),
    firstEnding: Int32Array.from(firstEnding),
    nextEnding,
  };
}

/** Every state but the first; states of shorter beginnings before those of longer ones. */
function byDepth(parent: Int32Array): number[] {
  const levels: number[][] = [];
  const depth = new Uint16Array(parent.length);
  for (let state = 1; state < parent.length; state++) {
    const own = depth[parent[state] ?? 0] ?? 0;
    depth[state] = own + 1;
    const level = levels[own];
    if (level === undefined) levels[own] = [state];
    else level.push(state);
  }
  return levels.flat();
}

/** The edges of a trie: those of state 0, where most characters of a text lead back to, by symbol; all others by state and symbol. */
class Edges {
  /** 1 + the number of a symbol among those of the literals; 0 for one that stands in none. */
  readonly #numberOf: Uint16Array;
  readonly #symbols: number;
  readonly #fromStart: Int32Array;
  readonly #later: IntTable;
  /**
   * For each state a bit for every symbol that leads on from it, by the last five bits of its number: nearly all others are told at
   * once. `reach`: from it or from any state of its failures.
   */
  readonly #hints: Int32Array;
  readonly #reach: Int32Array;

  constructor({ parent, symbolOf }: Trie) {
    this.#numberOf = new Uint16Array(symbolOf.reduce((most, symbol) => Math.max(most, symbol), 0) + 1);
    let symbols = 0;
    for (let state = 1; state < parent.length; state++) {
      const symbol = symbolOf[state] ?? 0;
      if (this.#numberOf[symbol] === 0) this.#numberOf[symbol] = ++symbols;
    }
    this.#symbols = symbols + 1;
    this.#fromStart = new Int32Array(this.#symbols);
    this.#later = new IntTable(parent.length);
    this.#hints = new Int32Array(parent.length);
    for (let state = 1; state < parent.length; state++) {
      const from = parent[state] ?? 0;
      const number = this.#numberOf[symbolOf[state] ?? 0] ?? 0;
      if (from === 0) this.#fromStart[number] = state;
      else this.#later.set(from * this.#symbols + number, state);
      this.#hints[from] = (this.#hints[from] ?? 0) | (1 << (number & 31));
    }
    this.#reach = this.#hints.slice();
  }

  /** Notes what may be reached from a state by its failures; those of `link`, where it fails to, must be noted already. */
  inherit(state: number, link: number): void {
    if (link !== 0) this.#reach[state] = (this.#reach[state] ?? 0) | (this.#reach[link] ?? 0);
  }

  /** The state that a symbol leads to: by an edge, or by one of the state's failures. */
  follow(fail: Int32Array, state: number, symbol: number): number {
    const number = this.#numberOf[symbol] ?? 0;
    if (number === 0) return 0;
    const hint = 1 << (number & 31);
    if (((this.#reach[state] ?? 0) & hint) === 0) return this.#fromStart[number] ?? 0;
    for (let from = state; from !== 0; from = fail[from] ?? 0) {
      if (((this.#hints[from] ?? 0) & hint) === 0) continue;
      const target = this.#later.get(from * this.#symbols + number, 0);
      if (target !== 0) return target;
    }
    return this.#fromStart[number] ?? 0;
  }
}
