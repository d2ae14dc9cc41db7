import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Operation = {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** Fetches from a service and holds every response against the service's own OpenAPI document. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` for one service that throws where a response is not as the document describes it: a status that the operation does
 * not list, another media type, a body that its schema does not allow.
 */
export function checkedFetch(url: string): Fetch {
  const opened = openContract(url);
  return async (path, init = {}) => {
    const response = await fetch(url + path, init);
    const { check } = await opened;
    await check(init.method ?? 'GET', path, response.clone());
    return response;
  };
}

async function openContract(url: string) {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(document, 'api');
  const compiled = new Map<string, ValidateFunction>();
  const validatorAt = (pointer: string): ValidateFunction => {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, known);
    return known;
  };
  const templates = Object.keys(document.paths).map((path) => ({
    path,
    // A path without parameters is the better match.
    fixed: !path.includes('{'),
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
  }));

  async function check(method: string, address: string, response: Response): Promise<void> {
    const [path = ''] = address.split('?');
    const here = templates
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => Number(b.fixed) - Number(a.fixed));
    const template = here[0]?.path;
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    const operation = template === undefined ? undefined : document.paths[template]?.[verb];
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const fail = (what: string): never => {
      throw new Error(`${method} ${address} → ${response.status}: ${what}`);
    };
    if (template === undefined || operation === undefined) {
      // The page and its files, which the document does not describe.
      if (template === undefined && !path.startsWith('/v1') && response.status < 400) return;
      const expected = template === undefined ? 404 : 405;
      if (response.status !== expected) fail(`is described nowhere, so that ${expected} is expected`);
      const body = await response.json();
      const validate = validatorAt('/components/schemas/Problem');
      if (!validate(body)) fail(`no problem as described: ${ajv.errorsText(validate.errors)}`);
      return;
    }
    const described = operation.responses[String(response.status)];
    if (described === undefined) return fail(`the status is not described for ${template}`);
    const media = described.content?.[type];
    if (media === undefined && (described.content !== undefined || type !== ''))
      fail(`the media type ${type} is not described`);
    if (media?.schema === undefined || method === 'HEAD') return;
    const place = ['paths', template, verb, 'responses', String(response.status), 'content', type, 'schema'];
    const validate = validatorAt(
      `/${place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`,
    );
    const body = await response.json();
    if (!validate(body)) fail(`not as described: ${ajv.errorsText(validate.errors).slice(0, 500)}`);
  }

  return { check };
}
