import type { Span } from '../text/normalise.ts';
import { scratch } from '../text/scratch.ts';
import { syllableNumber } from '../text/script.ts';
import type { CompiledRubric } from './compile.ts';
import type { Lists } from './lists.ts';

/** A place that fills a slot. `weak`: by its sound only. */
export type Hit = Span & { readonly weak: boolean };

/** Where the literals of a rubric stand in one text. */
export type Hits = {
  /** Does any literal of the slot stand in the text? */
  readonly fills: (slot: number) => boolean;
  /** The hits of a slot in order, listed anew at each call: most slots are never asked about. */
  readonly of: (slot: number) => Hit[];
};

/** Finds every literal of a rubric in a text. */
export function scanLiterals(compiled: CompiledRubric, text: string): Hits {
  const { characters, sounds, slotsOfLiteral, slotsOfSound, boundaries } = compiled;
  const found = new FoundBySlot(compiled.slotCount);
  const symbols = roomForSymbols(text.length);
  for (let index = 0; index < text.length; index++) symbols[index] = text.charCodeAt(index);
  characters.scan(symbols, (literal, start, end) => {
    const boundary = boundaries[literal] ?? 0;
    if ((boundary & 1) !== 0 && isLetter(symbols[start - 1])) return;
    if ((boundary & 2) !== 0 && isLetter(symbols[end])) return;
    found.add(slotsOfLiteral, literal, start, end);
  });
  for (let index = 0; index < symbols.length; index++) symbols[index] = syllableNumber(symbols[index] ?? 0);
  sounds.scan(symbols, (literal, start, end) => found.addWeak(slotsOfSound, literal, start, end));
  return found;
}

const roomForSymbols = scratch((length) => new Uint16Array(length));

/** What is found, slot by slot: for each hit its start, its end, whether it is weak, and the hit of the slot that was found before it. */
class FoundBySlot implements Hits {
  /** For each slot where its last hit stands in `#records`; 0 for none. */
  readonly #last: Int32Array;
  #records = new Int32Array(1024);
  #end = fields;

  constructor(slots: number) {
    this.#last = new Int32Array(slots);
  }

  add({ start: first, items }: Lists, literal: number, start: number, end: number): void {
    const until = first[literal + 1] ?? 0;
    for (let at = first[literal] ?? 0; at < until; at++) this.#push(items[at] ?? 0, start, end, 0);
  }

  /** Adds hits by sound where no other hit covers them. */
  addWeak({ start: first, items }: Lists, literal: number, start: number, end: number): void {
    const until = first[literal + 1] ?? 0;
    for (let at = first[literal] ?? 0; at < until; at++) {
      const slot = items[at] ?? 0;
      if (!this.#isCovered(slot, start, end)) this.#push(slot, start, end, 1);
    }
  }

  fills(slot: number): boolean {
    return this.#last[slot] !== 0;
  }

  of(slot: number): Hit[] {
    const records = this.#records;
    const hits: Hit[] = [];
    for (let at = this.#last[slot] ?? 0; at !== 0; at = records[at + 3] ?? 0)
      hits.push({ start: records[at] ?? 0, end: records[at + 1] ?? 0, weak: records[at + 2] === 1 });
    hits.reverse();
    putInOrder(hits);
    return hits;
  }

  #push(slot: number, start: number, end: number, weak: number): void {
    const at = this.#end;
    if (at + fields > this.#records.length) {
      const grown = new Int32Array(2 * this.#records.length);
      grown.set(this.#records);
      this.#records = grown;
    }
    this.#records[at] = start;
    this.#records[at + 1] = end;
    this.#records[at + 2] = weak;
    this.#records[at + 3] = this.#last[slot] ?? 0;
    this.#last[slot] = at;
    this.#end = at + fields;
  }

  #isCovered(slot: number, start: number, end: number): boolean {
    const records = this.#records;
    for (let at = this.#last[slot] ?? 0; at !== 0; at = records[at + 3] ?? 0)
      if ((records[at] ?? 0) <= start && (records[at + 1] ?? 0) >= end) return true;
    return false;
  }
}

const fields = 4;

/** Sorts hits by start, then end. Most lists are short and in order already, which a look at neighbours tells. */
export function putInOrder(list: Hit[]): void {
  for (let index = 1; index < list.length; index++) {
    const before = list[index - 1];
    const hit = list[index];
    if (before !== undefined && hit !== undefined && compare(before, hit) > 0) {
      list.sort(compare);
      return;
    }
  }
}

function compare(first: Span, second: Span): number {
  return first.start - second.start || first.end - second.end;
}

function isLetter(code: number | undefined): boolean {
  return code !== undefined && ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39));
}
