import { escapeHtml } from '../../text/markup.ts';
import type { Schema } from '../openapi.ts';

/** One field of an object, nested ones by their path: `points[].id`. `type` is HTML. */
export type Field = {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly description: string;
};

/** The fields of an object schema, each followed by those inside it; none where the schema is of no object. */
export function fieldsOf(schema: Schema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix + key;
    const field = {
      name,
      type: typeOf(value),
      optional: schema.required?.includes(key) !== true,
      description: value.description ?? '',
    };
    const inside = insideOf(value);
    return [field, ...(inside === undefined ? [] : fieldsOf(inside.schema, `${name}${inside.suffix}.`))];
  });
}

/** The object that a value holds or is a list of, where it has no name of its own. */
function insideOf(schema: Schema): { readonly schema: Schema; readonly suffix: string } | undefined {
  const filled = schema.anyOf?.filter((one) => one.type !== 'null');
  if (filled?.length === 1 && filled[0] !== undefined) return insideOf(filled[0]);
  if (schema.type === 'array' && schema.items !== undefined) {
    const inner = insideOf(schema.items);
    return inner === undefined ? undefined : { schema: inner.schema, suffix: `[]${inner.suffix}` };
  }
  return schema.properties === undefined ? undefined : { schema, suffix: '' };
}

/** The type of a value as HTML; a named shape is a link to it. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = escapeHtml(schema.$ref.split('/').at(-1) ?? '');
    return `<a href="#shape-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `<code>${escapeHtml(JSON.stringify(value))}</code>`).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object' && schema.properties === undefined)
    return `object of ${typeOf(schema.additionalProperties)}`;
  if (schema.format === 'binary') return 'file';
  const { type = 'anything' } = schema;
  return escapeHtml(typeof type === 'string' ? type : type.join(' | '));
}
