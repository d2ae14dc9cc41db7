import fc from 'fast-check';
import { fromSchema, type Schema, spoilt } from './from-schema.ts';
import { known, wordsFor } from './known.ts';
import { anyText, catalogue } from './texts.ts';

/** What of an OpenAPI document the requests are made from. */
export type Api = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
};

export type Asked = { readonly path: string; readonly init: RequestInit };

/** Node itself refuses a head of more than 16 kB, with 431. */
const longestParameter = 300;

const accepts = fc.constantFrom('*/*', 'application/json', 'text/event-stream', 'text/html', 'a/b;q=x', '');
const otherTypes = fc.constantFrom(
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  '',
);

/** Any request to any operation of the document: mostly as it is described, often with something wrong in it. */
export function anyRequest(api: Api): fc.Arbitrary<Asked> {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  // The list of what is known grows while requests are made, so each is drawn when it is needed.
  return fc
    .oneof(
      ...operations.map((one) => ({
        weight: one.operation.requestBody === undefined ? 1 : 4,
        arbitrary: fc.constant(one),
      })),
    )
    .chain((one) => requestTo(one, api));
}

function requestTo(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  api: Api,
): fc.Arbitrary<Asked> {
  const word = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...wordsFor('', path)) },
    { weight: 1, arbitrary: anyText.map((text) => text.slice(0, 60)) },
  );
  const { parameters = [] } = operation;
  const queries = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc
        .option(fc.oneof({ weight: 3, arbitrary: fromSchema(schema, api.components.schemas, name) }, word), {
          freq: 2,
        })
        .map((value) => ({ name, value })),
    );
  const stray = fc.nat({ max: 11 }).map((chance) => (chance === 0 ? { name: 'stray', value: '1' as unknown } : null));
  return fc
    .tuple(fc.tuple(...queries), stray, fc.array(word, { minLength: 3, maxLength: 3 }), bodyOf(operation, api), accepts)
    .map(([query, extra, ids, body, accept]) => {
      const search = new URLSearchParams();
      for (const given of [...query, extra])
        if (given !== null && given.value !== null && given.value !== undefined)
          search.append(given.name, String(given.value).slice(0, longestParameter).toWellFormed());
      let turn = 0;
      const address = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent((ids[turn++] || 'x').toWellFormed()));
      const headers = { accept, ...(body.type === undefined ? {} : { 'content-type': body.type }) };
      return {
        path: search.size === 0 ? address : `${address}?${search}`,
        init: { method, headers, ...(body.content === undefined ? {} : { body: body.content }) },
      };
    });
}

type Body = { readonly type: string | undefined; readonly content: BodyInit | undefined };

function bodyOf({ requestBody }: Operation, { components }: Api): fc.Arbitrary<Body> {
  if (requestBody === undefined) return fc.constant({ type: undefined, content: undefined });
  const forms = Object.entries(requestBody.content).map(([type, { schema }]): fc.Arbitrary<Body> => {
    if (type === 'multipart/form-data') return form;
    const right = fromSchema(schema, components.schemas);
    const value = fc.oneof({ weight: 4, arbitrary: right }, { weight: 2, arbitrary: spoilt(right) });
    return value.map((made) => ({ type, content: JSON.stringify(made) ?? '' }));
  });
  const broken = fc
    .tuple(fc.oneof(forms[0] ?? form, form), otherTypes, fc.nat())
    .map(([{ type, content }, other, cut]) => {
      if (typeof content !== 'string') return { type: other, content: 'x' };
      return cut % 2 === 0 ? { type: other, content } : { type, content: content.slice(0, cut % (content.length + 1)) };
    });
  const bytes = fc
    .uint8Array({ maxLength: 40 })
    .map((content) => ({ type: 'application/json', content: content.slice() }));
  return fc.oneof({ weight: 8, arbitrary: fc.oneof(...forms) }, broken, bytes);
}

const prompts = catalogue.ids.slice(0, 4).map((id) => catalogue.rubric(id).prompt);
const fileText = fc.oneof(
  fc.tuple(fc.constantFrom(...prompts), anyText).map(([prompt, said]) => `面试官：${prompt}\n候选人：${said}\n`),
  fc
    .tuple(fc.constantFrom(...known.question), anyText)
    .map(([question, said]) => `id,question,answer\n1,${question},"${said.replaceAll('"', '""')}"\n`),
  fc
    .tuple(fc.constantFrom(...known.question), anyText)
    .map(([question, answer]) => JSON.stringify({ id: 'a', question, answer })),
  anyText,
);
const form: fc.Arbitrary<Body> = fc
  .record({
    files: fc.array(fc.tuple(fc.constantFrom('a.txt', 'a.csv', 'b.jsonl', '面试-李雷.txt', '../../x', ''), fileText), {
      maxLength: 3,
    }),
    fields: fc.array(
      fc.tuple(
        fc.constantFrom('name', 'engine', 'lang', 'candidate_speaker', 'stray', 'files'),
        fc.constantFrom('', 'zh', 'heuristic', '候选人', 'x'),
      ),
      {
        maxLength: 3,
      },
    ),
  })
  .map(({ files, fields }) => {
    const content = new FormData();
    for (const [name, text] of files) content.append('files', new Blob([text]), name);
    for (const [name, value] of fields) content.append(name, value);
    return { type: undefined, content };
  });
