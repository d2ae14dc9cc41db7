import type { CompiledSequence, Node } from './compile.ts';

/** May a slot be filled somewhere in the text at hand? Only a sure no may be false. */
export type MayFill = (slot: number) => boolean;

/**
 * May an indicator find anything, fired or held back, where only some slots can be filled? A no is sure; a yes is not. It costs a
 * few look-ups, and of the two hundred patterns of a rubric an answer leaves some forty to be looked at.
 */
export function mayFind(node: Node, mayFill: MayFill): boolean {
  switch (node.kind) {
    case 'sequences':
      return node.sequences.some((sequence) => mayMatch(sequence, mayFill));
    case 'any':
      return node.of.some((inner) => mayFind(inner, mayFill));
    case 'all':
      return node.of.every((inner) => mayFind(inner, mayFill));
    case 'at_least': {
      let possible = 0;
      for (const inner of node.of) if (mayFind(inner, mayFill)) possible++;
      return possible >= node.count;
    }
    case 'order':
      return mayFind(node.of, mayFill);
    case 'regex':
    case 'none':
      return true;
  }
}

/** May every place of a sequence be filled? */
export function mayMatch(sequence: CompiledSequence, mayFill: MayFill): boolean {
  for (const { slot } of sequence) if (!mayFill(slot)) return false;
  return true;
}
