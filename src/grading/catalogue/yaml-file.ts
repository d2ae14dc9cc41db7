import { readFileSync } from 'node:fs';
import { type Document, isMap, LineCounter, type Node, parseDocument, type Scalar, visit } from 'yaml';
import type { z } from 'zod';
import { type InputFault, InvalidInput } from '../../core/errors.ts';

/**
 * Reads a YAML file through a schema.
 *
 * @param shownAs - how errors name the file
 * @throws {InvalidInput} naming file, line and key of every fault: unreadable, not YAML, or not of the schema
 */
export function readYaml<T>(path: string, schema: z.ZodType<T>, shownAs = path): T {
  return parseYaml(readText(path, shownAs), schema, shownAs);
}

/** The same for a text that is already at hand. */
export function parseYaml<T>(source: string, schema: z.ZodType<T>, shownAs: string): T {
  return parseLocated(source, schema, shownAs).data;
}

/** The same, with the means to say on which line, from 1, a field stands; for one that is not there, the nearest around it. */
export function parseLocated<T>(
  source: string,
  schema: z.ZodType<T>,
  shownAs: string,
): { data: T; lineOf: (path: readonly PropertyKey[]) => number } {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, logLevel: 'error' });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    throw new InvalidInput(shownAs, [
      { field: '', message: syntax.message.split('\n')[0] ?? 'not YAML', line: syntax.linePos?.[0].line ?? 1 },
    ]);
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = keyAt(document, path.slice(0, length)) ?? (document.getIn(path.slice(0, length), true) as Node);
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = schema.safeParse(readValue(document, lines, shownAs));
  if (parsed.success) return { data: parsed.data, lineOf };
  throw new InvalidInput(
    shownAs,
    parsed.error.issues.map((issue) => ({
      field: fieldName(issue.path),
      message: issue.message,
      line: lineOf(pathOf(issue)),
    })),
  );
}

/** What the document holds, its aliases followed. @throws {InvalidInput} for one that means nothing, or that unfolds without end */
function readValue(document: Document, lines: LineCounter, shownAs: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const faults: InputFault[] = [];
    visit(document, {
      Alias(_, alias) {
        if (alias.resolve(document) !== undefined) return;
        const line = alias.range ? lines.linePos(alias.range[0]).line : 1;
        faults.push({ field: '', message: `"*${alias.source}" has no "&${alias.source}" above it`, line });
      },
    });
    // Too many aliases of aliases are the only other thing that can go wrong here.
    if (faults.length === 0)
      faults.push({ field: '', message: `cannot be unfolded (${(error as Error).message})`, line: 1 });
    throw new InvalidInput(shownAs, faults);
  }
}

/** The key that a path ends with; its value may begin some lines below. */
function keyAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  const around = document.getIn(path.slice(0, -1), true);
  if (path.length === 0 || !isMap<Scalar>(around)) return undefined;
  return around.items.find((pair) => pair.key.value === path.at(-1))?.key;
}

/** A path as people write it: `points[2].weight`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) => (typeof key === 'number' ? `${name}[${key}]` : name === '' ? String(key) : `${name}.${String(key)}`),
    '',
  );
}

/** The path to the fault itself: for an unknown key, the key and not the object around it. */
function pathOf(issue: z.core.$ZodIssue): PropertyKey[] {
  const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return unknown === undefined ? issue.path : [...issue.path, unknown];
}

/** The text of a file. @throws {InvalidInput} when it cannot be read */
export function readText(path: string, shownAs: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InvalidInput(shownAs, [
      { field: '', message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})` },
    ]);
  }
}
