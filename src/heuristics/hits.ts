import type { Span } from '../text/normalise.ts';
import { syllableNumber } from '../text/script.ts';
import type { CompiledRubric } from './compile.ts';

/** A place that fills a slot. `weak`: by its sound only. */
export type Hit = Span & { readonly weak: boolean };

/** Finds every literal of a rubric in a text: the hits of each slot, in order; undefined for a slot without any. */
export function scanLiterals(compiled: CompiledRubric, text: string): (Hit[] | undefined)[] {
  const { slotsOfLiteral, slotsOfSound, boundaries } = compiled;
  const hits: (Hit[] | undefined)[] = new Array(compiled.slotCount).fill(undefined);
  const symbols = new Uint16Array(text.length);
  const sounds = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) {
    symbols[index] = text.charCodeAt(index);
    sounds[index] = syllableNumber(symbols[index] ?? 0);
  }
  compiled.characters.scan(symbols, (literal, start, end) => {
    const boundary = boundaries[literal] ?? 0;
    if ((boundary & 1) !== 0 && isLetter(symbols[start - 1])) return;
    if ((boundary & 2) !== 0 && isLetter(symbols[end])) return;
    const hit = { start, end, weak: false };
    for (let at = slotsOfLiteral.start[literal] ?? 0; at < (slotsOfLiteral.start[literal + 1] ?? 0); at++)
      add(hits, slotsOfLiteral.items[at] ?? 0, hit);
  });
  compiled.sounds.scan(sounds, (literal, start, end) => {
    const hit = { start, end, weak: true };
    for (let at = slotsOfSound.start[literal] ?? 0; at < (slotsOfSound.start[literal + 1] ?? 0); at++) {
      const slot = slotsOfSound.items[at] ?? 0;
      if (!isCovered(hits[slot], start, end)) add(hits, slot, hit);
    }
  });
  for (const list of hits) if (list !== undefined) putInOrder(list);
  return hits;
}

function add(hits: (Hit[] | undefined)[], slot: number, hit: Hit): void {
  const list = hits[slot];
  if (list === undefined) hits[slot] = [hit];
  else list.push(hit);
}

function isCovered(list: readonly Hit[] | undefined, start: number, end: number): boolean {
  if (list === undefined) return false;
  for (const hit of list) if (hit.start <= start && hit.end >= end) return true;
  return false;
}

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
