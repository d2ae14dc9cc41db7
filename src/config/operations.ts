import { z } from 'zod';
import { whole } from './whole.ts';

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const share = z
  .string()
  .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'must be a number from 0 to 1, such as 0.1')
  .transform(Number);

/** The variables by which a service is operated. */
export const operationVariables = {
  GRADER_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  GRADER_STOP_MS: whole(0, 3_600_000).default(25_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('must be a URL such as http://localhost:4318').optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('answer-grader'),
  GRADER_TRACE_SHARE: share.default(1),
};

const OperationVariables = z.object(operationVariables);

/** How a service is operated. */
export type OperationSettings = {
  readonly logLevel: (typeof logLevels)[number];
  /** How long a stop waits for what is in flight. */
  readonly stopMs: number;
  /** Where traces go, and how many; undefined: nowhere. */
  readonly traces: { readonly endpoint: string; readonly service: string; readonly share: number } | undefined;
};

/** The settings of operation out of the variables that were read. */
export function operationSettings(value: z.output<typeof OperationVariables>): OperationSettings {
  const endpoint = value.OTEL_EXPORTER_OTLP_ENDPOINT;
  const traces = { service: value.OTEL_SERVICE_NAME, share: value.GRADER_TRACE_SHARE };
  return {
    logLevel: value.GRADER_LOG_LEVEL,
    stopMs: value.GRADER_STOP_MS,
    traces: endpoint === undefined ? undefined : { endpoint, ...traces },
  };
}
