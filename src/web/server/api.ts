import { Api, HttpClient } from '../client/api.ts';
import { lost, reached } from './connection.ts';
import { Fault, faultOf } from './fault.ts';
import { csrfToken, noteSignedOut } from './session.ts';

/** Asks the service. @throws {Fault} when no answer comes or it is a problem; the abort of a request passes as it is */
export async function ask(address: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  const response = await send(address, options);
  if (response.ok) {
    reached();
    return response;
  }
  const fault = await faultOf(response);
  if (response.status === 401) noteSignedOut();
  if (fault.unreachable) lost();
  else reached();
  throw fault;
}

async function send(address: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  try {
    return await fetch(address, withToken(options));
  } catch (error) {
    if (options?.signal?.aborted === true) throw error;
    lost();
    throw new Fault(null, { cause: error });
  }
}

/** A page of another site could make this browser send a request, but does not know the token. */
function withToken(options: RequestInit | undefined): RequestInit | undefined {
  const token = csrfToken();
  if (token === null || options?.method === undefined || options.method.toUpperCase() === 'GET') return options;
  const headers = new Headers(options.headers);
  headers.set('X-CSRF-Token', token);
  return { ...options, headers };
}

/** The requests that the OpenAPI description of the service names, as functions. They throw what `ask` throws. */
export const api = new Api(new HttpClient({ customFetch: ask }));
