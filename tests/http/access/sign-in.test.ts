import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revokeKey } from '../../../src/grading/access/keys.ts';
import { startService, type TestService } from '../service.ts';
import { bearer, invitationTo, newKey, signIn, startGuarded } from './guarded.ts';

let service: TestService;
beforeEach(async () => {
  service = await startGuarded();
});
afterEach(() => service.stop());

const json = { 'content-type': 'application/json' };
const logged = (message: string) =>
  service.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === message);
const post = (body: object, headers: Record<string, string> = {}) =>
  service.fetch('/v1/session', { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });

describe('the cookie of a session', () => {
  it('is kept from scripts and other sites, and from plain HTTP where people open the service over HTTPS', async () => {
    const { text } = await newKey(service.store, 'interviewer');
    const plain = (await post({ key: text })).headers.getSetCookie();
    expect(plain).toHaveLength(2);
    for (const cookie of plain) expect(cookie).toMatch(/; Path=\/; (?=.*HttpOnly)(?=.*SameSite=Strict)(?!.*Secure)/);
    await service.stop();
    service = await startGuarded({ publicUrl: 'https://grader.example.com' });
    const again = await newKey(service.store, 'interviewer');
    const secure = (await post({ key: again.text })).headers.getSetCookie();
    for (const cookie of secure)
      expect(cookie).toMatch(/^__Host-grader[\w-]*=.*(?=.*HttpOnly)(?=.*SameSite=Strict)(?=.*Secure)/);
  });

  it('is worth nothing where another secret seals, or once a character of it was changed', async () => {
    const { text } = await newKey(service.store, 'admin');
    const { cookie = '' } = await signIn(service, { key: text });
    const asked = async (given: string) => (await service.fetch('/v1/keys', { headers: { cookie: given } })).status;
    expect(await asked(cookie)).toBe(200);
    const place = cookie.indexOf('*') + 5;
    expect(await asked(`${cookie.slice(0, place)}${cookie[place] === 'x' ? 'y' : 'x'}${cookie.slice(place + 1)}`)).toBe(
      401,
    );
    const other = await startGuarded({ secret: 'quite-another-secret-of-tests-0123456789' });
    expect((await other.fetch('/v1/keys', { headers: { cookie } })).status).toBe(401);
    await other.stop();
  });

  it('says who one is until one signs out, and then nothing any more, wherever a copy of it is', async () => {
    const { text } = await newKey(service.store, 'interviewer', null, '王芳');
    const credentials = await signIn(service, { key: text });
    const who = async () => (await service.fetch('/v1/session', { headers: credentials })).json();
    expect(await who()).toMatchObject({ sign_in: true, role: 'interviewer', name: '王芳', questions: null });
    const out = await service.fetch('/v1/session', { method: 'DELETE', headers: credentials });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^grader=; .*Max-Age=0/);
    expect(await who()).toMatchObject({ sign_in: true, role: 'nobody', csrf_token: null });
    expect((await service.fetch('/v1/reviews', { headers: credentials })).status).toBe(401);
    expect(logged('refused')).toMatchObject([{ status: 401, why: 'signed out' }]);
    const again = await service.fetch('/v1/session', { method: 'DELETE', headers: credentials });
    expect(again.status).toBe(204);
  });

  it('is worth nothing any more once somebody has signed in anew in its browser', async () => {
    const { text } = await newKey(service.store, 'interviewer');
    const former = await signIn(service, { key: text });
    const other = await signIn(service, { key: text });
    const { cookie = '' } = former;
    expect((await post({ invitation: await invitationTo(service.store, '李雷') }, { cookie })).status).toBe(201);
    const asked = async (headers: Record<string, string>) => (await service.fetch('/v1/reviews', { headers })).status;
    expect(await asked(former)).toBe(401);
    expect(await asked(other), 'a session in another browser').toBe(200);
  });
});

