import { z } from 'zod';
import { eventStream } from './event-stream.ts';
import { Problem } from './problem.ts';
import type { Access, Answer, Route } from './route.ts';
import { type ShapeNote, shapeNotes } from './shape-notes.ts';
import { shapes } from './shapes.ts';

/** A JSON schema, as far as it is read here. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
};

/** What is sent or answered, by media type. `x-events`: what a stream of events holds, by the name of the event. */
export type Content = Readonly<
  Record<string, { readonly schema?: Schema; readonly 'x-events'?: Readonly<Record<string, Schema>> }>
>;

/** An operation as the document describes it. */
export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  /** Who may call it at the least. */
  readonly 'x-access': Access;
  /** By what one says who one is; none where nobody is asked. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};

/** The service as an OpenAPI document. */
export type ApiDocument = {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
};

/**
 * The service described in OpenAPI 3.1, from the routes and the schemas by which they parse and answer.
 *
 * @throws {Error} where one name would describe two shapes
 */
export function describeApi(routes: readonly Route[], version: string): ApiDocument {
  const named = new Map<string, Schema>();
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Schema => describeSchema(schema, io, named);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemaOf) };
  return {
    openapi: '3.1.0',
    info: { title: 'answer-grader', version, description: 'Grades answers to customer-service interview questions.' },
    paths,
    components: {
      securitySchemes,
      schemas: Object.fromEntries(
        [...named]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, schema]) => [name, withNotes(schema, shapeNotes[name])]),
      ),
    },
  };
}

const securitySchemes = {
  key: { type: 'http', scheme: 'bearer', description: 'A key, as `answer-grader keys create` makes it' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'grader',
    description:
      'The session of a page, as `POST /v1/session` begins it; over HTTPS the cookie is `__Host-grader`. What changes something also takes the header `X-CSRF-Token`',
  },
};

/** A service that is open to its own machine asks for none of it. */
function securityOf({ access }: Route): Operation['security'] {
  return access === 'anyone' ? [] : [{ key: [] }, { session: [] }];
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => Schema;

/** A schema as the document holds it: shapes that have a name go to `named`, and a reference stands in their place. */
function describeSchema(schema: z.ZodType, io: 'input' | 'output', named: Map<string, Schema>): Schema {
  const json = JSON.stringify(z.toJSONSchema(schema, { io, metadata: shapes }));
  const {
    $schema: _dialect,
    $defs = {},
    ...body
  } = JSON.parse(json.replaceAll('"#/$defs/', '"#/components/schemas/')) as Schema & {
    $schema: string;
    $defs?: Record<string, Schema & { id?: string }>;
  };
  for (const [name, { id: _id, ...definition }] of Object.entries($defs)) {
    const known = named.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition))
      throw new Error(`"${name}" would name two shapes in the OpenAPI document`);
    named.set(name, definition);
  }
  return body;
}

function withNotes(schema: Schema, note: ShapeNote | undefined): Schema {
  if (note === undefined) return schema;
  return { description: note.about, ...withFields(schema, note.fields ?? {}) };
}

/** The same with notes at its fields, in each of its variants. */
function withFields(schema: Schema, notes: NonNullable<ShapeNote['fields']>): Schema {
  const { oneOf, properties } = schema;
  if (oneOf !== undefined) return { ...schema, oneOf: oneOf.map((variant) => withFields(variant, notes)) };
  if (properties === undefined) return schema;
  const described = Object.entries(properties).map(([name, value]) => {
    const description = notes[name];
    return [name, description === undefined ? value : { ...value, description }] as const;
  });
  return { ...schema, properties: Object.fromEntries(described) };
}

function operation(route: Route, schemaOf: SchemaOf): Operation {
  const asked = parameters(route, schemaOf);
  const content = route.body?.contents.map(
    ({ type, schema }) => [type, { schema: schemaOf(schema, 'input') }] as const,
  );
  const answers = Object.entries(route.answers).map(([status, given]) => [status, answer(given, schemaOf)]);
  const problems = Object.entries(problemsOf(route)).map(([status, description]) => [
    status,
    { description, content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } } },
  ]);
  return {
    operationId: route.name,
    summary: route.summary,
    'x-access': route.access,
    security: securityOf(route),
    ...(asked.length === 0 ? {} : { parameters: asked }),
    ...(content === undefined ? {} : { requestBody: { required: true, content: Object.fromEntries(content) } }),
    responses: Object.fromEntries([...answers, ...problems]),
  };
}

function parameters(route: Route, schemaOf: SchemaOf): NonNullable<Operation['parameters']> {
  return (['path', 'query'] as const).flatMap((place) => {
    const schema = place === 'path' ? route.params : route.query;
    const needed = schema === undefined ? [] : schemaOf(schema, 'input').required;
    return Object.entries(schema?.shape ?? {}).map(([name, value]) => ({
      name,
      in: place,
      required: place === 'path' || needed?.includes(name) === true,
      schema: schemaOf(value, 'input'),
    }));
  });
}

function answer(
  { description, schema, events, types = [] }: Answer,
  schemaOf: SchemaOf,
): Operation['responses'][string] {
  const told = Object.entries(events ?? {}).map(([name, data]) => [name, schemaOf(data, 'output')] as const);
  const content: Content = {
    ...(schema === undefined ? {} : { 'application/json': { schema: schemaOf(schema, 'output') } }),
    ...(events === undefined ? {} : { [eventStream]: { 'x-events': Object.fromEntries(told) } }),
    ...Object.fromEntries(types.map((type) => [type, {}])),
  };
  return { description, ...(Object.keys(content).length === 0 ? {} : { content }) };
}

/** The problems that a route may answer, by status. */
export function problemsOf(route: Route): Readonly<Record<number, string>> {
  const { body } = route;
  return {
    400: 'The request is not what is asked for; `errors` names every field',
    ...(body === undefined
      ? {}
      : {
          413: `The body is too large; at most ${body.limit}`,
          415: `The body is not ${body.contents.map((content) => content.type).join(' or ')}`,
        }),
    ...(route.access === 'anyone'
      ? {}
      : {
          401: 'Nobody is signed in, and no key was sent that is valid',
          403: 'Whoever asks may not do this',
        }),
    ...(route.path.startsWith('/v1/')
      ? { 429: 'This client has had its share; Retry-After says when to try again' }
      : {}),
    ...(route.path.startsWith('/v1/')
      ? { 503: 'The store does not answer, or the service takes no work now: try again' }
      : {}),
    ...route.problems,
  };
}
