import { parseJsonLine } from '../core/json-line.ts';
import { type Told, told } from './fault-words.ts';
import { createEntryTest, entriesWithin } from './nested-objects.ts';
import { createObjectReader } from './object-rows.ts';
import { listIn, turnOf } from './object-turns.ts';
import { type OpenContext, type OpenedFile, type ReadEntry, unreadable } from './opened-file.ts';
import type { SpokenTurn } from './recognised.ts';
import { bytesOf, piecesOf, type SentFile } from './sent-file.ts';
import type { SheetEntry } from './sheet-rows.ts';
import { readLines, type TextLine } from './text-lines.ts';

/** Opens JSONL: turns where the first line is one, else answers, which are read as they are asked for. */
export async function openJsonLines(file: SentFile, { lookUp }: OpenContext): Promise<OpenedFile> {
  if (await beginsWithTurn(file)) return { kind: 'interview', spoken: { turns: await turnsOf(file), people: [] } };
  const read = createObjectReader({ file: file.name, lookUp, seen: new Set() });
  const readLine = (line: TextLine): readonly SheetEntry[] => {
    const faultIn = (what: Told) => [{ fault: { file: file.name, field: '', ...what, line: line.number } }];
    if ('fault' in line) return faultIn(line.fault);
    if (line.text.trim() === '') return [];
    const value = parseJsonLine(line.text);
    return value === undefined ? faultIn(told('not_json')) : read(value, line.number);
  };
  async function* entries(): AsyncGenerator<ReadEntry> {
    for await (const line of readLines(piecesOf(file), file.name))
      for (const entry of readLine(line)) yield { ...entry, end: line.end };
  }
  return { kind: 'sheet', entries: entries() };
}

async function beginsWithTurn(file: SentFile): Promise<boolean> {
  for await (const line of readLines(piecesOf(file), file.name)) {
    if ('fault' in line) return false;
    if (line.text.trim() !== '') return turnOf(parseJsonLine(line.text)) !== undefined;
  }
  return false;
}

async function turnsOf(file: SentFile): Promise<SpokenTurn[]> {
  // Refuses what is too large before it is read.
  await bytesOf(file);
  const turns: SpokenTurn[] = [];
  for await (const line of readLines(piecesOf(file), file.name)) {
    if ('fault' in line) throw unreadable(file.name, line.fault, line.number);
    if (line.text.trim() === '') continue;
    const turn = turnOf(parseJsonLine(line.text));
    if (turn === undefined) throw unreadable(file.name, told('no_turn'), line.number);
    if (turn.text !== '') turns.push(turn);
  }
  return turns;
}

/** Opens a JSON document: a list of turns or of answers, by itself or under one of the usual keys, or what is deeper in it. */
export function openJson(text: string, file: SentFile, { lookUp }: OpenContext): OpenedFile {
  const list = listOf(parse(text, file.name), lookUp);
  if (list === undefined) throw unreadable(file.name, told('no_list'));
  const turns = list.flatMap((value) => turnOf(value) ?? []);
  if (turns.length * 2 > list.length)
    return { kind: 'interview', spoken: { turns: turns.filter((turn) => turn.text !== ''), people: [] } };
  const read = createObjectReader({ file: file.name, lookUp, seen: new Set() });
  async function* entries(): AsyncGenerator<ReadEntry> {
    for (const [index, value] of (list ?? []).entries())
      for (const entry of read(value, index + 1)) yield { ...entry, end: 0 };
  }
  return { kind: 'sheet', entries: entries() };
}

function listOf(document: unknown, lookUp: OpenContext['lookUp']): readonly unknown[] | undefined {
  const isEntry = createEntryTest(lookUp);
  const usual = listIn(document);
  if (usual?.some(isEntry) === true) return usual;
  const within = entriesWithin(document, isEntry);
  return within.length > 0 ? within : usual;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, told('not_json_because', { reason: (error as Error).message }));
  }
}
