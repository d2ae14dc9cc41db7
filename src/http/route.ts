import type { Request, Response } from 'express';
import { z } from 'zod';
import { type Principal, principalOf } from './access/principal.ts';
import { type BodyRule, readBody } from './body.ts';
import { parseWith } from './parse.ts';

/** Who may call a route at the least: each may also do what those before may; `metrics` is for keys of that role, and admins. */
export type Access = 'anyone' | 'candidate' | 'interviewer' | 'admin' | 'metrics';

/** A success: JSON of a schema; or events, or media types in which the route writes by itself; or nothing. Several: the client chooses. */
export type Answer = {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly types?: readonly string[];
  /** The events of a stream, by name, each with the schema of its data. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
};

/** A route as the router, the OpenAPI document and whoever guards the door read it. */
export type Route = {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** In the form of OpenAPI, such as `/v1/grades/{id}`. */
  readonly path: string;
  /** Names the operation in the document and in generated clients. */
  readonly name: string;
  readonly access: Access;
  readonly summary: string;
  /** What is said in the log of each time that it was done, beside who did it; undefined: nothing. */
  readonly audit?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodyRule<unknown>;
  readonly answers: Readonly<Record<number, Answer>>;
  /** When which problem is answered, beyond those that follow from parameters and body. */
  readonly problems?: Readonly<Record<number, string>>;
  /**
   * What is done with a request when the process is late with others: it is turned away `first`, since it costs much; or `later`, when
   * that did not help, as all that says nothing here; or `answered` all the same.
   */
  readonly whenLate?: 'first' | 'later' | 'answered';
  readonly respond: (request: Request, response: Response) => Promise<void>;
};

/** What a handler gets: the request as parsed, and request and response as they are for what streams. */
export type Call<P, Q, B> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Who asks: somebody who may call the route. */
  readonly who: Principal;
  readonly request: Request;
  readonly response: Response;
};

/** A value as a schema says that nobody changes. */
type Described<T> = T extends object ? { readonly [K in keyof T]: Described<T[K]> } : T;

/** A status that the route declares, with a body as its schema says. */
export type Reply<A> = {
  [S in keyof A]: { readonly status: S; readonly headers?: Readonly<Record<string, string>> } & (A[S] extends {
    readonly schema: infer T extends z.ZodType;
  }
    ? { readonly body: Described<z.output<T>> }
    : unknown);
}[keyof A];

const nothing = z.strictObject({});

/**
 * A route with its handler. The handler gets what was parsed by the schemas that describe the route, and can answer only what
 * they allow; it gives nothing back where it has written the response itself.
 */
export function route<
  const A extends Readonly<Record<number, Answer>>,
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B = undefined,
>(
  definition: Omit<Route, 'params' | 'query' | 'body' | 'answers' | 'respond'> & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: BodyRule<B>;
    readonly answers: A;
    readonly handle: (call: Call<z.output<P>, z.output<Q>, B>) => Reply<A> | undefined | Promise<Reply<A> | undefined>;
  },
): Route {
  const { handle, ...described } = definition;
  return {
    ...described,
    respond: async (request, response) => {
      // A route that declares no parameters or no body has types that say so.
      const call = {
        params: parseWith(definition.params ?? nothing, request.params, 'address'),
        query: parseWith(definition.query ?? nothing, request.query, 'query'),
        body: definition.body && (await readBody(definition.body, request, response)),
        who: principalOf(response),
        request,
        response,
      } as Call<z.output<P>, z.output<Q>, B>;
      const reply = await handle(call);
      if (reply !== undefined) send(response, reply);
    },
  };
}

function send(
  response: Response,
  reply: { readonly status: unknown; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown },
): void {
  response.status(Number(reply.status)).set(reply.headers ?? {});
  if (reply.body === undefined) response.end();
  else response.json(reply.body);
}
