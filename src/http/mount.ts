import type { Express, Response } from 'express';
import type { Guard } from './access/guard.ts';
import { only } from './problem.ts';
import type { Route } from './route.ts';

/** Can an answer of a route go on for long: events, for as long as there are some, or a download? */
function mayGoOn({ answers }: Route): boolean {
  return Object.values(answers).some(({ events, types }) => events !== undefined || types !== undefined);
}

/**
 * Puts routes into an app, each path with all its methods; any other method is answered with 405. Nothing of a request is read
 * before the guard has let it in.
 */
export function mount(
  app: Express,
  routes: readonly Route[],
  { guard, audit }: { readonly guard: Guard; readonly audit: (route: Route, response: Response) => void },
): void {
  for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
    const entry = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    // Who observes the request is told the pattern, never what was typed.
    entry.all((_request, response, next) => {
      response.locals.route = path;
      next();
    });
    for (const route of group)
      entry[route.method](async (request, response, next) => {
        await guard.admit(route, request, response);
        audit(route, response);
        if (mayGoOn(route)) guard.watch(response, next);
        await route.respond(request, response);
      });
    const methods = group.map((route) => (route.method === 'get' ? 'GET, HEAD' : route.method.toUpperCase()));
    entry.all(only(methods.join(', ')));
  }
}
