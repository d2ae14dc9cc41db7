import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawInvitation } from '../../../src/grading/access/invitations.ts';
import { revokeKey } from '../../../src/grading/access/keys.ts';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { keepAttempt } from '../../../src/grading/kept/keep-attempt.ts';
import type { TestService } from '../service.ts';
import {
  bearer,
  type Credentials,
  inTime,
  invitationTo,
  newInvitation,
  newKey,
  signIn,
  startGuarded,
} from './guarded.ts';

/**
 * Who may call each route at the least, decided here and not read from the service: a route that nobody has decided on fails.
 */
const decided: Readonly<Record<string, 'anyone' | 'candidate' | 'interviewer' | 'admin' | 'metrics'>> = {
  'get /healthz': 'anyone',
  'get /readyz': 'anyone',
  'get /openapi.json': 'anyone',
  'get /docs': 'anyone',
  'get /docs/reference.css': 'anyone',
  'get /metrics': 'metrics',
  'post /v1/session': 'anyone',
  'get /v1/session': 'anyone',
  'delete /v1/session': 'anyone',
  'get /v1/questions': 'candidate',
  'get /v1/questions/{id}': 'candidate',
  'get /v1/dimensions': 'candidate',
  'post /v1/grades': 'candidate',
  'get /v1/grades/{id}': 'candidate',
  'get /v1/grades/{id}/model-answer': 'candidate',
  'post /v1/grades/{id}/appeals': 'candidate',
  'get /v1/attempts': 'candidate',
  'put /v1/grades/{id}/review': 'interviewer',
  'post /v1/grades/{id}/regrade': 'interviewer',
  'get /v1/reviews': 'interviewer',
  'get /v1/reviews/agreement': 'interviewer',
  'post /v1/transcripts': 'interviewer',
  'post /v1/batches': 'interviewer',
  'get /v1/batches': 'interviewer',
  'get /v1/batches/{id}': 'interviewer',
  'get /v1/batches/{id}/events': 'interviewer',
  'get /v1/batches/{id}/items': 'interviewer',
  'get /v1/batches/{id}/scorecards': 'interviewer',
  'get /v1/batches/{id}/results': 'interviewer',
  'get /v1/batches/{id}/transcripts': 'interviewer',
  'get /v1/batches/{id}/transcripts/{file}': 'interviewer',
  'post /v1/batches/{id}/cancel': 'interviewer',
  'post /v1/batches/{id}/retry': 'interviewer',
  'post /v1/batches/{id}/regrade': 'interviewer',
  'delete /v1/batches/{id}': 'admin',
  'get /v1/rubrics/{id}': 'interviewer',
  'post /v1/rubrics/{id}/explain': 'interviewer',
  'get /v1/checks/latest': 'interviewer',
  'post /v1/invitations': 'interviewer',
  'get /v1/invitations': 'interviewer',
  'delete /v1/invitations/{id}': 'interviewer',
  'get /v1/keys': 'admin',
  'post /v1/keys': 'admin',
  'delete /v1/keys/{id}': 'admin',
  'get /v1/candidates/{name}/export': 'admin',
  'delete /v1/candidates/{name}': 'admin',
};

const ranks = ['nobody', 'candidate', 'interviewer', 'admin', 'metrics'] as const;
const mayCall: Readonly<Record<string, readonly (typeof ranks)[number][]>> = {
  anyone: ranks,
  candidate: ['candidate', 'interviewer', 'admin'],
  interviewer: ['interviewer', 'admin'],
  admin: ['admin'],
  metrics: ['metrics', 'admin'],
};

/** Callers, and what each counts as. */
const callers = {
  'nobody at all': 'nobody',
  'a key that was made up': 'nobody',
  'a key that has expired': 'nobody',
  'a key that was revoked': 'nobody',
  'a session whose key was revoked': 'nobody',
  'a session that was signed out': 'nobody',
  'a session whose invitation has expired': 'nobody',
  'a session whose invitation was withdrawn': 'nobody',
  'a session whose candidate was deleted': 'nobody',
  'a candidate': 'candidate',
  'an interviewer by key': 'interviewer',
  'an interviewer on the page': 'interviewer',
  'an admin by key': 'admin',
  'an admin on the page': 'admin',
  'a key for metrics': 'metrics',
} as const;
type Caller = keyof typeof callers;

