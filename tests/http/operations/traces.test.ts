import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startStub } from '../../../bench/stub-endpoint.ts';
import { providerOf } from '../../../src/http/operations/trace-call.ts';
import { presets } from '../../../src/llm/presets.ts';
import { startServe } from '../serve-process.ts';
import { startCollector } from './collector.ts';

type Value = { stringValue?: string; intValue?: number; doubleValue?: number; arrayValue?: { values: Value[] } };
type Span = {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Value }[];
};

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const answer = '实在抱歉，换谁都着急，我是王小明，我马上核对小票和流水。';

let received: string;
let spans: readonly Span[];
beforeAll(async () => {
  const collector = await startCollector();
  const stub = await startStub({ faults: ['500'], every: 2 });
  const data = await mkdtemp(join(tmpdir(), 'answer-grader-traces-'));
  const service = await startServe({
    OPENAI_API_KEY: 'k',
    OPENAI_BASE_URL: stub.baseUrl,
    GRADER_DATA: data,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const grade = (headers: Record<string, string>, text = answer, query = '') =>
    fetch(`${service.url}/v1/grades${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ question: 'pos-overcharge', answer: text }),
    });
  await grade({ traceparent: `00-${traceId}-${parentId}-01` });
  await grade({}, `${answer}两小时内原路退回。`);
  await grade({}, answer, '?lang=MARKED');
  service.signal('SIGTERM');
  await service.ended;
  stub.close();
  collector.close();
  await rm(data, { recursive: true, force: true });
  received = collector.bodies.join('\n');
  spans = collector.bodies.flatMap((body) => {
    const sent = JSON.parse(body.slice(body.indexOf(' '))) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
    };
    return sent.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  });
});

const named = (name: string): readonly Span[] => spans.filter((span) => span.name === name);
const attributesOf = (span: Span | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (span?.attributes ?? []).map(({ key, value }) => [
      key,
      value.stringValue ??
        value.intValue ??
        value.doubleValue ??
        value.arrayValue?.values.map((each) => each.stringValue),
    ]),
  );

describe('traces', () => {
  it('go to the collector under the name of the service', () => {
    expect(received).toMatch(/^\/v1\/traces /);
    expect(received).toContain('"service.name"');
    expect(received).toContain('"answer-grader"');
  });

  it('continue the trace of the sender, and hang grade and call below the request', () => {
    const [request] = named('POST /v1/grades').filter((span) => span.traceId === traceId);
    expect(request).toMatchObject({ parentSpanId: parentId, kind: 2 });
    expect(attributesOf(request)).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/v1/grades',
      'http.response.status_code': 201,
    });
    const [grade] = named('grade').filter((span) => span.traceId === traceId);
    expect(grade?.parentSpanId).toBe(request?.spanId);
    expect(attributesOf(grade)).toMatchObject({ 'grader.question': 'pos-overcharge', 'grader.engine': 'hybrid' });
    const [call] = spans.filter((span) => span.traceId === traceId && span.name.startsWith('chat '));
    expect(call).toMatchObject({ parentSpanId: grade?.spanId, kind: 3, name: 'chat gpt-5-mini' });
  });

  it('describe a call by the conventions for generative AI', () => {
    const [call] = spans.filter((span) => span.traceId === traceId && span.name.startsWith('chat '));
    expect(attributesOf(call)).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-5-mini',
      'gen_ai.usage.input_tokens': 1000,
      'gen_ai.usage.output_tokens': 200,
      'server.address': '127.0.0.1',
    });
  });

  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://customer.openai.azure.com/openai/v1', 'azure.ai.openai'],
    [presets.deepseek.baseUrl, 'deepseek'],
    [presets.moonshot.baseUrl, 'moonshot_ai'],
    [presets.dashscope.baseUrl, 'dashscope'],
    ['https://gateway.example.com/v1', 'openai'],
  ])('name the vendor at %s as the conventions do: %s', (endpoint, name) => {
    expect(providerOf(endpoint)).toBe(name);
  });

  it('show a try that failed as a span of its own, with its status', () => {
    const failed = spans.filter((span) => attributesOf(span)['error.type'] === '500');
    expect(failed.length).toBe(1);
    const sameTrace = spans.filter((span) => span.traceId === failed[0]?.traceId && span.name.startsWith('chat '));
    expect(sameTrace.length).toBe(2);
  });

  it('hold nothing of the answer, nor of what was typed', () => {
    expect(received).not.toMatch(/抱歉|小票|王小明|MARKED/);
  });
});
