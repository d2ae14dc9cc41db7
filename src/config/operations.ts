import { z } from 'zod';
import { whole } from './whole.ts';

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** The variables by which a service is operated. */
export const operationVariables = {
  GRADER_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  GRADER_STOP_MS: whole(0, 3_600_000).default(25_000),
};

const OperationVariables = z.object(operationVariables);

/** How a service is operated. */
export type OperationSettings = {
  readonly logLevel: (typeof logLevels)[number];
  /** How long a stop waits for what is in flight. */
  readonly stopMs: number;
};

/** The settings of operation out of the variables that were read. */
export function operationSettings(value: z.output<typeof OperationVariables>): OperationSettings {
  return { logLevel: value.GRADER_LOG_LEVEL, stopMs: value.GRADER_STOP_MS };
}
