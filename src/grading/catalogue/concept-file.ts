import { z } from 'zod';
import { Concept } from '../../core/indicator.ts';
import { parseYaml, readText } from './yaml-file.ts';

const conceptName = /^[a-z][a-z0-9_]*$/;

/** `concepts.yaml`: the shared vocabulary by name. */
export const Concepts = z.record(z.string().regex(conceptName, 'a concept is named in a-z, 0-9 and _'), Concept);
export type Concepts = z.infer<typeof Concepts>;

/** The shared vocabulary in its file, which is read when first asked for. */
export type ConceptFile = {
  /** The terms of one concept, or undefined where there is none of that name. */
  readonly terms: (name: string) => readonly string[] | undefined;
  /** Every concept. @throws {InvalidInput} naming file, line and key of every fault */
  readonly all: () => Readonly<Concepts>;
};

/**
 * Opens a file of concepts. A rubric uses a fifth of them and all of them take 130 ms to read, so each entry is read by itself when
 * its terms are first asked for. Where the file cannot be cut into entries, or an entry has a fault, all is read as ever: faults
 * are those of the whole file.
 */
export function openConcepts(path: string, shownAs: string): ConceptFile {
  const source = once(() => readText(path, shownAs));
  const all = once(() => parseYaml(source(), Concepts, shownAs));
  const entries = once(() => cutEntries(source()));
  const known = new Map<string, readonly string[] | undefined>();

  function read(name: string): readonly string[] | undefined {
    const cut = entries();
    if (cut === undefined) return inAll(name);
    const entry = cut.get(name);
    if (entry === undefined) return undefined;
    try {
      return parseYaml(entry, z.record(z.string(), Concept), shownAs)[name]?.terms;
    } catch {
      // Only the whole file tells what is wrong and on which line, or that an alias means an anchor further up.
      return inAll(name);
    }
  }

  const inAll = (name: string) => (Object.hasOwn(all(), name) ? all()[name]?.terms : undefined);

  return {
    all,
    terms: (name) => {
      if (!known.has(name)) known.set(name, read(name));
      return known.get(name);
    },
  };
}

/** The lines of each entry by its key; undefined where anything else stands at the margin, or a key stands twice. */
function cutEntries(source: string): ReadonlyMap<string, string> | undefined {
  const entries = new Map<string, string>();
  const keys = [...source.matchAll(/^[^\s#].*$/gm)];
  for (const [index, line] of keys.entries()) {
    const name = line[0].split(':', 1)[0] ?? '';
    if (!conceptName.test(name) || name.length === line[0].length || entries.has(name)) return undefined;
    entries.set(name, source.slice(line.index, keys[index + 1]?.index));
  }
  return entries;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
