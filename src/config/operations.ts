import { isIP } from 'node:net';
import { z } from 'zod';
import { whole } from './whole.ts';

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const share = z
  .string()
  .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'must be a number from 0 to 1, such as 0.1')
  .transform(Number);

const money = z
  .string()
  .regex(/^\d{1,5}(?:\.\d{1,4})?$/, 'must be an amount of money such as 2.50')
  .transform(Number);

/** An address, a network such as `10.0.0.0/8`, or a name that Express knows. */
function isNetwork(text: string): boolean {
  const [address = '', bits] = text.trim().split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text.trim())) return true;
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits === undefined ? longest > 0 : /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
}

/** How many proxies stand before the service, or their addresses. */
const trustProxy = z
  .string()
  .refine(
    (value) => /^[1-9]$/.test(value) || value.split(',').every(isNetwork),
    'must be the number of proxies (1 to 9), or their addresses such as 10.0.0.0/8, loopback',
  )
  .transform((value) => (/^[1-9]$/.test(value) ? Number(value) : value.split(',').map((part) => part.trim())));

/** The variables by which a service is operated. */
export const operationVariables = {
  GRADER_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  GRADER_STOP_MS: whole(0, 3_600_000).default(25_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('must be a URL such as http://localhost:4318').optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('answer-grader'),
  GRADER_TRACE_SHARE: share.default(1),
  GRADER_TRUST_PROXY: trustProxy.optional(),
  GRADER_RATE_REQUESTS: whole(0, 999_999_999).default(3_000),
  GRADER_RATE_ANSWERS: whole(0, 999_999_999).default(300),
  GRADER_RATE_BATCH_ANSWERS: whole(0, 999_999_999).default(100_000),
  GRADER_RATE_MONEY: money.default(0),
  GRADER_IN_FLIGHT: whole(0, 100_000).default(500),
  GRADER_LATE_MS: whole(0, 60_000).default(100),
  GRADER_METRICS_PORT: whole(1, 65_535).optional(),
  GRADER_CONNECTIONS: whole(1, 1_000_000).default(12_000),
  GRADER_CONNECTIONS_PER_ADDRESS: whole(0, 1_000_000).default(1_000),
  GRADER_REQUEST_TIMEOUT_MS: whole(100, 3_600_000).default(120_000),
  GRADER_READ_TIMEOUT_MS: whole(100, 3_600_000).default(60_000),
};

const OperationVariables = z.object(operationVariables);

/** How a service is operated. */
export type OperationSettings = {
  readonly logLevel: (typeof logLevels)[number];
  /** How long a stop waits for what is in flight. */
  readonly stopMs: number;
  /** Where traces go, and how many; undefined: nowhere. */
  readonly traces: { readonly endpoint: string; readonly service: string; readonly share: number } | undefined;
  /** Whose `X-Forwarded-For` is believed: so many proxies, or those at these addresses; undefined: nobody's. */
  readonly trustProxy: number | readonly string[] | undefined;
  /** What one client may do; 0: as much as it likes. */
  readonly limits: {
    readonly requestsPerMinute: number;
    readonly answersPerMinute: number;
    readonly batchAnswersPerDay: number;
    /** In the currency of the model's price. */
    readonly moneyPerDay: number;
  };
  /** Answers over HTTP that are graded at the same time by one engine; 0: any number. */
  readonly answersInFlight: number;
  /** How late the process may be for long with what waits before it turns more away; 0: it turns nothing away. */
  readonly lateMs: number;
  /** Where a worker tells of itself; undefined: nowhere. The service does so where it serves. */
  readonly metricsPort: number | undefined;
  readonly connections: {
    readonly mostConnections: number;
    /** Connections of one address, and requests that it has open through a proxy; 0: any number. */
    readonly mostPerAddress: number;
    /** How long a request may take to arrive, its body included. */
    readonly requestTimeoutMs: number;
    /** How long a client may take nothing of a response before it is cut off. */
    readonly readTimeoutMs: number;
  };
};

/** The settings of operation out of the variables that were read. */
export function operationSettings(value: z.output<typeof OperationVariables>): OperationSettings {
  const endpoint = value.OTEL_EXPORTER_OTLP_ENDPOINT;
  const traces = { service: value.OTEL_SERVICE_NAME, share: value.GRADER_TRACE_SHARE };
  return {
    logLevel: value.GRADER_LOG_LEVEL,
    stopMs: value.GRADER_STOP_MS,
    trustProxy: value.GRADER_TRUST_PROXY,
    limits: {
      requestsPerMinute: value.GRADER_RATE_REQUESTS,
      answersPerMinute: value.GRADER_RATE_ANSWERS,
      batchAnswersPerDay: value.GRADER_RATE_BATCH_ANSWERS,
      moneyPerDay: value.GRADER_RATE_MONEY,
    },
    answersInFlight: value.GRADER_IN_FLIGHT,
    lateMs: value.GRADER_LATE_MS,
    metricsPort: value.GRADER_METRICS_PORT,
    connections: {
      mostConnections: value.GRADER_CONNECTIONS,
      mostPerAddress: value.GRADER_CONNECTIONS_PER_ADDRESS,
      requestTimeoutMs: value.GRADER_REQUEST_TIMEOUT_MS,
      readTimeoutMs: value.GRADER_READ_TIMEOUT_MS,
    },
    traces: endpoint === undefined ? undefined : { endpoint, ...traces },
  };
}
