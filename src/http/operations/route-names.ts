/**
 * Names the route that a path belongs to: a pattern such as `/v1/grades/{id}`, never what was typed, so that logs hold no ids or
 * names and the number of series stays small. What no pattern fits belongs to the page (`/*`).
 *
 * @param patterns - paths as OpenAPI writes them
 */
export function routeNames(patterns: readonly string[]): (path: string) => string {
  const plain = new Set(patterns.filter((pattern) => !pattern.includes('{')));
  const shaped = patterns
    .filter((pattern) => pattern.includes('{'))
    .map((pattern) => ({ pattern, shape: new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}/?$`) }));
  return (path) => {
    const bare = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    if (plain.has(bare)) return bare;
    return shaped.find(({ shape }) => shape.test(path))?.pattern ?? (path.startsWith('/v1') ? '/v1/*' : '/*');
  };
}
