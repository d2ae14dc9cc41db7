import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServe } from '../http/serve-process.ts';
import { runGrader } from './run.ts';
import { runWarm } from './warm.ts';

const secret = 'a-secret-of-tests-that-nobody-guesses-0123456789';

let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'answer-grader-access-'));
  env = { GRADER_DATA: folder };
});
afterEach(() => rmSync(folder, { recursive: true }));

const create = async (role: string, ...more: string[]): Promise<string> => {
  const { code, out, err } = await runWarm(['keys', 'create', '--role', role, '--name', '王芳', ...more], { env });
  expect(code, err).toBe(0);
  return out.trim();
};

describe('keys', () => {
  it('are shown once, and what is kept does not hold them', async () => {
    const key = await create('interviewer', '--expires', '90d');
    expect(key).toMatch(/^agk_[0-9a-f]{12}_[\w-]{43}$/);
    const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    expect(kept.join('')).toContain(key.slice(4, 16));
    expect(kept.join('')).not.toContain(key.slice(17));
    const { out } = await runWarm(['keys', 'list'], { env });
    expect(out).toMatch(new RegExp(`^${key.slice(4, 16)}  interviewer +active +until 20..-..-.. +never used +王芳\n$`));
  });

  it('open the service, tell when they were last used, and nothing any more once they are revoked', async () => {
    const key = await create('admin');
    const service = await startServe({ ...env, GRADER_SECRET: secret });
    const get = async () =>
      (await fetch(`${service.url}/v1/questions`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect((await fetch(`${service.url}/v1/questions`)).status).toBe(401);
    expect(await get()).toBe(200);
    const listed = JSON.parse((await runWarm(['keys', 'list', '--json'], { env })).out) as { last_used_at: string }[];
    expect(Date.parse(listed[0]?.last_used_at ?? '')).toBeGreaterThan(Date.now() - 600_000);
    expect((await runWarm(['keys', 'revoke', key.slice(4, 16)], { env })).code).toBe(0);
    expect(await get()).toBe(401);
    service.signal('SIGTERM');
    const { code, err } = await service.ended;
    expect(code).toBe(0);
    expect(err).toContain('"why":"revoked"');
    expect(err).not.toContain(key.slice(17));
  });

  it('of an unknown id cannot be revoked, and of an unknown role not be made', async () => {
    expect(await runWarm(['keys', 'revoke', 'abc'], { env })).toMatchObject({
      code: 1,
      err: 'there is no key "abc"\n',
    });
    const made = await runWarm(['keys', 'create', '--role', 'boss', '--name', 'x'], { env });
    expect(made.code).toBe(1);
    expect(made.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('an invitation', () => {
  it('is a link whose token no server on the way sees, and which lets its candidate in', async () => {
    await create('interviewer');
    const signed = { ...env, GRADER_SECRET: secret };
    const service = await startServe({ ...signed, GRADER_PUBLIC_URL: 'http://grader.example' });
    const args = ['invite', '--candidate', '李雷', '--questions', 'pos-overcharge,late-delivery', '--expires', '2h'];
    const { out, err } = await runWarm(args, { env: { ...signed, GRADER_PUBLIC_URL: 'http://grader.example' } });
    const link = new URL(out.trim());
    expect(link.origin).toBe('http://grader.example');
    expect(link.pathname + link.search).toBe('/');
    expect(err).toContain('for 李雷 alone: pos-overcharge, late-delivery, until');
    const response = await fetch(`${service.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invitation: link.hash.replace('#invitation=', '') }),
    });
    expect(await response.json()).toMatchObject({
      role: 'candidate',
      name: '李雷',
      questions: ['pos-overcharge', 'late-delivery'],
    });
    service.signal('SIGTERM');
    await service.ended;
  });

  it('can be listed and withdrawn, after which a service that runs lets nobody in by it', async () => {
    await create('interviewer');
    const signed = { ...env, GRADER_SECRET: secret };
    const service = await startServe(signed);
    const { out } = await runWarm(['invite', '--candidate', '李雷', '--expires', '2h'], { env: signed });
    const [, invitation = ''] = out.trim().split('#invitation=');
    const open = async () => {
      const body = JSON.stringify({ invitation });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${service.url}/v1/session`, { method: 'POST', headers, body })).status;
    };
    expect(await open()).toBe(201);
    const listed = await runWarm(['invitations', 'list'], { env });
    expect(listed.out).toMatch(/^[0-9a-f-]{36} {2}open +until 20..-..-.. +command line +李雷: every question\n$/);
    const [one] = JSON.parse((await runWarm(['invitations', 'list', '--json'], { env })).out) as { id: string }[];
    const withdrawn = await runWarm(['invitations', 'withdraw', one?.id ?? ''], { env });
    expect(withdrawn.out).toMatch(/^invitation .+ of 李雷 is withdrawn, and every session that was begun with it\n$/);
    expect(await open()).toBe(401);
    expect((await runWarm(['invitations', 'list', '--candidate', '李雷'], { env })).out).toContain('withdrawn');
    const unknown = await runWarm(['invitations', 'withdraw', 'abc'], { env });
    expect(unknown).toMatchObject({ code: 1, err: 'there is no invitation "abc"\n' });
    service.signal('SIGTERM');
    await service.ended;
  });

  it('is made for a name that is known here only when it is said to be the same person', async () => {
    const signed = { ...env, GRADER_SECRET: secret };
    const args = ['invite', '--candidate', '李雷'];
    expect((await runWarm(args, { env: signed })).code).toBe(0);
    const taken = await runWarm(args, { env: signed });
    expect(taken).toMatchObject({ code: 1, out: '' });
    expect(taken.err).toMatch(/^--candidate: there is an open invitation under this name; add --again .+\n$/);
    expect((await runWarm([...args, '--again'], { env: signed })).code).toBe(0);
  });

  it.each([
    ['no secret', ['--candidate', '李雷'], {}, /GRADER_SECRET: must be set/],
    [
      'an unknown question',
      ['--candidate', '李雷', '--questions', 'late-delivry'],
      { GRADER_SECRET: secret },
      /late-delivery/,
    ],
    ['no end', ['--candidate', '李雷', '--expires', 'never'], { GRADER_SECRET: secret }, /hours or days/],
    ['a secret that is short', ['--candidate', '李雷'], { GRADER_SECRET: 'short' }, /at least 32 characters/],
  ])('cannot be made with %s', async (_what, args, given, said) => {
    const { code, out, err } = await runWarm(['invite', ...args], { env: { ...env, ...given } });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(said);
  });
});

describe('the service', () => {
  it.each([
    ['an address that others reach', { HOST: '0.0.0.0' }],
    ['a proxy before it', { GRADER_TRUST_PROXY: '1' }],
    ['an address that people open', { GRADER_PUBLIC_URL: 'https://grader.example.com' }],
    ['a secret', { GRADER_SECRET: secret }],
  ])('does not start with %s and no key to sign in with, and says how to make one', async (_what, given) => {
    const { code, err } = await runGrader(['serve', '--port', '0'], { env: { ...env, ...given } });
    expect(code).toBe(1);
    expect(err).toContain('answer-grader keys create --role admin --name NAME');
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('does not start with a key and no secret, nor when every key has ended', async () => {
    const key = await create('admin');
    const begun = await runGrader(['serve', '--port', '0'], { env });
    expect(begun).toMatchObject({ code: 1, out: '' });
    expect(begun.err).toContain('GRADER_SECRET');
    await runWarm(['keys', 'revoke', key.slice(4, 16)], { env });
    const ended = await runGrader(['serve', '--port', '0'], { env: { ...env, GRADER_SECRET: secret } });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('there is no key to sign in with');
  });

  it('starts on an address that others reach once both are there, and says at start who is let in', async () => {
    await create('admin');
    const service = await startServe({ ...env, GRADER_SECRET: secret, HOST: '0.0.0.0' });
    service.signal('SIGTERM');
    expect((await service.ended).out).toContain('for whoever signs in with a key, or opens an invitation');
    const open = await startServe({ GRADER_DATA: join(folder, 'other') });
    open.signal('SIGTERM');
    expect((await open.ended).out).toContain('open to whoever uses this machine, without signing in');
  });
});
