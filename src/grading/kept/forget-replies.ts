import { existsSync } from 'node:fs';
import type { Forget } from '../../core/kept-grade.ts';
import { answerPrefix, openReplyCache } from '../../llm/cache.ts';
import { keptFiles } from '../../llm/kept.ts';
import type { Fleet } from '../../store/fleet.ts';

/**
 * Forgets what models replied about answers, for a reply quotes its answer: in the file of this machine, and in the database where
 * a fleet shares one.
 *
 * @param data - the folder of data
 */
export function forgetReplies(data: string, fleet: Fleet | undefined): Forget {
  return async (answers) => {
    const { replies } = keptFiles(data);
    if (existsSync(replies)) await openReplyCache(replies).forget(answers);
    await fleet?.replies.forgetUnder(answers.map(answerPrefix));
  };
}
