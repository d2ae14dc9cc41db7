import { columnKind } from './columns.ts';
import { isObject } from './object-rows.ts';
import type { SpokenTurn } from './recognised.ts';

/**
 * A turn that comes as an object, as recorders and chat programs export it: `{speaker, text}`, `{role, content}`,
 * `{from: {name}, message}` and the like; undefined for anything else. A time in seconds becomes `00:12:03`.
 */
export function turnOf(value: unknown): SpokenTurn | undefined {
  if (!isObject(value)) return undefined;
  let speaker: string | undefined;
  let text: string | undefined;
  let at: string | null = null;
  for (const [key, field] of Object.entries(value)) {
    const kind = columnKind(key);
    if (kind === 'speaker' || (kind === 'candidate' && speaker === undefined)) speaker = nameOf(field) ?? speaker;
    else if (kind === 'text' || key === 'msg') text = textOf(field) ?? text;
    else if (key === 'sentences') text ??= textOf(field);
    else if (kind === 'at') at ??= timeOf(field);
  }
  return speaker === undefined || text === undefined ? undefined : { speaker, text: text.trim(), at };
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value === 'number') return `Speaker ${value}`;
  return isObject(value) ? nameOf(value.name ?? value.nickname ?? value.display_name ?? value.id) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.flatMap((part) => textOf(part) ?? []).join('');
  return isObject(value) ? textOf(value.text) : undefined;
}

function timeOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && value >= 0 && value < 360_000 ? clock(value) : null;
}

/** Seconds from the beginning as `00:12:03`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return [whole / 3600, (whole / 60) % 60, whole % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

/** Keys under which exports keep their list. */
const listKeys =
  'turns messages segments utterances dialogue dialog conversation transcript answers items records rows data results result sentences list'.split(
    ' ',
  );

/** The list of objects in a JSON document: the document itself, or what one of its keys holds, up to four levels deep. */
export function listIn(value: unknown, depth = 0): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.some(isObject) ? value : undefined;
  if (!isObject(value) || depth >= 4) return undefined;
  for (const key of listKeys) {
    const found = Object.hasOwn(value, key) ? listIn(value[key], depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
