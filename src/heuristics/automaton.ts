import { type Lists, packLists } from './lists.ts';

/** Finds many literals in one pass (Aho and Corasick, Communications of the ACM 18(6), 1975). */
export type Automaton = {
  /** Calls `found(literal index, start, end)` for every occurrence, in order of their ends, the longest first. */
  readonly scan: (symbols: Uint16Array, found: (literal: number, start: number, end: number) => void) => void;
};

/**
 * Builds the automaton over sequences of symbols (UTF-16 units, or syllable numbers), each written as a string of such units. An
 * empty list finds nothing.
 *
 * @param literals - index i is what `scan` reports
 */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const { symbolOf, children, endings } = plant(literals);
  const states = symbolOf.length;
  const fromStart = edgesOfStart(symbolOf, children[1] ?? 1);
  const length = Uint16Array.from(literals, (literal) => literal.length);
  const fail = new Int32Array(states);
  // The nearest state along the failures at which a literal ends; 0 where there is none.
  const shorter = new Int32Array(states);
  // A bit for every symbol that leads on from a state or from any of its failures, by the symbol's last five bits: nearly all
  // others are told at once.
  const reach = new Int32Array(states);

  /** The state that a symbol leads to: by an edge, or by one of the state's failures. */
  function follow(state: number, symbol: number): number {
    if (((reach[state] ?? 0) & (1 << (symbol & 31))) !== 0) {
      for (let from = state; from !== 0; from = fail[from] ?? 0) {
        const end = children[from + 1] ?? 0;
        for (let child = children[from] ?? 0; child < end; child++) if (symbolOf[child] === symbol) return child;
      }
    }
    return fromStart[symbol] ?? 0;
  }

  for (let state = 0; state < states; state++) {
    const link = fail[state] ?? 0;
    const isEnd = (endings.start[link + 1] ?? 0) > (endings.start[link] ?? 0);
    shorter[state] = isEnd ? link : (shorter[link] ?? 0);
    let own = 0;
    for (let child = children[state] ?? 0; child < (children[state + 1] ?? 0); child++) {
      const symbol = symbolOf[child] ?? 0;
      own |= 1 << (symbol & 31);
      if (state !== 0) fail[child] = follow(link, symbol);
    }
    // What leads on from the start needs no bit: every symbol that finds no edge is looked up there.
    if (state !== 0) reach[state] = own | (reach[link] ?? 0);
  }

  return {
    scan(symbols, found) {
      let state = 0;
      for (let at = 0; at < symbols.length; at++) {
        state = follow(state, symbols[at] ?? 0);
        for (let ending = state; ending !== 0; ending = shorter[ending] ?? 0) {
          const last = endings.start[ending + 1] ?? 0;
          for (let index = endings.start[ending] ?? 0; index < last; index++) {
            const literal = endings.items[index] ?? 0;
            found(literal, at + 1 - (length[literal] ?? 0), at + 1);
          }
        }
      }
    },
  };
}

/**
 * A state for each different beginning of a literal, those of shorter ones first, so that the states which one state leads to follow
 * each other; state 0 is the empty beginning.
 */
type Trie = {
  /** The symbol that leads to a state. */
  readonly symbolOf: Uint16Array;
  /** The first state that a state leads to; the last one is that before the first of the next state. */
  readonly children: Int32Array;
  /** For each state the literals that end there, ascending. */
  readonly endings: Lists;
};

function plant(literals: readonly string[]): Trie {
  const equal = new Map<string, number[]>();
  for (const [index, literal] of literals.entries()) {
    const known = equal.get(literal);
    if (known === undefined) equal.set(literal, [index]);
    else known.push(index);
  }
  equal.delete('');
  // Those with the same beginning stand side by side: a state's are the texts from `first` up to `end`.
  const texts = [...equal.keys()].sort();
  const textAt = (place: number): string => texts[place] ?? '';
  const first = [0];
  const end = [texts.length];
  const depth = [0];
  const symbolOf = [0];
  const children = [1];
  const endings: (readonly number[])[] = [];
  for (let state = 0; state < first.length; state++) {
    const length = depth[state] ?? 0;
    const until = end[state] ?? 0;
    let place = first[state] ?? 0;
    const shortest = textAt(place);
    if (shortest.length === length && length > 0) {
      endings.push(equal.get(shortest) ?? none);
      place++;
    } else endings.push(none);
    while (place < until) {
      const symbol = textAt(place).charCodeAt(length);
      first.push(place);
      while (place < until && textAt(place).charCodeAt(length) === symbol) place++;
      end.push(place);
      depth.push(length + 1);
      symbolOf.push(symbol);
    }
    children.push(first.length);
  }
  return {
    symbolOf: Uint16Array.from(symbolOf),
    children: Int32Array.from(children),
    endings: packLists(endings),
  };
}

const none: readonly number[] = [];

/** The state that each symbol leads to from state 0; those states are 1, 2, … `end` − 1. */
function edgesOfStart(symbolOf: Uint16Array, end: number): Uint16Array {
  const edges = new Uint16Array((symbolOf[end - 1] ?? 0) + 1);
  for (let state = 1; state < end; state++) edges[symbolOf[state] ?? 0] = state;
  return edges;
}
