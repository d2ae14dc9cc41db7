import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JudgeUnavailable } from '../../../src/core/errors.ts';
import type { Judge } from '../../../src/core/judge.ts';
import { withdrawInvitation } from '../../../src/grading/access/invitations.ts';
import { revokeKey } from '../../../src/grading/access/keys.ts';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import type { TestService } from '../service.ts';
import { bearer, type Credentials, inTime, newInvitation, newKey, signIn, startGuarded } from './guarded.ts';

const catalogue = openCatalogue('rubrics');
const json = { 'content-type': 'application/json' };

/** A judge that is not there, which it says when it is told to. `asked` resolves when it was asked. */
function heldJudge() {
  const [released, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const judge: Judge = {
    model: 'held',
    prompt: 'sha256:held',
    judge: async () => {
      asked.resolve();
      await released.promise;
      throw new JudgeUnavailable('held');
    },
  };
  return { judge, asked: asked.promise, release: released.resolve };
}

let service: TestService;
let held: ReturnType<typeof heldJudge>;
beforeEach(async () => {
  held = heldJudge();
  service = await startGuarded({
    work: false,
    catalogue,
    grader: createGrader({ catalogue, version: '0', judge: held.judge }),
  });
});
afterEach(async () => {
  held.release();
  await service.stop();
});

/** Opens the events of a batch that nobody works on; `rest` is all that comes until the stream ends. */
async function listen(credentials: Credentials) {
  const submitted = await service.fetch('/v1/batches', {
    method: 'POST',
    headers: { ...credentials, ...json },
    body: JSON.stringify({ answers: [{ id: '1', question: 'pos-overcharge', answer: '您好，我马上核对小票。' }] }),
  });
  const { id } = (await submitted.json()) as { id: string };
  const abort = new AbortController();
  const { body } = await fetch(`${service.url}/v1/batches/${id}/events`, {
    headers: credentials,
    signal: abort.signal,
  });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  expect(first?.value).toContain('event: progress');
  async function rest(): Promise<string> {
    let text = '';
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) text += piece.value;
    return text;
  }
  return { rest, close: () => abort.abort() };
}

const lastWord = (why: string) => new RegExp(`^event: problem\ndata: \\{.*"status":401,.*${why}.*\\}\n\n$`);

describe('a stream of events that is open', () => {
  it('ends with a last word when its key is revoked, and goes on for everybody else', async () => {
    const [first, second] = [await newKey(service.store, 'interviewer'), await newKey(service.store, 'interviewer')];
    const [ending, other] = [await listen(bearer(first.text)), await listen(bearer(second.text))];
    await revokeKey(first.key.id, service.store.keys);
    expect(await ending.rest()).toMatch(lastWord('revoked'));
    const refused = service.log.filter((line) => line.includes('"msg":"refused"'));
    expect(refused.map((line) => JSON.parse(line))).toMatchObject([{ why: 'revoked', by: `key:${first.key.id}` }]);
    await revokeKey(second.key.id, service.store.keys);
    expect(await other.rest(), 'nothing came before its own end').toMatch(lastWord('revoked'));
  });

  it('ends when its session is signed out, or its key expires', async () => {
    const { text } = await newKey(service.store, 'interviewer');
    const session = await signIn(service, { key: text });
    const signedOut = await listen(session);
    await service.fetch('/v1/session', { method: 'DELETE', headers: session });
    expect(await signedOut.rest()).toMatch(lastWord('signing out'));
    const expiring = await inTime(500, async (ms) => {
      const soon = new Date(Date.now() + ms).toISOString();
      return listen(bearer((await newKey(service.store, 'interviewer', soon)).text));
    });
    expect(await expiring.rest()).toMatch(lastWord('expired'));
  });

  it('ends for a candidate whose invitation is withdrawn while an answer is graded', async () => {
    const { id, token } = await newInvitation(service.store, '李雷');
    const session = await signIn(service, { invitation: token });
    const response = await fetch(`${service.url}/v1/grades`, {
      method: 'POST',
      headers: { ...session, ...json, accept: 'text/event-stream' },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。', engine: 'hybrid' }),
    });
    await withdrawInvitation(id, service.store.invitations);
    const text = await response.text();
    expect(text).toMatch(/^event: heuristic\n/);
    expect(text).toMatch(/event: problem\ndata: \{.*"status":401,.*withdrawn.*\}\n\n$/);
  });
});

describe('an answer that is being graded', () => {
  it('is not kept once its candidate was deleted', async () => {
    const { token } = await newInvitation(service.store, '李雷');
    const session = await signIn(service, { invitation: token });
    const answered = service.fetch('/v1/grades', {
      method: 'POST',
      headers: { ...session, ...json },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。', engine: 'hybrid' }),
    });
    await held.asked;
    await service.store.grades.erase('李雷');
    held.release();
    expect((await answered).status).toBe(401);
    expect((await service.store.grades.attempts({ candidate: '李雷', limit: 1 })).items).toEqual([]);
  });
});
