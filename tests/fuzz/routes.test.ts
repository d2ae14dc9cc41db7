import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bearer, invitationTo, newKey, secret, signIn } from '../http/access/guarded.ts';
import { type GivenParts, startService, type TestService } from '../http/service.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { learn } from './known.ts';
import { type Api, anyRequest } from './requests.ts';
import { allowMinutes, isLongRun, often } from './runs.ts';

allowMinutes();
const limits = { requestsPerMinute: 0, answersPerMinute: 0, batchAnswersPerDay: 0, moneyPerDay: 0 };
const noCredentials = fc.constant<Readonly<Record<string, string>>>({});
type Credentials = typeof noCredentials;

/** Tries requests, each with what somebody brings to say who they are. */
async function tryAll({ fetch, log }: TestService, credentials: Credentials): Promise<void> {
  const api = (await (await fetch('/openapi.json')).json()) as Api;
  const statuses = new Map<number, number>();
  const request = fc.tuple(anyRequest(api), credentials);
  await fc.assert(
    fc.asyncProperty(request, async ([{ path, init }, brought]) => {
      // The contract is held against the response inside.
      const gone = new AbortController();
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(60_000)]);
      // Whoever signs out has nothing more to bring.
      const signsOut = init.method === 'DELETE' && path.startsWith('/v1/session');
      const headers = { ...(init.headers as Record<string, string>), ...(signsOut ? {} : brought) };
      const response = await fetch(path, { ...init, headers, signal });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      // It may go on for ever: whoever has seen that it began leaves.
      if (response.headers.get('content-type')?.startsWith('text/event-stream') && init.method === 'GET') gone.abort();
      else learn(path, await response.text());
      expect(response.status).toBeLessThan(500);
    }),
    often,
  );
  // Requests that get somewhere, and such that are refused: or nothing was tried at all.
  expect(Math.min(...statuses.keys())).toBeLessThan(300);
  expect(Math.max(...statuses.keys())).toBeGreaterThanOrEqual(400);
  expect(log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
}

describe('any request to any route is answered as the OpenAPI document says, and never by a fault of ours', () => {
  let service: TestService | undefined;
  const start = async (given: GivenParts): Promise<TestService> => {
    service = await startService({ settings: { limits }, ...given });
    return service;
  };
  let postgres: TestPostgres | undefined;
  if (isLongRun)
    beforeAll(async () => {
      postgres = await startPostgres();
    });
  afterEach(() => service?.stop());
  afterAll(() => postgres?.stop());

  it('by a service that asks nobody who they are', async () => {
    await tryAll(await start({}), noCredentials);
  });

  it('by one that does', async () => {
    const guarded = await start({ secret });
    const { store } = guarded;
    const made = [
      bearer((await newKey(store, 'admin')).text),
      bearer((await newKey(store, 'interviewer')).text),
      bearer((await newKey(store, 'metrics')).text),
      await signIn(guarded, { key: (await newKey(store, 'interviewer', null, 'by cookie')).text }),
      await signIn(guarded, { invitation: await invitationTo(store, '李雷') }),
    ];
    const [admin = {}, , , session = {}] = made;
    const spoilt = [
      { ...session, 'x-csrf-token': 'x' },
      { ...session, 'sec-fetch-site': 'cross-site' },
      { ...admin, origin: 'http://elsewhere.test' },
      { cookie: `${session.cookie?.slice(0, -5)}` },
      { cookie: 'grader=%; grader=; =; ;;grader-token=x' },
      { authorization: 'Bearer grader_0_x' },
      { authorization: 'Basic eDp4' },
      {},
    ];
    await tryAll(guarded, fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...made) }, fc.constantFrom(...spoilt)));
  });

  it.runIf(isLongRun)('by one on PostgreSQL', async () => {
    const databaseUrl = await postgres?.newDatabase();
    if (databaseUrl === undefined) throw new Error('there is no PostgreSQL');
    await tryAll(await start({ databaseUrl }), noCredentials);
  });
});
