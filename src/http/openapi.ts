import { z } from 'zod';
import { Problem } from './problem.ts';
import type { Answer, Route } from './route.ts';
import { shapes } from './shapes.ts';
import { sizeOf } from './size.ts';

/** A JSON object of the document. */
type Json = Record<string, unknown>;

/**
 * The service described in OpenAPI 3.1, from the routes and the schemas by which they parse and answer. `x-access` says who may
 * call an operation at the least.
 *
 * @throws {Error} where one name would describe two shapes
 */
export function describeApi(routes: readonly Route[], version: string): Json {
  const components: Record<string, Json> = {};

  /** A schema as the document holds it; named shapes go to the components. */
  function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _dialect,
      $defs = {},
      ...body
    } = JSON.parse(
      JSON.stringify(z.toJSONSchema(schema, { io, metadata: shapes })).replaceAll(
        '"#/$defs/',
        '"#/components/schemas/',
      ),
    ) as Json & { $defs?: Record<string, Json> };
    for (const [name, { id: _id, ...definition }] of Object.entries($defs)) {
      const known = components[name];
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition))
        throw new Error(`"${name}" would name two shapes in the OpenAPI document`);
      components[name] = definition;
    }
    return body;
  }

  function parameters(route: Route): Json[] {
    return (['path', 'query'] as const).flatMap((place) => {
      const schema = place === 'path' ? route.params : route.query;
      return Object.entries(schema?.shape ?? {}).map(([name, value]) => ({
        name,
        in: place,
        required: place === 'path' || !z.safeParse(value as z.ZodType, undefined).success,
        schema: schemaOf(value as z.ZodType, 'input'),
      }));
    });
  }

  function answer({ description, schema, types = [] }: Answer): Json {
    const content = {
      ...(schema === undefined ? {} : { 'application/json': { schema: schemaOf(schema, 'output') } }),
      ...Object.fromEntries(types.map((type) => [type, {}])),
    };
    return { description, ...(Object.keys(content).length === 0 ? {} : { content }) };
  }

  const problem = (description: string): Json => ({
    description,
    content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
  });

  function operation(route: Route): Json {
    const { body } = route;
    const asked = parameters(route);
    return {
      operationId: route.name,
      summary: route.summary,
      'x-access': route.access,
      ...(asked.length === 0 ? {} : { parameters: asked }),
      ...(body === undefined
        ? {}
        : {
            requestBody: {
              required: true,
              content: Object.fromEntries(
                body.contents.map(({ type, schema }) => [type, { schema: schemaOf(schema, 'input') }]),
              ),
            },
          }),
      responses: {
        ...Object.fromEntries(Object.entries(route.answers).map(([status, given]) => [status, answer(given)])),
        ...Object.fromEntries(
          Object.entries(problemsOf(route)).map(([status, description]) => [status, problem(description)]),
        ),
      },
    };
  }

  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'answer-grader', version, description: 'Grades answers to customer-service interview questions.' },
    paths,
    components: { schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

/** The problems that a route may answer, by status. */
export function problemsOf(route: Route): Readonly<Record<number, string>> {
  return {
    400: 'The request is not what is asked for; `errors` names every field',
    ...(route.body === undefined
      ? {}
      : {
          413: `The body is larger than ${sizeOf(route.body.limit)}`,
          415: `The body is not ${route.body.contents.map((content) => content.type).join(' or ')}`,
        }),
    ...(route.method === 'get' ? {} : { 503: 'The service takes no work now; Retry-After says when to try again' }),
    ...route.problems,
  };
}
