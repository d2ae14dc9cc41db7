import type { CompiledSequence, Node } from './compile.ts';
import { invertLists, type Lists, packLists } from './lists.ts';

/** Which indicators of a rubric need a look in an answer: most of them need one of few slots filled, and most slots are not. */
export type Waking = {
  /** How many indicators there are. */
  readonly count: number;
  /** By slot: the numbers of the indicators that may find something where it is filled. */
  readonly wokenBy: Lists;
  /** The numbers of those that may find something in any answer. */
  readonly always: readonly number[];
};

/** Slots that are filled by more than literals: whether they are, is not known beforehand. */
type Composed = { has(slot: number): boolean };

/** What wakes the indicators of a rubric; none at all wake nothing. */
export function wakingOf(indicators: readonly Node[], composed: Composed, slotCount: number): Waking {
  const needed = indicators.map((node) => neededSlots(node, composed));
  return {
    count: indicators.length,
    wokenBy: invertLists(packLists(needed.map((slots) => slots ?? [])), slotCount),
    always: needed.flatMap((slots, number) => (slots === undefined ? [number] : [])),
  };
}

/**
 * Which indicators are awake, by number: 1 for one that may find something, 0 for one that surely does not.
 *
 * @param fillable - by slot number: 1 where a slot may be filled somewhere in the text at hand
 */
export function awakeIn({ count, wokenBy: { start, items }, always }: Waking, fillable: Uint8Array): Uint8Array {
  const awake = new Uint8Array(count);
  for (const indicator of always) awake[indicator] = 1;
  for (let slot = 0; slot < fillable.length; slot++) {
    if (fillable[slot] === 0) continue;
    const end = start[slot + 1] ?? 0;
    for (let at = start[slot] ?? 0; at < end; at++) awake[items[at] ?? 0] = 1;
  }
  return awake;
}

/** Slots of which one must be filled before an indicator may find anything; undefined where it may find something in any answer. */
function neededSlots(node: Node, composed: Composed): readonly number[] | undefined {
  switch (node.kind) {
    case 'sequences':
      return union(node.sequences.map((sequence) => onlySlot(sequence, composed)));
    case 'any':
    case 'at_least':
      return union(node.of.map((inner) => neededSlots(inner, composed)));
    case 'all':
      return fewest(node.of.map((inner) => neededSlots(inner, composed)));
    case 'order':
      return neededSlots(node.of, composed);
    case 'regex':
    case 'none':
      return undefined;
  }
}

function onlySlot(sequence: CompiledSequence, composed: Composed): number[] | undefined {
  const part = sequence.find(({ slot }) => !composed.has(slot));
  return part === undefined ? undefined : [part.slot];
}

function union(lists: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const slots = new Set<number>();
  for (const list of lists) {
    if (list === undefined) return undefined;
    for (const slot of list) slots.add(slot);
  }
  return [...slots];
}

function fewest(lists: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  let least: readonly number[] | undefined;
  for (const list of lists) if (list !== undefined && (least === undefined || list.length < least.length)) least = list;
  return least;
}
