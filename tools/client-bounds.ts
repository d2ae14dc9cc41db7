import type { Description } from './openapi.ts';

/** The bounds that the description states for the fields of its shapes, as the source of a module: the page learns them by it. */
export function boundsModule({ components: { schemas } }: Description): string {
  const most = Object.entries(schemas).flatMap(([shape, { properties = {} }]) =>
    Object.entries(properties).flatMap(([field, { maxItems, maxLength }]) => {
      const bound = maxItems ?? maxLength;
      return bound === undefined ? [] : [[`${shape}.${field}`, bound]];
    }),
  );
  const text = JSON.stringify(Object.fromEntries(most), null, 2);
  return `/** The most characters or items that a field takes. */\nexport const most = ${text} as const;\n`;
}
