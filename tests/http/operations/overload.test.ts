import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sendOpenLoop } from '../../../bench/open-loop.ts';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { bearer, newKey, signIn, startGuarded } from '../access/guarded.ts';
import { startServe } from '../serve-process.ts';
import { startService, type TestService } from '../service.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

describe('under overload', () => {
  it('answers 503 beyond its bound, keeps what it accepted, and takes more when there is room again', async () => {
    const catalogue = openCatalogue('rubrics');
    const grader = createGrader({ catalogue, version: '0' });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: full, resolve: becomeFull } = Promise.withResolvers<void>();
    let held = 0;
    const slow = {
      ...grader,
      grade: async (request: Parameters<typeof grader.grade>[0]) => {
        if (request.engine === 'heuristic') return grader.grade(request);
        held++;
        if (held === 3) becomeFull();
        await released;
        return grader.grade({ ...request, engine: 'heuristic' });
      },
    };
    const service = await startService({ grader: slow, settings: { answersInFlight: 3 } });
    stops.push(service.stop);
    const post = (engine: string) =>
      service.fetch('/v1/grades', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。', engine }),
      });

    const accepted = [post('hybrid'), post('hybrid'), post('hybrid')];
    await full;
    const refused = await post('hybrid');
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    // Who needs no model is not kept out by those who wait for one.
    expect((await post('heuristic')).status).toBe(201);
    release();
    for (const response of await Promise.all(accepted)) expect(response.status).toBe(201);
    expect((await post('hybrid')).status).toBe(201);
    const metrics = await (await service.fetch('/metrics')).text();
    expect(metrics).toContain('grader_refused_total{why="overload"} 1');
  });
});

/** A lateness that a test decides on. */
function decided() {
  let all = false;
  let first = false;
  return {
    late: (turnedAway: 'first' | 'later') => (turnedAway === 'first' ? first : all),
    become: (state: 'in time' | 'late' | 'hopelessly late'): void => {
      first = state !== 'in time';
      all = state === 'hopelessly late';
    },
  };
}

const postJson = (service: TestService, path: string, body: object, headers = {}) =>
  service.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const answer = { question: 'pos-overcharge', answer: '您好，我马上核对小票。' };

/** Sends the head of a request, and gives the first that comes back. */
function answerToHead(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(head));
  stops.push(async () => void socket.destroy());
  return new Promise((resolve) => socket.once('data', (data) => resolve(String(data))));
}

describe('a process that is late with what waits', () => {
  it('turns away what costs much with 503 and Retry-After, and grades again when it has caught up', async () => {
    const lateness = decided();
    const service = await startService({ operations: { lateness } });
    stops.push(service.stop);
    lateness.become('late');
    for (const [path, body] of [
      ['/v1/grades', answer],
      ['/v1/batches', { answers: [{ id: '1', ...answer }] }],
      ['/v1/rubrics/pos-overcharge/explain', { answer: 'x' }],
    ] as const) {
      const refused = await postJson(service, path, body, { 'x-request-id': 'of-the-sender' });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(refused.headers.get('x-request-id')).toBe('of-the-sender');
      expect(await refused.json()).toMatchObject({ status: 503, request_id: 'of-the-sender' });
    }
    expect((await service.fetch('/v1/questions')).status).toBe(200);
    expect(await (await service.fetch('/metrics')).text()).toContain('grader_refused_total{why="late"} 3');
    lateness.become('in time');
    expect((await postJson(service, '/v1/grades', answer)).status).toBe(201);
  });

  it('turns away before anything of the body has come', async () => {
    const lateness = decided();
    const service = await startService({ operations: { lateness } });
    stops.push(service.stop);
    lateness.become('late');
    const head = 'POST /v1/grades HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    const response = await answerToHead(service.url, `${head}Content-Length: 200000\r\n\r\n`);
    expect(response).toMatch(/^HTTP\/1\.1 503 /);
    // What is still to come of it is not waited for.
    expect(response).toContain('Connection: close');
  });

  it('turns away what became late while its body was waited for', async () => {
    let asked = 0;
    // In time when the request comes, late when its answer is to be graded.
    const late = (): boolean => asked++ > 0;
    const service = await startService({ operations: { lateness: { late } } });
    stops.push(service.stop);
    const refused = await postJson(service, '/v1/grades', answer);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('still says how it is, lets people sign in and keys be revoked, and turns away everything else when it cannot do less', async () => {
    const lateness = decided();
    const service = await startGuarded({ operations: { lateness } });
    stops.push(service.stop);
    const key = await newKey(service.store, 'interviewer');
    const admin = bearer((await newKey(service.store, 'admin')).text);
    lateness.become('hopelessly late');
    expect((await service.fetch('/healthz')).status).toBe(200);
    expect((await service.fetch('/readyz')).status).toBe(200);
    expect((await fetch(`${service.url}/metrics`)).status).toBe(401);
    const credentials = await signIn(service, { key: key.text });
    expect((await service.fetch('/v1/session', { headers: credentials })).status).toBe(200);
    expect((await service.fetch('/v1/questions', { headers: credentials })).status).toBe(503);
    const revoked = await service.fetch(`/v1/keys/${key.key.id}`, { method: 'DELETE', headers: admin });
    expect(revoked.status).toBe(200);
    const nothing = await service.fetch('/v1/invitations/nothing', { method: 'DELETE', headers: admin });
    expect(nothing.status).toBe(404);
  });

  it('goes on with the batches that it accepted, and tells of them', async () => {
    const lateness = decided();
    const service = await startService({ operations: { lateness } });
    stops.push(service.stop);
    const answers = Array.from({ length: 300 }, (_, index) => ({ id: `${index}`, ...answer }));
    const { id } = (await (await postJson(service, '/v1/batches', { answers })).json()) as { id: string };
    lateness.become('hopelessly late');
    const events = await fetch(`${service.url}/v1/batches/${id}/events`);
    expect(await events.text()).toContain('event: end');
    lateness.become('in time');
    const batch = (await (await service.fetch(`/v1/batches/${id}`)).json()) as { state: string };
    expect(batch.state).toBe('done');
  });
});

describe('the service as a process', () => {
  it('turns away what it cannot do in time, answers the rest, and loses none', async () => {
    const data = await mkdtemp(join(tmpdir(), 'answer-grader-overload-'));
    const service = await startServe({ GRADER_DATA: data, GRADER_CONNECTIONS_PER_ADDRESS: '0', GRADER_IN_FLIGHT: '0' });
    stops.push(async () => {
      service.signal('SIGKILL');
      await service.ended;
      rmSync(data, { recursive: true, force: true });
    });
    // Within a tenth of a second far more than can be done in half a second.
    const { latenciesMs, refusedMs, faults } = await sendOpenLoop({
      url: `${service.url}/v1/grades`,
      rate: 20_000,
      seconds: 0.1,
      bodyOf: () => JSON.stringify({ ...answer, engine: 'heuristic' }),
      expected: '"engine":"heuristic"',
    });
    expect([...faults]).toEqual([]);
    expect(refusedMs.length).toBeGreaterThan(0);
    expect(latenciesMs.length).toBeGreaterThan(0);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain(`grader_refused_total{why="late"} ${refusedMs.length}\n`);
    await service.said('turned away');
  });
});
