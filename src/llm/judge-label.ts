import { urlOf } from './known-endpoint.ts';
import type { JudgeConfig, JudgeWay } from './open-judge.ts';

/**
 * A label for how answers are judged by a model: two judges with the same label judge by the same model at the same place in the
 * same way. It holds no secret.
 */
export function judgeLabel(
  config: Pick<JudgeConfig, 'baseUrl' | 'preset' | 'model' | 'samples'>,
  way: JudgeWay,
): string {
  const votes = config.samples === 1 ? '' : `, ${config.samples} votes`;
  const isolated = way.isolated === true ? ', one point a call' : '';
  return `${config.model} at ${new URL(urlOf(config)).host}${votes}${isolated}`;
}
