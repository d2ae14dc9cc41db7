import type { Symbols } from '../text/grams.ts';

const symbolCount = 0x20001;
/** Symbols with numbers of their own; rarer ones in a question with more are never met. Pairs then fit a small integer. */
const mostSymbols = 8192;

/**
 * Numbers the grams of a question: each single symbol and each pair of joined ones, affirmed and negated apart. Rows are
 * 0, 1, 2, … in the order in which grams are first learned.
 */
export class GramRows {
  /** 1 + the number of a symbol among those of this question; 0 for one that was never learned. */
  readonly #numberOf = new Uint16Array(symbolCount);
  readonly #single = new Int32Array(2 * mostSymbols).fill(-1);
  readonly #pair = new Map<number, number>();
  #symbols = 0;
  #rows = 0;

  /** How many rows there are. */
  get size(): number {
    return this.#rows;
  }

  /** The rows of the grams that end at each symbol of a text, new ones where they are not known; each row once. */
  learn({ symbol, joined }: Symbols, negated: Uint8Array): number[] {
    const rows = new Set<number>();
    let before = 0;
    for (let index = 0; index < symbol.length; index++) {
      const here = this.#numberFor(symbol[index] ?? 0);
      const side = negated[index] ?? 0;
      if (here > 0) {
        const single = 2 * here + side;
        if ((this.#single[single] ?? -1) < 0) this.#single[single] = this.#rows++;
        rows.add(this.#single[single] ?? 0);
        if (joined[index] === 1 && before > 0) {
          const key = pairKey(before, here, side);
          let row = this.#pair.get(key);
          if (row === undefined) {
            row = this.#rows++;
            this.#pair.set(key, row);
          }
          rows.add(row);
        }
      }
      before = here;
    }
    return [...rows];
  }

  /**
   * The rows of the grams that end at some symbols of a text, those of `heard`: two entries a symbol, the single and the pair, −1
   * for a gram that is not known and −2 where there is none.
   */
  find({ symbol, joined }: Symbols, negated: Uint8Array, heard: Int32Array): Int32Array {
    const found = new Int32Array(2 * heard.length).fill(-2);
    for (let index = 0; index < heard.length; index++) {
      const at = heard[index] ?? 0;
      const here = this.#numberOf[symbol[at] ?? 0] ?? 0;
      const side = negated[at] ?? 0;
      found[2 * index] = here === 0 ? -1 : (this.#single[2 * here + side] ?? -1);
      if (joined[at] !== 1) continue;
      const before = this.#numberOf[symbol[at - 1] ?? 0] ?? 0;
      found[2 * index + 1] = here === 0 || before === 0 ? -1 : (this.#pair.get(pairKey(before, here, side)) ?? -1);
    }
    return found;
  }

  #numberFor(symbol: number): number {
    const known = this.#numberOf[symbol] ?? 0;
    if (known > 0 || this.#symbols + 1 >= mostSymbols) return known;
    this.#symbols++;
    this.#numberOf[symbol] = this.#symbols;
    return this.#symbols;
  }
}

function pairKey(first: number, second: number, side: number): number {
  return (first * mostSymbols + second) * 2 + side;
}
