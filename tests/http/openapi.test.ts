import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapeNotes } from '../../src/http/shape-notes.ts';
import { startService } from './service.ts';

type Document = {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        'x-access': string;
        security: object[];
        parameters?: { name: string; required: boolean }[];
      }
    >
  >;
  components: { schemas: Record<string, object>; securitySchemes: object };
};

let service: Awaited<ReturnType<typeof startService>>;
let text: string;
let api: Document;
beforeAll(async () => {
  service = await startService();
  text = await (await service.fetch('/openapi.json')).text();
  api = JSON.parse(text) as Document;
});
afterAll(() => service.stop());

describe('the OpenAPI document', () => {
  it('is of version 3.1, each reference resolved', () => {
    expect(api.openapi).toBe('3.1.0');
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(api.components.schemas[reference.split('/').at(-1) ?? '']).toBeDefined();
    }
  });

  it('describes exactly the routes that the app has', () => {
    const mounted = (service.app.router.stack as { route?: { path: string } }[])
      .flatMap((layer) => (layer.route === undefined ? [] : [layer.route.path]))
      .map((path) => path.replaceAll(/:(\w+)/g, '{$1}'));
    expect(mounted.length).toBeGreaterThan(5);
    expect(mounted.sort()).toEqual(Object.keys(api.paths).sort());
  });

  it('describes each parameter of a path, and gives every operation a name of its own', () => {
    const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    for (const { path, parameters = [] } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
    }
    const names = operations.map((operation) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says which parameters may be left out', () => {
    const needed = api.paths['/v1/attempts']?.get?.parameters?.map(({ name, required }) => [name, required]);
    expect(Object.fromEntries(needed ?? [])).toEqual({ candidate: true, question: false, after: false, limit: false });
  });

  it('says of every operation who may call it at the least', () => {
    for (const methods of Object.values(api.paths)) {
      for (const operation of Object.values(methods))
        expect(operation['x-access']).toMatch(/^(anyone|candidate|interviewer|admin|metrics)$/);
    }
  });

  it('says of every shape what it is, and of no shape or field that is not there', () => {
    const { schemas } = api.components;
    expect(Object.keys(schemas).filter((name) => shapeNotes[name] === undefined)).toEqual([]);
    const strays = Object.entries(shapeNotes).flatMap(([name, { fields = {} }]) => {
      const text = JSON.stringify(schemas[name] ?? {});
      return Object.entries(fields).flatMap(([field, said]) =>
        text.includes(`"${field}":{`) && text.includes(JSON.stringify(said)) ? [] : [`${name}.${field}`],
      );
    });
    expect(strays).toEqual([]);
    expect(Object.keys(shapeNotes).filter((name) => schemas[name] === undefined)).toEqual([]);
  });

  it('says by what one signs in, wherever one must', () => {
    for (const methods of Object.values(api.paths)) {
      for (const operation of Object.values(methods)) {
        const needed = operation['x-access'] === 'anyone' ? [] : [{ key: [] }, { session: [] }];
        expect(operation.security).toEqual(needed);
      }
    }
    expect(Object.keys(api.components.securitySchemes)).toEqual(['key', 'session']);
  });

  it('asks for a grade strictly', () => {
    expect(api.components.schemas.GradeRequest).toMatchObject({
      additionalProperties: false,
      required: ['question', 'answer'],
    });
  });
});