describe('signing in', () => {
  it.each([
    ['a key that was made up', async () => ({ key: `agk_0123456789ab_${'x'.repeat(43)}` }), 401],
    ['no key at all', async () => ({ key: 'hello' }), 401],
    ['the key of a machine', async () => ({ key: (await newKey(service.store, 'metrics')).text }), 403],
    [
      'an invitation that has expired',
      async () => ({ invitation: await invitationTo(service.store, '李雷', null, -5_000) }),
      401,
    ],
    ['an invitation that nobody signed', async () => ({ invitation: unsigned }), 401],
    ['nonsense for an invitation', async () => ({ invitation: 'a.b.c' }), 401],
    ['both at once', async () => ({ key: 'a', invitation: 'b' }), 400],
  ])('is refused with %s', async (_what, body, status) => {
    const response = await post(await body());
    expect(response.status).toBe(status);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('is refused for a minute after ten failures from an address, and not for those before that succeeded', async () => {
    const { text } = await newKey(service.store, 'admin');
    for (let time = 0; time < 12; time++) expect((await post({ key: text })).status).toBe(201);
    for (let time = 0; time < 10; time++) expect((await post({ key: 'wrong' })).status).toBe(401);
    const response = await post({ key: text });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    // Whoever has a key already is not held up by who tries others.
    expect((await service.fetch('/v1/keys', { headers: bearer(text) })).status).toBe(200);
  });
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub: '李雷', jti: 'x', aud: 'answer-grader invitation', exp: 4_000_000_000 };
const unsigned = `${encoded({ alg: 'none' })}.${encoded(claims)}.`;

describe('a request that a page of another site makes a browser send', () => {
  it('changes nothing: it says where it comes from, and does not know the token', async () => {
    const { text } = await newKey(service.store, 'admin');
    const { cookie = '', 'x-csrf-token': token = '' } = await signIn(service, { key: text });
    const send = async (headers: Record<string, string>) =>
      (
        await service.fetch('/v1/keys', {
          method: 'POST',
          headers: { ...json, cookie, ...headers },
          body: JSON.stringify({ name: 'x', role: 'metrics' }),
        })
      ).status;
    expect(await send({ 'x-csrf-token': token, 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe(403);
    expect(await send({ 'x-csrf-token': `${token.slice(0, -1)}x` })).toBe(403);
    for (const site of ['cross-site', 'same-site'])
      expect(await send({ 'x-csrf-token': token, 'sec-fetch-site': site })).toBe(403);
    expect(await send({ 'x-csrf-token': token, origin: 'https://evil.example' })).toBe(403);
    expect(await send({ 'x-csrf-token': token, origin: 'null' })).toBe(403);
    expect(await send({ 'x-csrf-token': token, origin: service.url })).toBe(201);
    expect(logged('refused').map(({ why }) => why)).toEqual(Array(6).fill('forged'));
  });

  it('signs nobody in or out', async () => {
    const { text } = await newKey(service.store, 'admin');
    expect((await post({ key: text }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const out = await service.fetch('/v1/session', { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(out.status).toBe(403);
  });

  it('cannot use the token of another session', async () => {
    const [first, second] = [await newKey(service.store, 'admin'), await newKey(service.store, 'admin')];
    const [own, theirs] = [await signIn(service, { key: first.text }), await signIn(service, { key: second.text })];
    const [session] = (own.cookie ?? '').split('; ');
    const [, token] = (theirs.cookie ?? '').split('; ');
    const response = await service.fetch('/v1/keys', {
      method: 'POST',
      headers: { ...json, ...theirs, cookie: `${session}; ${token}` },
      body: JSON.stringify({ name: 'x', role: 'metrics' }),
    });
    expect(response.status).toBe(403);
  });
});

describe('a key that is revoked', () => {
  it('ends the sessions that were begun with it at once', async () => {
    const { key, text } = await newKey(service.store, 'interviewer');
    const credentials = await signIn(service, { key: text });
    const asked = async () => (await service.fetch('/v1/reviews', { headers: credentials })).status;
    expect(await asked()).toBe(200);
    await revokeKey(key.id, service.store.keys);
    expect(await asked()).toBe(401);
  });

  it('can be made, listed and revoked over HTTP by an admin, and is told once', async () => {
    const admin = await newKey(service.store, 'admin');
    const headers = { ...json, ...bearer(admin.text) };
    const body = JSON.stringify({ name: '王芳', role: 'interviewer', expires_days: 90 });
    const made = (await (await service.fetch('/v1/keys', { method: 'POST', headers, body })).json()) as {
      id: string;
      key: string;
    };
    expect((await service.fetch('/v1/reviews', { headers: bearer(made.key) })).status).toBe(200);
    const list = await (await service.fetch('/v1/keys', { headers })).text();
    expect(list).toContain(made.id);
    expect(list).not.toContain(made.key.slice(17));
    const revoked = await service.fetch(`/v1/keys/${made.id}`, { method: 'DELETE', headers });
    expect(await revoked.json()).toMatchObject({ state: 'revoked', made_by: admin.key.id });
    expect((await service.fetch('/v1/reviews', { headers: bearer(made.key) })).status).toBe(401);
  });
});

describe('the log', () => {
  it('tells every refusal with its reason, and who it was where that is known, but not what they brought', async () => {
    const made = await newKey(service.store, 'interviewer', null, '王芳');
    const gone = await newKey(service.store, 'interviewer', new Date(0).toISOString());
    const wrong = `agk_${made.key.id}_${'y'.repeat(43)}`;
    const token = await invitationTo(service.store, '李雷', null, -5_000);
    await service.fetch('/v1/keys');
    await service.fetch('/v1/keys', { headers: bearer(wrong) });
    await service.fetch('/v1/keys', { headers: bearer(gone.text) });
    await service.fetch('/v1/keys', { headers: bearer(made.text) });
    await post({ invitation: token });
    expect(logged('refused').map(({ status, why, by }) => [status, why, by])).toEqual([
      [401, 'no credentials', undefined],
      [401, 'unknown', undefined],
      [401, 'expired', undefined],
      [403, 'role', `key:${made.key.id}`],
      [401, 'expired', undefined],
    ]);
    const all = service.log.join('\n');
    for (const held of [wrong, gone.text, made.text, '王芳', '李雷', token]) expect(all).not.toContain(held);
  });

  it('tells who made and revoked keys, invited, decided and deleted, by ids alone', async () => {
    const admin = await newKey(service.store, 'admin', null, '王芳');
    const headers = { ...json, ...bearer(admin.text) };
    const send = async (method: string, path: string, body?: object) =>
      (await service.fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json();
    const { id: key } = (await send('POST', '/v1/keys', { name: '李雷', role: 'interviewer' })) as { id: string };
    await send('DELETE', `/v1/keys/${key}`);
    const { id: invitation } = (await send('POST', '/v1/invitations', { candidate: '韩梅梅' })) as { id: string };
    const answer = '您好，非常抱歉，我马上核对小票。';
    const { id: grade } = (await send('POST', '/v1/grades', {
      question: 'pos-overcharge',
      answer,
      candidate: '韩梅梅',
    })) as { id: string };
    const review = { author: '别人', reason: '看过录音', verdicts: {}, red_flags: {} };
    const decided = await send('PUT', `/v1/grades/${grade}/review`, review);
    expect(decided).toMatchObject({ decisions: [{ author: '王芳' }] });
    await send('GET', '/v1/candidates/韩梅梅/export');
    await send('DELETE', '/v1/candidates/韩梅梅');
    await send('DELETE', '/v1/candidates/韩梅梅');
    const audited = service.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ audit }) => audit);
    expect(audited.map(({ msg, by, level, time, request_id, route, audit, ...more }) => [msg, by, more])).toEqual([
      ['a key was made', `key:${admin.key.id}`, { key, role: 'interviewer' }],
      ['a key was revoked', `key:${admin.key.id}`, { key }],
      ['a candidate was invited', `key:${admin.key.id}`, { invitation }],
      ['a grade was decided', `key:${admin.key.id}`, { grade }],
      ['the data of a candidate were handed out', `key:${admin.key.id}`, { answers: 1 }],
      ['a candidate was deleted', `key:${admin.key.id}`, { answers: 1, grades: 1, invitations: 1 }],
    ]);
    for (const name of ['王芳', '李雷', '韩梅梅']) expect(service.log.join('\n')).not.toContain(name);
  });
});

describe('a service without sign-in', () => {
  const ask = (url: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const call = request(`${url}/v1/questions`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      call.on('error', reject).end();
    });

  it('answers this machine alone: nobody through a proxy, and no page whose name was made to point here', async () => {
    const open = await startService();
    const { host } = new URL(open.url);
    expect(await ask(open.url, { host })).toBe(200);
    expect(await ask(open.url, { host: 'localhost:3000' })).toBe(200);
    expect(await ask(open.url, { host: '[::1]:3000' })).toBe(200);
    expect(await ask(open.url, { host: 'rebound.example:3000' })).toBe(403);
    expect(await ask(open.url, { host: '127.0.0.1.example' })).toBe(403);
    expect(await ask(open.url, { host, 'x-forwarded-for': '203.0.113.7' })).toBe(403);
    expect(await ask(open.url, { host: ' ' })).toBe(403);
    expect(await ask(open.url, { host, forwarded: 'for=203.0.113.7' })).toBe(403);
    await open.stop();
  });

  it('takes nothing from a page of another site', async () => {
    const open = await startService();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const form = new FormData();
    form.append('files', new Blob(['id,question,answer\n1,late-delivery,您好\n']), 'a.csv');
    expect((await open.fetch('/v1/batches', { method: 'POST', headers, body: form })).status).toBe(403);
    await open.stop();
  });

  it('says that nobody needs to sign in, and has no keys to give', async () => {
    const open = await startService();
    expect(await (await open.fetch('/v1/session')).json()).toMatchObject({ sign_in: false, role: 'admin' });
    const body = JSON.stringify({ key: 'x' });
    expect((await open.fetch('/v1/session', { method: 'POST', headers: json, body })).status).toBe(409);
    expect((await open.fetch('/v1/keys')).status).toBe(409);
    await open.stop();
  });
});
