import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logTo } from '../../../src/http/operations/log.ts';
import { terminalLines } from '../../../src/http/operations/terminal-lines.ts';
import { Problem } from '../../../src/http/problem.ts';
import { root } from '../../cli/run.ts';
import { startService } from '../service.ts';

let service: Awaited<ReturnType<typeof startService>>;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** The log line of a request, by its id. */
const lineOf = (id: string | null): Record<string, unknown> =>
  JSON.parse(service.log.find((line) => line.includes(`"request_id":"${id}"`)) ?? '{}') as Record<string, unknown>;

describe('the id of a request', () => {
  it('is made where none is sent, and stands in header, problem and log alike', async () => {
    const response = await fetch(`${service.url}/v1/grades/nowhere`);
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(Problem.parse(await response.json()).request_id).toBe(id);
    expect(lineOf(id)).toMatchObject({ level: 'info', method: 'GET', route: '/v1/grades/{id}', status: 404 });
  });

  it('is that of the sender where it is a sane one', async () => {
    const { headers } = await fetch(`${service.url}/healthz`, { headers: { 'x-request-id': 'edge-7:4f2a.91' } });
    expect(headers.get('x-request-id')).toBe('edge-7:4f2a.91');
  });

  it.each(['short', 'with a space in it', '"quoted-id"', 'x'.repeat(129), '<script>alert</script>'])(
    'is made anew in place of %j',
    async (id) => {
      const { headers } = await fetch(`${service.url}/healthz`, { headers: { 'x-request-id': id } });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe('the log', () => {
  const mark = 'MARKED-7f3e';

  it('holds nothing of answers, addresses, keys and names', async () => {
    const post = (body: string) =>
      fetch(`${service.url}/v1/grades?note=${mark}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${mark}`, cookie: `session=${mark}` },
        body,
      });
    await post(JSON.stringify({ question: 'pos-overcharge', answer: `非常抱歉，我是${mark}，马上核对小票。` }));
    await post(JSON.stringify({ question: mark, answer: mark }));
    await post(JSON.stringify({ question: 'pos-overcharge', answer: 1, [mark]: mark }));
    await post(`{"question": "${mark}`);
    await fetch(`${service.url}/v1/grades/${mark}`);
    await fetch(`${service.url}/v1/questions/${mark}?lang=${mark}`);
    const { headers } = await fetch(`${service.url}/${mark}`);
    expect(lineOf(headers.get('x-request-id'))).toMatchObject({ route: '/*', status: 404 });
    expect(service.log.length).toBeGreaterThan(6);
    expect(service.log.filter((line) => line.includes(mark))).toEqual([]);
  });

  it('names the place of a fault of our own, but not what it said, for that may quote an answer', async () => {
    const lines: string[] = [];
    const failing = () => Promise.reject(new TypeError(`cannot read ${mark}`));
    const broken = await startService({
      grader: { heuristic: failing as never, grade: failing, ask: async () => undefined, conclude: failing as never },
      operations: { log: logTo('info', { write: (line) => lines.push(line) }) },
    });
    const response = await fetch(`${broken.url}/v1/grades`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '您好' }),
    });
    await broken.stop();
    expect(response.status).toBe(500);
    const id = response.headers.get('x-request-id');
    const faults = lines.map((line) => JSON.parse(line)).filter((line) => line.level === 'error');
    expect(faults).toMatchObject([{ request_id: id, error: 'TypeError' }]);
    expect(faults[0].at[0]).toContain('log.test.ts');
    expect(lines.join('')).not.toContain(mark);
  });

  it('names the place of a fault that nobody caught in the same way, before the process ends', async () => {
    const script = `import { openLog } from '${root}/src/http/operations/log.ts';
import { endOnUncaught } from '${root}/src/http/operations/stop.ts';
endOnUncaught(openLog('info'));
setTimeout(() => { throw new RangeError('${mark}'); });`;
    const ended = await new Promise<{ code: unknown; err: string }>((resolve) =>
      execFile(process.execPath, ['--input-type=module', '--eval', script], (error, _out, err) =>
        resolve({ code: error?.code, err }),
      ),
    );
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.err)).toMatchObject({ level: 'error', error: 'RangeError' });
    expect(ended.err).not.toContain(mark);
  });

  it('reads as lines for people on a terminal', () => {
    let shown = '';
    const log = logTo('info', terminalLines({ write: (text) => (shown += text) }));
    log.info({ route: '/v1/grades', status: 201 }, 'request');
    expect(shown).toMatch(/^\d\d:\d\d:\d\d info request route=\/v1\/grades status=201\n$/);
  });
});