let service: TestService;
let as: Record<Caller, Credentials>;
let grades: { readonly own: string; readonly others: string; readonly nameless: string; readonly inBatch: string };

beforeAll(async () => {
  service = await startGuarded();
  const { store } = service;
  const interviewer = await newKey(store, 'interviewer');
  const admin = await newKey(store, 'admin');
  const metrics = await newKey(store, 'metrics');
  const expired = await newKey(store, 'admin', new Date(Date.now() - 1000).toISOString());
  const revoked = await newKey(store, 'admin');
  const revokedSession = await signIn(service, { key: revoked.text });
  await revokeKey(revoked.key.id, store.keys);
  as = {
    'nobody at all': {},
    'a key that was made up': bearer(`agk_${interviewer.key.id}_${'x'.repeat(43)}`),
    'a key that has expired': bearer(expired.text),
    'a key that was revoked': bearer(revoked.text),
    'a session whose key was revoked': revokedSession,
    'a session that was signed out': await signedOut(interviewer.text),
    'a session whose invitation has expired': await expiredSession(),
    'a session whose invitation was withdrawn': await withdrawnSession(),
    'a session whose candidate was deleted': await deletedSession(),
    'a candidate': await signIn(service, { invitation: await invitationTo(store, '李雷', ['pos-overcharge']) }),
    'an interviewer by key': bearer(interviewer.text),
    'an interviewer on the page': await signIn(service, { key: interviewer.text }),
    'an admin by key': bearer(admin.text),
    'an admin on the page': await signIn(service, { key: admin.text }),
    'a key for metrics': bearer(metrics.text),
  };
  const catalogue = openCatalogue('rubrics');
  const grader = createGrader({ catalogue, version: '0' });
  const answer = '您好，非常抱歉给您带来不便，我马上核对小票，多收的钱当场退给您。';
  const attempt = async (candidate: string | null) => {
    const request = { question: 'pos-overcharge', answer, engine: 'heuristic', lang: 'zh' } as const;
    const grade = await grader.grade(request);
    await keepAttempt({ candidate, question: request.question, answer, grade }, { grades: store.grades, catalogue });
    return grade.id;
  };
  const batch = await (
    await service.fetch('/v1/batches', {
      method: 'POST',
      headers: { ...as['an interviewer by key'], 'content-type': 'application/json' },
      body: JSON.stringify({ answers: [{ id: '1', candidate: '李雷', question: 'pos-overcharge', answer }] }),
    })
  ).json();
  const { id } = batch as { id: string };
  await (await service.fetch(`/v1/batches/${id}/events`, { headers: as['an interviewer by key'] })).text();
  const [item] = [...(await store.grades.ofItems(id, { from: 0, limit: 1 })).values()];
  grades = {
    own: await attempt('李雷'),
    others: await attempt('韩梅梅'),
    nameless: await attempt(null),
    inBatch: item?.grade.id ?? '',
  };
});
afterAll(() => service.stop());

/** Signs in, and out again: what the browser held is tried all the same. */
async function signedOut(key: string): Promise<Credentials> {
  const credentials = await signIn(service, { key });
  await service.fetch('/v1/session', { method: 'DELETE', headers: credentials });
  return credentials;
}

async function withdrawnSession(): Promise<Credentials> {
  const { id, token } = await newInvitation(service.store, '张三');
  const credentials = await signIn(service, { invitation: token });
  await withdrawInvitation(id, service.store.invitations);
  return credentials;
}

async function deletedSession(): Promise<Credentials> {
  const credentials = await signIn(service, { invitation: await invitationTo(service.store, '李四') });
  await service.store.grades.erase('李四');
  return credentials;
}

/** Signs in by an invitation that is about to expire, and waits until it has. */
async function expiredSession(): Promise<Credentials> {
  const credentials = await inTime(500, async (ms) =>
    signIn(service, { invitation: await invitationTo(service.store, '李雷', null, ms) }),
  );
  for (;;) {
    const who = (await (await service.fetch('/v1/session', { headers: credentials })).json()) as { role: string };
    if (who.role === 'nobody') return credentials;
  }
}

type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly 'x-access': string }>>>> };

async function routesOfDocument(): Promise<readonly string[]> {
  const { paths } = (await (await service.fetch('/openapi.json')).json()) as Document;
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
}

