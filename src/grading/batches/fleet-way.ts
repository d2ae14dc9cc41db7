import type { JudgeWay } from '../../llm/open-judge.ts';
import type { Fleet } from '../../store/fleet.ts';

/**
 * How a process asks the model as one of a fleet: replies are kept where all find them, and the fleet's limit on calls holds.
 *
 * @param fleet - undefined where there is none: the process is on its own
 */
export function fleetWay(
  fleet: Fleet | undefined,
  { fleetConcurrency }: { readonly fleetConcurrency: number | undefined },
): JudgeWay {
  if (fleet === undefined) return {};
  return {
    replies: fleet.replies,
    ...(fleetConcurrency === undefined ? {} : { acquire: fleet.limitCalls(fleetConcurrency) }),
  };
}
