import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { stubReply } from './stub-reply.ts';
import { type StreamFault, sendStream } from './stub-stream.ts';

/** What an endpoint refuses, or does to its replies. */
export const dialects = [
  'openai',
  'json_object_only',
  'text_only',
  'no_temperature',
  'no_seed',
  'old_limit',
  'no_limit',
  'fenced',
  'thinking',
  'no_stream',
  'no_stream_unnamed',
  'no_stream_options',
  'ignores_stream',
  'untold_usage',
] as const;
export type Dialect = (typeof dialects)[number];

export const faults = [
  '429',
  '429-date',
  '500',
  'reset',
  'cut',
  'prose',
  'slow',
  'blank',
  'refusal',
  'filter',
  'length',
  '401',
] as const;
export type Fault = (typeof faults)[number] | StreamFault;

export type StubOptions = {
  readonly latencyMs: number;
  readonly dialect: Dialect;
  /** Faults in turn, one in every `every` requests. */
  readonly faults: readonly Fault[];
  readonly every: number;
  /** How streams are cut: see `StreamWay`. */
  readonly pieceLength: number;
  readonly writeLength: number;
  /** Between two events of a stream. */
  readonly pauseMs: number;
  /** Obeys any instruction that it sees in the answer: the worst model imaginable. */
  readonly obedient: boolean;
  /** Does not remember what it was asked: for long runs. */
  readonly forgetful: boolean;
};

const calm: StubOptions = {
  latencyMs: 0,
  dialect: 'openai',
  faults: [],
  every: 10,
  pieceLength: 5,
  writeLength: 0,
  pauseMs: 0,
  obedient: false,
  forgetful: false,
};

/** Starts a made-up chat completions endpoint on a free port; `close` ends it. */
export async function startStub(options: Partial<StubOptions> = {}): Promise<{
  baseUrl: string;
  calls: () => number;
  /** Requests in flight at the same time, at most. */
  peak: () => number;
  /** Bodies of the requests, in the order in which they came. */
  asked: () => readonly Body[];
  /** Requests that the other side broke off before they were answered. */
  brokenOff: () => number;
  close: () => void;
}> {
  const settings = { ...calm, ...options };
  const asked: Body[] = [];
  let calls = 0;
  let brokenOff = 0;
  let flying = 0;
  let peak = 0;
  const server: Server = createServer((request, response) => {
    calls++;
    peak = Math.max(peak, ++flying);
    response.on('close', () => {
      flying--;
      if (!response.writableFinished) brokenOff++;
    });
    const onBody = (body: Body): void => void (settings.forgetful || asked.push(body));
    void serve(request, response, { ...settings, number: calls, onBody });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls: () => calls,
    peak: () => peak,
    asked: () => asked,
    brokenOff: () => brokenOff,
    close,
  };
}

export type Body = {
  messages: { content: string }[];
  temperature?: number;
  seed?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { type: string };
  stream?: boolean;
  stream_options?: { include_usage: boolean };
};

type Serving = StubOptions & { readonly number: number; readonly onBody: (body: Body) => void };

async function serve(request: IncomingMessage, response: ServerResponse, settings: Serving) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
  settings.onBody(body);
  const fault = faultOf(settings);
  await new Promise((resolve) => setTimeout(resolve, settings.latencyMs * (fault === 'slow' ? 10 : 1)));
  const fail = (status: number, message: string): void => send(response, status, { error: { message } });
  const refusal = refusedBy(settings.dialect, body);
  if (refusal !== undefined) return fail(400, refusal);
  if (fault === '429') response.setHeader('retry-after', '0.05');
  // A date has whole seconds: this one has just passed, so that nobody waits long.
  if (fault === '429-date') response.setHeader('retry-after', new Date().toUTCString());
  if (fault === '429-date') return fail(429, 'not now');
  if (fault === '429' || fault === '500' || fault === '401') return fail(Number(fault), 'not now');
  if (fault === 'reset') return void response.destroy();
  const json = JSON.stringify(stubReply(body.messages[0]?.content ?? '', settings.obedient));
  const content = dress(json, settings.dialect, fault);
  const usage = { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 };
  if (body.stream === true && settings.dialect !== 'ignores_stream')
    return sendStream(response, content, {
      ...settings,
      fault: streamFaultOf(fault),
      finish: finishOf(fault),
      usage: body.stream_options?.include_usage === true && settings.dialect !== 'untold_usage' ? usage : undefined,
    });
  const message = {
    role: 'assistant',
    content,
    ...(fault === 'refusal' ? { refusal: 'no' } : {}),
  };
  const completion = {
    id: 'stub',
    object: 'chat.completion',
    created: 0,
    model: 'stub',
    choices: [{ index: 0, finish_reason: finishOf(fault), message }],
    usage,
  };
  if (fault !== 'cut') return send(response, 200, completion);
  const text = JSON.stringify(completion);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function faultOf({ faults: planned, every, number }: Serving): Fault | undefined {
  if (planned.length === 0 || number % every !== 0) return undefined;
  return planned[(number / every) % planned.length];
}

function streamFaultOf(fault: Fault | undefined): StreamFault | undefined {
  if (fault === 'cut') return 'stream-cut';
  return fault === 'stream-cut' || fault === 'stream-ends-early' || fault === 'stream-error' || fault === 'no-done'
    ? fault
    : undefined;
}

function finishOf(fault: Fault | undefined): string {
  if (fault === 'filter') return 'content_filter';
  return fault === 'length' ? 'length' : 'stop';
}

function refusedBy(dialect: Dialect, body: Body): string | undefined {
  const format = body.response_format?.type;
  if (dialect === 'json_object_only' && format === 'json_schema')
    return 'response_format type json_schema is unavailable';
  if (
    dialect === 'json_object_only' &&
    format === 'json_object' &&
    !JSON.stringify(body.messages).toLowerCase().includes('json')
  )
    return "'messages' must contain the word 'json'";
  if (dialect === 'text_only' && format !== undefined) return 'response_format is not supported';
  if (dialect === 'no_temperature' && body.temperature !== undefined) return "Unsupported parameter: 'temperature'";
  if (dialect === 'no_seed' && body.seed !== undefined) return 'unknown field: seed';
  const newLimit = body.max_completion_tokens !== undefined;
  if (dialect === 'old_limit' && newLimit) return 'Unrecognized argument: max_completion_tokens. Use max_tokens.';
  if (dialect === 'no_limit' && newLimit) return 'max_completion_tokens is not permitted';
  if (dialect === 'no_limit' && body.max_tokens !== undefined) return 'max_tokens is not permitted';
  if (dialect === 'no_stream' && body.stream !== undefined) return 'Streaming is not supported by this model';
  if (dialect === 'no_stream_unnamed' && body.stream !== undefined) return 'invalid request';
  if (dialect === 'no_stream_options' && body.stream_options !== undefined)
    return 'Unrecognized request argument supplied: stream_options';
  return undefined;
}

function dress(json: string, dialect: Dialect, fault: Fault | undefined): string {
  if (fault === 'blank' || fault === 'refusal' || fault === 'filter') return '';
  if (fault === 'length') return json.slice(0, json.length / 2);
  if (fault === 'prose') return `好的，下面是评判结果：\n${json}\n希望对你有帮助。`;
  if (dialect === 'fenced') return `\`\`\`json\n${json}\n\`\`\``;
  return dialect === 'thinking' ? `<think>先看 {第一点}……</think>\n${json}` : json;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

// As a process of its own it takes its options as JSON and says where it listens.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stub = await startStub(JSON.parse(process.argv[2] ?? '{}') as Partial<StubOptions>);
  console.log(stub.baseUrl);
}
