/** Finds many literals in one pass (Aho and Corasick, Communications of the ACM 18(6), 1975). */
export type Automaton = {
  /** Calls `found(literal index, start, end)` for every occurrence, in order of their ends. */
  readonly scan: (symbols: ArrayLike<number>, found: (literal: number, start: number, end: number) => void) => void;
};

/**
 * Builds the automaton over sequences of symbols (UTF-16 units, or syllable numbers). An empty list finds nothing.
 *
 * @param literals - index i is what `scan` reports
 */
export function buildAutomaton(literals: readonly ArrayLike<number>[]): Automaton {
  const next: Map<number, number>[] = [new Map()];
  const output: number[][] = [[]];
  for (const [index, literal] of literals.entries()) {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const symbol = literal[at] ?? 0;
      let target = next[state]?.get(symbol);
      if (target === undefined) {
        target = next.length;
        next.push(new Map());
        output.push([]);
        next[state]?.set(symbol, target);
      }
      state = target;
    }
    if (literal.length > 0) output[state]?.push(index);
  }
  const fail = linkFailures(next, output);
  const table = new Transitions(next);
  const length = Int32Array.from(literals, (literal) => literal.length);

  return {
    scan(symbols, found) {
      let state = 0;
      for (let at = 0; at < symbols.length; at++) {
        const symbol = symbols[at] ?? 0;
        let target = table.get(state, symbol);
        while (target === 0 && state !== 0) {
          state = fail[state] ?? 0;
          target = table.get(state, symbol);
        }
        state = target;
        const hits = output[state];
        if (hits === undefined) continue;
        for (const literal of hits) found(literal, at + 1 - (length[literal] ?? 0), at + 1);
      }
    },
  };
}

function linkFailures(next: readonly Map<number, number>[], output: number[][]): Int32Array {
  const fail = new Int32Array(next.length);
  const queue = [...(next[0]?.values() ?? [])];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    for (const [symbol, target] of next[state] ?? []) {
      queue.push(target);
      let back = fail[state] ?? 0;
      while (back !== 0 && !next[back]?.has(symbol)) back = fail[back] ?? 0;
      const link = next[back]?.get(symbol) ?? 0;
      fail[target] = link === target ? 0 : link;
      const inherited = output[fail[target] ?? 0];
      if (inherited !== undefined && inherited.length > 0) output[target] = [...(output[target] ?? []), ...inherited];
    }
  }
  return fail;
}

/** All edges in one open-addressed hash table: (state, symbol) → state, 0 when there is no edge. */
class Transitions {
  readonly #keys: Float64Array;
  readonly #targets: Int32Array;
  readonly #mask: number;

  constructor(next: readonly Map<number, number>[]) {
    const edges = next.reduce((sum, map) => sum + map.size, 0);
    const size = 2 ** Math.ceil(Math.log2(Math.max(8, edges * 2.5)));
    this.#mask = size - 1;
    this.#keys = new Float64Array(size).fill(-1);
    this.#targets = new Int32Array(size);
    for (const [state, map] of next.entries()) {
      for (const [symbol, target] of map) {
        let slot = this.#slot(state, symbol);
        while (this.#keys[slot] !== -1) slot = (slot + 1) & this.#mask;
        this.#keys[slot] = state * 65536 + symbol;
        this.#targets[slot] = target;
      }
    }
  }

  get(state: number, symbol: number): number {
    const key = state * 65536 + symbol;
    let slot = this.#slot(state, symbol);
    for (;;) {
      const at = this.#keys[slot];
      if (at === key) return this.#targets[slot] ?? 0;
      if (at === -1) return 0;
      slot = (slot + 1) & this.#mask;
    }
  }

  #slot(state: number, symbol: number): number {
    const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }
}
