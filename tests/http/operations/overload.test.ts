import { afterEach, describe, expect, it } from 'vitest';
import { createGrader } from '../../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { startService } from '../service.ts';

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
