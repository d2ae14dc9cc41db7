import { afterEach, describe, expect, it } from 'vitest';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { type GivenParts, startService } from '../service.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const off = { requestsPerMinute: 0, answersPerMinute: 0, batchAnswersPerDay: 0, moneyPerDay: 0 };

/** A service behind a proxy at this machine, with limits. */
async function start(limits: Partial<typeof off>, given: GivenParts = {}) {
  const settings = { trustProxy: ['loopback'], limits: { ...off, ...limits } };
  const service = await startService({ ...given, settings });
  stops.push(service.stop);
  const post = (from: string | undefined, engine = 'heuristic') =>
    service.fetch('/v1/grades', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(from === undefined ? {} : { 'x-forwarded-for': from }) },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。', engine }),
    });
  return { ...service, post };
}

describe('the limit on answers', () => {
  it('lets a client have its share, says where it stands, and then when to come again', async () => {
    const { post } = await start({ answersPerMinute: 2 });
    const first = await post('203.0.113.7');
    expect(first.status).toBe(201);
    expect(first.headers.get('ratelimit-policy')).toBe('"answers";q=2;w=60');
    expect(first.headers.get('ratelimit')).toBe('"answers";r=1;t=60');
    await post('203.0.113.7');
    const third = await post('203.0.113.7');
    expect(third.status).toBe(429);
    expect(third.headers.get('ratelimit')).toMatch(/^"answers";r=0;t=\d+$/);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await third.json()).toMatchObject({ detail: expect.stringMatching(/^2 answers a minute is the limit/) });
  });

  it('counts every client for itself', async () => {
    const { post } = await start({ answersPerMinute: 1 });
    expect((await post('203.0.113.7')).status).toBe(201);
    expect((await post('203.0.113.8')).status).toBe(201);
    expect((await post('203.0.113.7')).status).toBe(429);
  });

  it('counts the addresses of one IPv6 network together', async () => {
    const { post } = await start({ answersPerMinute: 1 });
    expect((await post('2001:db8:1:2::1')).status).toBe(201);
    expect((await post('2001:db8:1:2:ffff::9')).status).toBe(429);
    expect((await post('2001:db8:1:3::1')).status).toBe(201);
  });

  it('does not hold for who sits at the machine itself', async () => {
    const { post } = await start({ answersPerMinute: 1 });
    for (let count = 0; count < 3; count++) expect((await post(undefined)).status).toBe(201);
  });

  it('cannot be escaped by claiming to be somebody else, where no proxy is trusted that says so', async () => {
    const settings = { trustProxy: ['10.0.0.0/8'], limits: { ...off, answersPerMinute: 1 } };
    const service = await startService({ settings });
    stops.push(service.stop);
    const post = (from: string) =>
      fetch(`${service.url}/v1/grades`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ question: 'pos-overcharge', answer: '您好，我马上核对小票。' }),
      });
    expect((await post('203.0.113.7')).status).toBe(201);
    expect((await post('203.0.113.8')).status).toBe(429);
  });
});

describe('the limit on requests', () => {
  it('counts whatever is asked of the API, faulty requests among it, but not what operators ask', async () => {
    const { fetch } = await start({ requestsPerMinute: 2 });
    const from = { headers: { 'x-forwarded-for': '203.0.113.7' } };
    await fetch('/v1/questions?lang=fr', from);
    await fetch('/v1/nothing', from).catch(() => undefined);
    expect((await fetch('/v1/questions', from)).status).toBe(429);
    expect((await fetch('/healthz', from)).status).toBe(200);
  });
});

describe('the limit on money', () => {
  it('refuses the model to a client that has spent its share of the day, and not the heuristics', async () => {
    const catalogue = openCatalogue('rubrics');
    const grader = createGrader({ catalogue, version: '0' });
    const costly = {
      ...grader,
      grade: async (request: Parameters<typeof grader.grade>[0]) => {
        const grade = await grader.grade(request);
        return request.engine === 'hybrid' ? { ...grade, cost: { amount: 0.0301, currency: 'USD' } } : grade;
      },
    };
    const { post } = await start({ moneyPerDay: 0.05 }, { grader: costly });
    expect((await post('203.0.113.7', 'hybrid')).status).toBe(201);
    expect((await post('203.0.113.7', 'hybrid')).status).toBe(201);
    const third = await post('203.0.113.7', 'hybrid');
    expect(third.status).toBe(429);
    expect((await third.json()) as object).toMatchObject({
      detail: expect.stringMatching(/^what may be spent on the model a day/),
    });
    expect((await post('203.0.113.7', 'heuristic')).status).toBe(201);
    expect((await post('203.0.113.8', 'hybrid')).status).toBe(201);
  });
});
