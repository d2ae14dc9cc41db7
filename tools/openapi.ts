import { withService } from './service.ts';

/** The part of an OpenAPI document that is looked into here. */
export type Description = {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Record<string, { readonly content?: object }> }>>>
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Bounded>> }>>;
  };
};

type Bounded = { readonly maxItems?: number; readonly maxLength?: number };

/** The OpenAPI description that the service gives of itself: it is started for it, and stopped. */
export function fetchDescription(): Promise<Description> {
  return withService(async (url) => {
    const response = await fetch(`${url}/openapi.json`);
    if (!response.ok) throw new Error(`GET /openapi.json: ${response.status}`);
    return (await response.json()) as Description;
  });
}
