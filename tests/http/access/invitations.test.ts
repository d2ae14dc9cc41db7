import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvitationShape } from '../../../src/http/access/invitation-shape.ts';
import { startService, type TestService } from '../service.ts';
import { bearer, type Credentials, newKey, signIn, startGuarded } from './guarded.ts';

let service: TestService;
let interviewer: Credentials;
beforeEach(async () => {
  service = await startGuarded();
  interviewer = bearer((await newKey(service.store, 'interviewer', null, '王芳')).text);
});
afterEach(() => service.stop());

type Made = InvitationShape & { readonly link: string };

const invite = (body: object, as = interviewer) =>
  service.fetch('/v1/invitations', {
    method: 'POST',
    headers: { ...as, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const made = async (body: object, as = interviewer) => {
  const response = await invite(body, as);
  expect(response.status).toBe(201);
  return (await response.json()) as Made;
};
const tokenOf = ({ link }: Made) => link.replace(/^.*#invitation=/, '');
const withdraw = (id: string, as = interviewer) =>
  service.fetch(`/v1/invitations/${id}`, { method: 'DELETE', headers: as });
const list = async (query = '') =>
  (await (await service.fetch(`/v1/invitations${query}`, { headers: interviewer })).json()) as {
    items: InvitationShape[];
    next: string | null;
  };
const signInBy = (one: Made) =>
  service.fetch('/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation: tokenOf(one) }),
  });

describe('invitations', () => {
  it('are listed with who made them, for whom and until when, the latest first, and never with their link', async () => {
    const first = await made({ candidate: '李雷', questions: ['pos-overcharge'], expires_days: 3 });
    const second = await made({ candidate: '韩梅梅' });
    const { items, next } = await list();
    expect(
      items.map(({ candidate, questions, state, made_by_name }) => [candidate, questions, state, made_by_name]),
    ).toEqual([
      ['韩梅梅', null, 'open', '王芳'],
      ['李雷', ['pos-overcharge'], 'open', '王芳'],
    ]);
    expect(next).toBeNull();
    const { link, ...rest } = first;
    expect(items[1]).toEqual(rest);
    expect(JSON.stringify(items)).not.toContain(tokenOf(first));
    expect((await list('?limit=1')).items.map(({ id }) => id)).toEqual([second.id]);
    const query = `?candidate=${encodeURIComponent('李雷')}`;
    expect((await list(query)).items.map(({ id }) => id)).toEqual([first.id]);
  });

  it('that are withdrawn let nobody in any more, and end the sessions that were begun with them', async () => {
    const invitation = await made({ candidate: '李雷' });
    const session = await signIn(service, { invitation: tokenOf(invitation) });
    const asked = async () => (await service.fetch('/v1/questions', { headers: session })).status;
    expect(await asked()).toBe(200);
    const response = await withdraw(invitation.id);
    expect(await response.json()).toMatchObject({ id: invitation.id, state: 'withdrawn' });
    expect(await asked()).toBe(401);
    const refused = await signInBy(invitation);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('withdrawn') });
    const { withdrawn_at } = (await list()).items[0] ?? {};
    expect(await (await withdraw(invitation.id)).json()).toMatchObject({ withdrawn_at });
    expect((await withdraw('nothing')).status).toBe(404);
    const log = service.log.filter((line) => line.includes('"audit":true')).join('\n');
    expect(log).toContain('an invitation was withdrawn');
    expect(log).toContain(invitation.id);
    expect(log).not.toContain('李雷');
  });

  it('are withdrawn by whoever made them, by a new key of theirs as well, and by an admin, but by no other interviewer', async () => {
    const [first, second, third] = [
      await made({ candidate: '李雷' }),
      await made({ candidate: '韩梅梅' }),
      await made({ candidate: '张三' }),
    ];
    const colleague = bearer((await newKey(service.store, 'interviewer', null, '赵敏')).text);
    const renewed = bearer((await newKey(service.store, 'interviewer', null, '王芳')).text);
    const admin = bearer((await newKey(service.store, 'admin', null, '孙强')).text);
    expect((await withdraw(first.id, colleague)).status).toBe(403);
    expect((await withdraw(first.id)).status).toBe(200);
    expect((await withdraw(second.id, renewed)).status).toBe(200);
    expect((await withdraw(third.id, admin)).status).toBe(200);
  });

  it('go with their candidate when that is deleted, and are part of what is handed out before', async () => {
    const invitation = await made({ candidate: '李雷', questions: ['pos-overcharge'] });
    const admin = bearer((await newKey(service.store, 'admin')).text);
    const candidate = `/v1/candidates/${encodeURIComponent('李雷')}`;
    const data = await (await service.fetch(`${candidate}/export`, { headers: admin })).json();
    expect(data).toMatchObject({ answers: [], invitations: [{ id: invitation.id, questions: ['pos-overcharge'] }] });
    const gone = await service.fetch(candidate, { method: 'DELETE', headers: admin });
    expect(await gone.json()).toEqual({ answers: 0, grades: 0, invitations: 1 });
    expect((await list()).items).toEqual([]);
    expect((await signInBy(invitation)).status).toBe(401);
    expect((await service.fetch(candidate, { method: 'DELETE', headers: admin })).status).toBe(404);
  });

  it('can be neither made nor listed where nobody signs in', async () => {
    const open = await startService();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ candidate: '李雷' });
    expect((await open.fetch('/v1/invitations', { method: 'POST', headers, body })).status).toBe(409);
    expect((await open.fetch('/v1/invitations')).status).toBe(409);
    expect((await open.fetch('/v1/invitations/x', { method: 'DELETE' })).status).toBe(409);
    await open.stop();
  });
});

describe('a name under which somebody is known', () => {
  it('is given to nobody else, unless it is said to be the same person', async () => {
    await made({ candidate: '李雷' });
    const taken = await invite({ candidate: ' 李雷 ' });
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({
      code: 'name_known',
      detail: expect.stringMatching(/open invitation.*again: true/),
    });
    expect((await list()).items).toHaveLength(1);
    await made({ candidate: '李雷', again: true });
    await made({ candidate: '李雷 2' });
    expect((await list()).items).toHaveLength(3);
  });

  it('is still known by their attempts once the invitation is over', async () => {
    const invitation = await made({ candidate: '李雷' });
    const session = await signIn(service, { invitation: tokenOf(invitation) });
    const answered = await service.fetch('/v1/grades', {
      method: 'POST',
      headers: { ...session, 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。' }),
    });
    expect(answered.status).toBe(201);
    await withdraw(invitation.id);
    expect(await (await invite({ candidate: '李雷' })).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('attempts'),
    });
    const again = await made({ candidate: '李雷', again: true });
    const back = await signIn(service, { invitation: tokenOf(again) });
    const attempts = await service.fetch(`/v1/attempts?candidate=${encodeURIComponent('李雷')}`, { headers: back });
    expect(((await attempts.json()) as { items: unknown[] }).items).toHaveLength(1);
  });
});
