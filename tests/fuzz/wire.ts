import { connect } from 'node:net';
import fc from 'fast-check';
import { known } from './known.ts';
import { anyText } from './texts.ts';

/** A request as its bytes go over the wire, whatever they are. */
export type Sent = {
  readonly head: string;
  readonly body: Buffer;
  /** Is nothing missing of it? Otherwise whoever answers would wait for more. */
  readonly isWhole: boolean;
};

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const paths = one(
  ...['/', '/v1/questions', '/v1/grades', '/v1/batches', '/v1/transcripts', '/v1/reviews', '/openapi.json', '/docs'],
  ...[
    '/healthz',
    '/assets/x.js',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%00',
    '/%',
    '/%ff',
    '//',
    '/v1//questions',
  ],
  ...['/v1/questions/%E0%A4%A', '/v1/../v1/keys', '/v1/attempts', '/v1/session', '*', 'http://elsewhere.test/v1/keys'],
);
const queries = one(
  ...[
    '',
    '?',
    '?limit=1e3',
    '?limit=0x10',
    '?limit=-0',
    '?limit=1&limit=2',
    '?limit[]=1',
    '?limit[a]=1',
    '?__proto__=1',
  ],
  ...[
    '?after=999999999999999',
    '?after=a1&a',
    '?candidate=%',
    '?candidate=%FF%FE',
    '?candidate=李雷',
    '?%00=%00',
    '?&&&=&',
  ],
  ...[
    `?${'a=1&'.repeat(1_500)}`,
    `?candidate=${'%41'.repeat(3_000)}`,
    '?constructor[prototype]=1',
    '?format=csv%0d%0aX: y',
  ],
);
const methods = one('GET', 'GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'get');

/** Headers that something in the service reads, with values that it may not expect. */
const headers = fc.oneof(
  ...Object.entries({
    range: one(
      'bytes=0-',
      'bytes=9-1',
      'bytes=-0',
      'bytes=0-0,1-1,2-2',
      `bytes=${'0-1,'.repeat(500)}`,
      'x',
      'bytes=1e9-',
    ),
    'if-none-match': one('*', '"x"', 'W/"', ',,,'),
    'if-match': one('*', '"x"', ''),
    'if-modified-since': one('x', 'Thu, 01 Jan 1970 00:00:00 GMT', '-1'),
    'if-range': one('"x"', 'x'),
    'last-event-id': one('end-', 'end-1', '0', '\u00ff', 'x'.repeat(2_000)),
    accept: one(
      'text/event-stream',
      'text/event-stream;q=0',
      '*/*;q=9',
      'a',
      ',',
      ';',
      'text/*;'.repeat(300),
      'text/html',
    ),
    'accept-encoding': one('gzip', 'identity;q=0', '*;q=0', 'br;q=x'),
    'accept-language': one('zh', ';;;'),
    'content-type': one(
      'application/json',
      'APPLICATION/JSON ;',
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
    ),
    'content-encoding': one('gzip', 'identity', 'br, gzip', 'x'),
    'content-length': one('0', '1', '5', '99999999999', '-1', '1e3', '+2', '0x4', '5, 5'),
    'transfer-encoding': one('chunked', 'identity', 'gzip, chunked', 'chunked, chunked'),
    expect: one('100-continue', 'x'),
    connection: one('close', 'keep-alive', 'upgrade', 'host, content-length'),
    upgrade: one('websocket', 'h2c'),
    cookie: one('grader=x', 'grader=%', '=;;=', `grader=${'Fe26.2*'.repeat(200)}`, '__proto__=1; grader-token=a|b'),
    authorization: one('Bearer', 'Bearer x', 'bearer  grader_x_y ', 'Basic %', `Bearer ${'x'.repeat(5_000)}`),
    origin: one('null', 'http://[', 'http://localhost', 'x'),
    'sec-fetch-site': one('same-origin', 'cross-site', '', 'none', 'x'),
    'x-csrf-token': one('x', '|', ''),
    'x-forwarded-for': one('1.2.3.4', ',', '::ffff:127.0.0.1', 'x'.repeat(500)),
    forwarded: one('for=x'),
    'x-request-id': one('a', 'aaaaaaaa-bbbb', '\u00e4'.repeat(9), 'x'.repeat(300)),
    traceparent: one('00-0-0-0', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'x'),
    'x-http-method-override': one('DELETE'),
  }).map(([name, values]) => values.map((value) => `${name}: ${value}`)),
  anyText.map((text) => text.replaceAll(/[\r\n]/g, ' ').slice(0, 100)),
);

const nested = (open: string, close: string) =>
  fc.integer({ min: 1, max: 30_000 }).map((depth) => `${open.repeat(depth)}1${close.repeat(depth)}`);
const answer = '{"question":"refund-request","answer":"先核实订单。"}';
/** JSON that parsers read in different ways, or that is deep, large or double. */
const json = fc.oneof(
  one(
    ...[answer, `${answer}${answer}`, `\ufeff${answer}`, answer.replaceAll('"', "'"), `${answer},`, `[${answer}]`],
    ...['{"question":"refund-request","question":"x","answer":"好","answer":1}', '{"__proto__":{"question":"x"}}'],
    ...[
      '{"question":"refund-request","answer":"好","constructor":{"prototype":{"x":1}}}',
      '1e999',
      '-0',
      'NaN',
      '""',
      'null',
    ],
    ...[
      '{"question":1e400,"answer":-1e400}',
      '{"question":"\\ud800","answer":"\\ud800"}',
      '{"question":"__proto__","answer":"好"}',
    ],
    ...[
      '{"question":"constructor","answer":"好"}',
      '{"question":"refund-request","answer":"\\u0000"}',
      '{"answers":[]}',
    ],
    ...['{"answers":[{"id":"1","question":"refund-request","answer":"好","origin":{"file":"x","row":1e308}}]}'],
    ...['{"answers":[{"id":"1","question":"refund-request","answer":"好"},{"id":"1","question":"x","answer":"好"}]}'],
    ...[
      '{"answers":[{"id":"1","question":"refund-request","answer":"好"}],"faults":[{"file":"","field":"","message":"x","line":1e21}]}',
    ],
  ),
  nested('[', ']'),
  nested('{"question":', '}'),
  nested('{"answers":[', ']}'),
  fc.constantFrom(...known.question).map((question) => JSON.stringify({ question, answer: '好'.repeat(19_000) })),
);

const file = (name: string, content: string): string =>
  `--x\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${content}\r\n`;

/** Forms of files whose boundaries, heads and names are not what they should be. */
const form = fc
  .array(
    fc.oneof(
      one(
        ...[
          '--x\r\n',
          '--x--\r\n',
          '--x',
          '--x--',
          '\r\n--x\r\n',
          '\r\n',
          '\r\n\r\n',
          '\n',
          '--y\r\n',
          '--xx\r\n',
          '--x --\r\n',
        ],
        ...[
          'Content-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n',
          'Content-Disposition: form-data\r\n\r\n',
        ],
        ...['Content-Disposition: form-data; name="files"; filename="../../x\0.txt"\r\n\r\n'],
        ...["Content-Disposition: form-data; name=files; filename*=utf-8''%E4%BD%A0.txt\r\n\r\n"],
        ...["Content-Disposition: form-data; name=files; filename*=UTF-16''%FF%\r\n\r\n"],
        ...[
          'Content-Disposition: form-data; name="__proto__"\r\n\r\n',
          'Content-Disposition: form-data; name="lang[a][b]"\r\n\r\n',
        ],
        ...[
          'Content-Disposition: form-data; name="lang"\r\n\r\nzh',
          'Content-Disposition: attachment; name="files"\r\n\r\n',
        ],
        ...[
          'Content-Type: text/plain; charset=x\r\n',
          'Content-Transfer-Encoding: base64\r\n',
          'Content-Transfer-Encoding: x\r\n',
        ],
        ...[
          `X: ${'x'.repeat(20_000)}\r\n`,
          `Content-Disposition: form-data; name="${'n'.repeat(300)}"\r\n\r\n`,
          ': \r\n',
          'x\r\n',
        ],
        ...[
          file('a.csv', 'id,question,answer\n1,refund-request,好\n'),
          file('a.txt', '面试官：你好'),
          `${file('b.csv', '题目,回答\nrefund-request,好\n')}--x--\r\n`,
        ],
        ...[
          'id,question,answer\n1,refund-request,好\n',
          '面试官：客户要求退款，您会如何处理？\n候选人：先核实。\n',
          'PK\u0003\u0004',
        ],
      ),
      anyText.map((text) => text.slice(0, 200)),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

const boundaries = one(
  '; boundary=x',
  '; boundary="x"',
  '; boundary=',
  '',
  `; boundary=${'x'.repeat(300)}`,
  '; boundary=x; boundary=y',
);

type Body = { readonly type: string; readonly text: string };
const nothing: Body = { type: '', text: '' };
const forms: fc.Arbitrary<Body> = fc
  .tuple(form, fc.oneof({ weight: 5, arbitrary: fc.constant('; boundary=x') }, boundaries))
  .map(([text, boundary]) => ({ type: `multipart/form-data${boundary}`, text }));

/** Where a body is read, so that most of them meet somebody who reads. */
const readers = fc.oneof(
  fc
    .tuple(one('/v1/grades', '/v1/batches', '/v1/session', '/v1/keys', '/v1/grades/none/appeals'), json)
    .map(([path, text]) => ({
      method: 'POST',
      path,
      body: { type: 'application/json', text },
    })),
  fc.tuple(one('/v1/batches', '/v1/transcripts'), forms).map(([path, body]) => ({ method: 'POST', path, body })),
  paths.map((path) => ({ method: 'GET', path, body: nothing })),
  fc.record({
    method: methods,
    path: paths,
    body: fc.oneof(
      forms,
      json.map((text) => ({ type: 'application/json', text })),
    ),
  }),
);

const mostly = <T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });

/** Any request, said by hand: what the service, or Node before it, has to make sense of. */
export const anySent: fc.Arbitrary<Sent> = fc
  .record({
    reader: readers,
    query: fc.oneof(fc.constant(''), queries),
    version: mostly('HTTP/1.1', one('HTTP/1.0', 'HTTP/2.0', 'HTTP/1.1 x', '')),
    host: mostly(
      'Host: localhost',
      one(
        '',
        'Host:',
        'Host: a',
        'Host: [::1]:80',
        'Host: localhost:99999',
        'Host: a b',
        'Host: [',
        'Host: localhost\r\nHost: localhost',
      ),
    ),
    length: mostly<number | undefined>(0, one(undefined, -1, 1, 1_000)),
    others: fc.array(headers, { maxLength: 2 }),
  })
  .map(({ reader: { method, path, body }, query, version, host, length, others }) => {
    const content = Buffer.from(body.text);
    const lines = [
      `${method} ${path}${query} ${version}`.trim(),
      host,
      body.type === '' ? '' : `Content-Type: ${body.type}`,
      length === undefined || body.type === '' ? '' : `Content-Length: ${content.length + length}`,
      'Connection: close',
      ...others,
    ];
    const isWhole =
      length !== 1 && length !== 1_000 && !others.some((line) => /^(?:content-length|transfer)/.test(line));
    return { head: `${lines.filter((line) => line !== '').join('\r\n')}\r\n\r\n`, body: content, isWhole };
  });

/** What comes back, up to the end of its head at least. Empty: the connection was closed. */
export function send(port: number, { head, body, isWhole }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1');
    const done = (): void => {
      socket.destroy();
      resolve(received);
    };
    socket.setEncoding('latin1');
    socket.setTimeout(60_000, () => {
      socket.destroy();
      reject(new Error(`nothing more came for a minute after ${JSON.stringify(received.slice(0, 200))}`));
    });
    socket.on('data', (piece: string) => {
      received += piece;
      if (/HTTP\/1\.1 [2-5]\d\d[\s\S]*?\r\n\r\n/.test(received)) done();
    });
    socket.on('end', done);
    socket.on('close', done);
    // A refusal may come before all of a body was sent, and the rest of it meets a closed door.
    socket.on('error', done);
    socket.write(head, 'utf8');
    socket.write(body);
    // Node answers nobody who has closed their side.
    if (!isWhole) socket.end();
  });
}
