import type { OperationSettings } from '../../config/operations.ts';
import type { Gate } from './gate.ts';
import type { Lateness } from './lateness.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Ongoing } from './ongoing.ts';
import type { OwnDoor } from './own-door.ts';

/** What the service needs to be watched and stopped. */
export type Operations = {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where requests and answers are counted and bounded. */
  readonly gate: Gate;
  /** How late the process is with what waits for it. */
  readonly lateness: Lateness;
  /** By which that is measured. */
  readonly ownDoor: OwnDoor;
  readonly trustProxy: OperationSettings['trustProxy'];
  /** Requests that one address may have open through a proxy; 0: any number. */
  readonly mostPerAddress: number;
  /** Resolves when what the service stands on answers; rejects when it does not. */
  readonly ready: () => Promise<void>;
  /** Aborted once the service was told to stop: no new work is begun, long answers end. */
  readonly stopping: AbortSignal;
  /** What a stop waits for besides requests. */
  readonly ongoing: Ongoing;
  /** Sends what has not been sent yet, and ends. */
  readonly close: () => Promise<void>;
};
