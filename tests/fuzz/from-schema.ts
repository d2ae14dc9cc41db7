import fc from 'fast-check';
import { wordsFor } from './known.ts';
import { anyAnswer, anyText } from './texts.ts';

/** A JSON schema as the OpenAPI document holds it. */
export type Schema = { readonly [name: string]: unknown };

/**
 * Values as a schema describes them. Strings name what exists now and then.
 *
 * @param shapes - what `$ref` refers to, by name
 * @param name - of the field that the value is for
 */
export function fromSchema(schema: Schema, shapes: Readonly<Record<string, Schema>>, name = ''): fc.Arbitrary<unknown> {
  const made = (inner: unknown, field = name): fc.Arbitrary<unknown> => fromSchema(inner as Schema, shapes, field);
  if (typeof schema.$ref === 'string') return made(shapes[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map((choice) => made(choice)));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, made);
    case 'array':
      return fc.array(made(schema.items ?? {}), { maxLength: 4 });
    case 'string':
      return fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...wordsFor(name)) },
        { weight: 2, arbitrary: anyAnswer },
        anyText,
      );
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 40 }), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function objectOf(
  schema: Schema,
  made: (inner: unknown, field?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>);
  const required = (schema.required ?? []) as string[];
  if (properties.length === 0)
    return fc.dictionary(
      fc.oneof(fc.constantFrom('empathy', 'verify', '__proto__'), fc.string()),
      made(schema.additionalProperties ?? {}),
      { maxKeys: 3 },
    );
  return fc.record(Object.fromEntries(properties.map(([name, inner]) => [name, made(inner, name)])), {
    requiredKeys: required,
  });
}

/** The same with something wrong in it: a key too many or too few, or a value of another kind. */
export function spoilt(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(value, fc.nat(), fc.jsonValue(), fc.constantFrom('put', 'drop', 'add', 'replace'))
    .map(([made, at, other, how]) => {
      if (typeof made !== 'object' || made === null || Array.isArray(made) || how === 'replace') return other;
      const names = Object.keys(made);
      const name = names[at % Math.max(1, names.length)] ?? 'nothing';
      const copy: Record<string, unknown> = { ...made };
      if (how === 'drop') delete copy[name];
      else copy[how === 'add' ? 'unknown' : name] = other;
      return copy;
    });
}
