import type { Symbols } from '../text/grams.ts';
import { IntTable } from '../text/int-table.ts';
import { scratch } from '../text/scratch.ts';

/** Symbols with numbers of their own; rarer ones in a question with more are never met. Pairs then fit a small integer. */
const mostSymbols = 8192;

/**
 * Numbers the grams of a question: each single symbol and each pair of joined ones, affirmed and negated apart. Rows are
 * 0, 1, 2, … in the order in which grams are first learned, until they are numbered anew.
 */
export class GramRows {
  /** The number, from 1, of a symbol among those of this question. */
  readonly #numberOf = new IntTable(1500);
  /** The row of a gram by its key. A single symbol is a pair without a first one. */
  readonly #rowOf = new IntTable(8000);

  /** How many rows there are. */
  get size(): number {
    return this.#rowOf.size;
  }

  /** The rows of the grams that end at each symbol of a text, new ones where they are not known; each row once. */
  learn({ symbol, joined }: Symbols, negated: Uint8Array): ReadonlySet<number> {
    const rows = new Set<number>();
    let before = 0;
    for (let index = 0; index < symbol.length; index++) {
      const here = this.#numberFor(symbol[index] ?? 0);
      const side = negated[index] ?? 0;
      if (here > 0) {
        rows.add(this.#rowFor(keyOf(0, here, side)));
        if (joined[index] === 1 && before > 0) rows.add(this.#rowFor(keyOf(before, here, side)));
      }
      before = here;
    }
    return rows;
  }

  /**
   * The rows of the grams that end at some symbols of a text, those of `heard`: two entries a symbol, the single and the pair, −1
   * for a gram that is not known and −2 where there is none. What is given is gone at the next call.
   */
  find({ symbol, joined }: Symbols, negated: Uint8Array, heard: Int32Array): Int32Array {
    const found = roomForRows(2 * heard.length).fill(-2);
    let last = -1;
    let numberOfLast = 0;
    for (let index = 0; index < heard.length; index++) {
      const at = heard[index] ?? 0;
      const here = this.#numberOf.get(symbol[at] ?? 0, 0);
      const side = negated[at] ?? 0;
      found[2 * index] = here === 0 ? -1 : this.#rowOf.get(keyOf(0, here, side), -1);
      if (joined[at] === 1) {
        const before = last === at - 1 ? numberOfLast : this.#numberOf.get(symbol[at - 1] ?? 0, 0);
        found[2 * index + 1] = here === 0 || before === 0 ? -1 : this.#rowOf.get(keyOf(before, here, side), -1);
      }
      last = at;
      numberOfLast = here;
    }
    return found;
  }

  /** Gives every row another number. @param numberOf - the new number of each row, by the old one */
  renumber(numberOf: Int32Array): void {
    this.#rowOf.replace(numberOf);
  }

  #numberFor(symbol: number): number {
    const known = this.#numberOf.get(symbol, 0);
    if (known > 0 || this.#numberOf.size + 1 >= mostSymbols) return known;
    this.#numberOf.set(symbol, this.#numberOf.size + 1);
    return this.#numberOf.size;
  }

  #rowFor(key: number): number {
    const known = this.#rowOf.get(key, -1);
    if (known >= 0) return known;
    const row = this.#rowOf.size;
    this.#rowOf.set(key, row);
    return row;
  }
}

const roomForRows = scratch((length) => new Int32Array(length));

function keyOf(before: number, here: number, side: number): number {
  return (before * mostSymbols + here) * 2 + side;
}
