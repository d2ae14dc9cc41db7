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
  const object = extractJson(text);
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
    else if (new RegExp(`"${id}"\\s*:\\s*\\{[\\s\\S]*"${id}"\\s*:\\s*\\{`).test(text))
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
  const visible = text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '');
  const start = visible.indexOf('{');
  for (let end = visible.lastIndexOf('}'); start >= 0 && end > start; end = visible.lastIndexOf('}', end - 1)) {
    try {
      const value: unknown = JSON.parse(visible.slice(start, end + 1));
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
    } catch {
      // Prose behind the object may hold braces too: try the brace before.
    }
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