async function call(route: string, credentials: Credentials): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const sends = method === 'post' || method === 'put';
  return service.fetch(path.replaceAll(/\{\w+\}/g, 'nothing'), {
    method: method.toUpperCase(),
    headers: { ...credentials, ...(sends ? { 'content-type': 'application/json' } : {}) },
    ...(sends ? { body: '{}' } : {}),
  });
}

describe('every route', () => {
  it('has been decided on, and is guarded as was decided', async () => {
    const { paths } = (await (await service.fetch('/openapi.json')).json()) as Document;
    const guarded = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation['x-access']]),
    );
    expect(Object.fromEntries(guarded)).toEqual(decided);
  });

  it.each(Object.keys(callers) as Caller[])('lets %s do what they may, and nothing else', async (caller) => {
    const routes = await routesOfDocument();
    const answered: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const route of routes) {
      // Signing in and out are tests of their own: after them the caller is somebody else.
      if (route.endsWith(' /v1/session') && !route.startsWith('get')) continue;
      const { status } = await call(route, as[caller]);
      answered[route] = status === 401 || status === 403 ? `${status}` : 'let in';
      const may = mayCall[decided[route] ?? '']?.includes(callers[caller]);
      expected[route] = may ? 'let in' : callers[caller] === 'nobody' ? '401' : '403';
    }
    expect(answered).toEqual(expected);
  });
});

/** What a candidate gets of each route that shows or takes something of people: their own, and that of others. */
const ofPeople: Readonly<Record<string, 'nothing of people' | ((id: string, name: string) => [string, RequestInit])>> =
  {
    'get /v1/questions': 'nothing of people',
    'get /v1/questions/{id}': 'nothing of people',
    'get /v1/dimensions': 'nothing of people',
    'post /v1/grades': (_id, candidate) => [
      '/v1/grades',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。', candidate }),
      },
    ],
    'get /v1/grades/{id}': (id) => [`/v1/grades/${id}`, {}],
    'get /v1/grades/{id}/model-answer': (id) => [`/v1/grades/${id}/model-answer`, {}],
    'post /v1/grades/{id}/appeals': (id) => [
      `/v1/grades/${id}/appeals`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ point: null, comment: '请再看一遍' }),
      },
    ],
    'get /v1/attempts': (_id, name) => [`/v1/attempts?candidate=${encodeURIComponent(name)}`, {}],
  };

describe('what a candidate sees of people', () => {
  const theirs = Object.entries(decided).filter(([, access]) => access === 'candidate');

  it.each(theirs.map(([route]) => route))('%s: their own, and never that of others', async (route) => {
    const request = ofPeople[route];
    if (request === undefined) throw new Error(`nobody has decided what a candidate sees of others at ${route}`);
    if (request === 'nothing of people') return;
    const send = async (caller: Caller, id: string, name: string) => {
      const [path, init] = request(id, name);
      return (await service.fetch(path, { ...init, headers: { ...init.headers, ...as[caller] } })).status;
    };
    const own = await send('a candidate', grades.own, '李雷');
    expect(own).toBeLessThan(300);
    const others = route.includes('{id}') ? [grades.others, grades.nameless, grades.inBatch] : [grades.others];
    for (const id of others) expect([403, 404]).toContain(await send('a candidate', id, '韩梅梅'));
    expect(await send('an interviewer by key', grades.others, '韩梅梅')).toBeLessThan(300);
  });

  it('is kept under their own name when they hand in an answer and give none', async () => {
    const response = await service.fetch('/v1/grades', {
      method: 'POST',
      headers: { ...as['a candidate'], 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。' }),
    });
    expect(await response.json()).toMatchObject({ candidate: '李雷' });
  });

  it('is only of the questions that the invitation names', async () => {
    const headers = as['a candidate'];
    const list = (await (await service.fetch('/v1/questions', { headers })).json()) as { questions: { id: string }[] };
    expect(list.questions.map(({ id }) => id)).toEqual(['pos-overcharge']);
    expect((await service.fetch('/v1/questions/late-delivery', { headers })).status).toBe(403);
    const answered = await service.fetch('/v1/grades', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'late-delivery', answer: '您好，非常抱歉。' }),
    });
    expect(answered.status).toBe(403);
  });
});
