import { z } from 'zod';
import type { Rubric } from '../core/rubric.ts';
import { Label } from '../core/verdict.ts';
import { flagKey } from './prompt.ts';

/** What the model says of one point, in this order: the verdict comes after what it rests on. */
export const PointReply = z.strictObject({
  evidence: z.array(z.string()),
  reason: z.string(),
  verdict: Label,
  advice: z.string(),
});
export type PointReply = z.infer<typeof PointReply>;

/** A reply as far as it is usable: points that are well formed, and what is wrong with it. */
export type Reply = {
  readonly points: ReadonlyMap<string, PointReply>;
  readonly redFlags: ReadonlyMap<string, readonly string[]>;
  /** One sentence a fault, ready to be sent back to the model. */
  readonly faults: readonly string[];
};

/** The JSON schema of a reply: one fixed key a point, one a red flag. */
export function replySchema(rubric: Rubric): Record<string, unknown> {
  const known = schemas.get(rubric);
  if (known !== undefined) return known;
  const shape: Record<string, z.ZodType> = {};
  for (const point of rubric.points) shape[point.id] = PointReply;
  for (const flag of rubric.red_flags) shape[flagKey(flag.id)] = z.array(z.string());
  const { $schema: _, ...schema } = z.toJSONSchema(z.strictObject(shape));
  schemas.set(rubric, schema);
  return schema;
}

const schemas = new WeakMap<Rubric, Record<string, unknown>>();

/**
 * Reads a reply. Every point of the rubric exactly once: what is missing, unknown or off the menu is a fault.
 * A key that stands twice is a fault too, for JSON parsers silently keep the last.
 */
export function parseReply(text: string, rubric: Rubric): Reply {
  const visible = withoutThinking(text);
  const object = objectIn(visible);
  if (object === undefined)
    return { points: new Map(), redFlags: new Map(), faults: ['the reply holds no JSON object'] };
  const faults: string[] = [];
  const points = new Map<string, PointReply>();
  const redFlags = new Map<string, readonly string[]>();
  const known = new Set([
    ...rubric.points.map((point) => point.id),
    ...rubric.red_flags.map((flag) => flagKey(flag.id)),
  ]);
  for (const key of Object.keys(object)) if (!known.has(key)) faults.push(`"${key}" is not a key of this rubric`);
  for (const { id } of rubric.points) {
    const parsed = PointReply.safeParse(object[id]);
    if (object[id] === undefined) faults.push(`the point "${id}" is missing`);
    else if (new RegExp(`"${id}"\\s*:\\s*\\{[\\s\\S]*"${id}"\\s*:\\s*\\{`).test(visible))
      faults.push(`the point "${id}" stands twice`);
    else if (parsed.success) points.set(id, parsed.data);
    else
      faults.push(
        `the point "${id}" is malformed: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join(', ')}`,
      );
  }
  for (const { id } of rubric.red_flags) {
    const parsed = z.array(z.string()).safeParse(object[flagKey(id)] ?? []);
    redFlags.set(id, parsed.success ? parsed.data : []);
  }
  return { points, redFlags, faults };
}

/** The JSON object in a reply: bare, fenced, behind a thinking block, or with prose around it; undefined when there is none. */
export function extractJson(text: string): Record<string, unknown> | undefined {
  return objectIn(withoutThinking(text));
}

function objectIn(visible: string): Record<string, unknown> | undefined {
  const start = visible.indexOf('{');
  const end = start < 0 ? undefined : endOfObject(visible, start);
  if (end === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(visible.slice(start, end));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves out what stands between the tags of thinking; what follows a tag that is not closed stays. One pass, however many tags. */
function withoutThinking(text: string): string {
  const open = /<think(?:ing)?>/gi;
  const close = /<\/think(?:ing)?>/gi;
  let visible = '';
  let from = 0;
  for (let tag = open.exec(text); tag !== null; tag = open.exec(text)) {
    close.lastIndex = open.lastIndex;
    if (close.exec(text) === null) break;
    visible += text.slice(from, tag.index);
    from = close.lastIndex;
    open.lastIndex = from;
  }
  return visible + text.slice(from);
}

/** Where the object that begins at a brace ends; undefined where it does not. Braces in strings are passed over. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === '\\' ? 1 : 0;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

/** The corrected reply, with points of the first where the second lost them. */
export function mergeReplies(second: Reply, first: Reply): Reply {
  return {
    points: new Map([...first.points, ...second.points]),
    redFlags: new Map([...first.redFlags, ...second.redFlags]),
    faults: second.faults,
  };
}
