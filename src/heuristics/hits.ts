import type { Span } from '../text/normalise.ts';
import { syllableNumber } from '../text/script.ts';
import type { CompiledRubric } from './compile.ts';

/** A place that fills a slot. `weak`: by its sound only. */
export type Hit = Span & { readonly weak: boolean };

/** Finds every literal of a rubric in a text: the hits of each slot, in order; undefined for a slot without any. */
export function scanLiterals(compiled: CompiledRubric, text: string): (Hit[] | undefined)[] {
  const hits: (Hit[] | undefined)[] = new Array(compiled.slotCount);
  const symbols = new Uint16Array(text.length);
  const sounds = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) {
    symbols[index] = text.charCodeAt(index);
    sounds[index] = syllableNumber(symbols[index] ?? 0);
  }
  const add = (slot: number, hit: Hit): void => {
    const list = hits[slot];
    if (list === undefined) hits[slot] = [hit];
    else list.push(hit);
  };
  compiled.characters.scan(symbols, (literal, start, end) => {
    const boundary = compiled.boundaries[literal] ?? 0;
    if (boundary !== 0) {
      if ((boundary & 1) !== 0 && isLetter(symbols[start - 1])) return;
      if ((boundary & 2) !== 0 && isLetter(symbols[end])) return;
    }
    for (const slot of compiled.slotsOfLiteral[literal] ?? []) add(slot, { start, end, weak: false });
  });
  compiled.sounds.scan(sounds, (literal, start, end) => {
    for (const slot of compiled.slotsOfSound[literal] ?? []) {
      const known = hits[slot]?.some((hit) => hit.start <= start && hit.end >= end);
      if (known !== true) add(slot, { start, end, weak: true });
    }
  });
  for (const list of hits) list?.sort((a, b) => a.start - b.start || a.end - b.end);
  return hits;
}

function isLetter(code: number | undefined): boolean {
  return code !== undefined && ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39));
}
