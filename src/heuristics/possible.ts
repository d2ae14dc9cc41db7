import type { CompiledSequence, Node } from './compile.ts';

/**
 * May an indicator find anything, fired or held back, where only some slots can be filled? A no is sure; a yes is not. It costs a
 * few look-ups, and of the two hundred patterns of a rubric an answer leaves some forty to be looked at.
 *
 * @param fillable - by slot number: 1 where a slot may be filled somewhere in the text at hand, 0 where it surely is not
 */
export function mayFind(node: Node, fillable: Uint8Array): boolean {
  switch (node.kind) {
    case 'sequences':
      for (const sequence of node.sequences) if (mayMatch(sequence, fillable)) return true;
      return false;
    case 'any':
      return countPossible(node.of, fillable, 1) >= 1;
    case 'all':
      return countPossible(node.of, fillable, node.of.length) >= node.of.length;
    case 'at_least':
      return countPossible(node.of, fillable, node.count) >= node.count;
    case 'order':
      return mayFind(node.of, fillable);
    case 'regex':
    case 'none':
      return true;
  }
}

/** May every place of a sequence be filled? */
export function mayMatch(sequence: CompiledSequence, fillable: Uint8Array): boolean {
  for (const { slot } of sequence) if (fillable[slot] === 0) return false;
  return true;
}

/** How many of the nodes may find anything; counts no further than `enough`. */
function countPossible(nodes: readonly Node[], fillable: Uint8Array, enough: number): number {
  let possible = 0;
  for (const node of nodes) {
    if (mayFind(node, fillable)) possible++;
    if (possible >= enough) break;
  }
  return possible;
}
