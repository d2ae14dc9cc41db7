import { writeFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { InvalidInput, NotFound } from '../core/errors.ts';
import type { Erased } from '../core/kept-grade.ts';
import { exportCandidate, invitationsOf, isKnown, recordsOf } from '../grading/kept/candidate-data.ts';
import { forgetReplies } from '../grading/kept/forget-replies.ts';
import type { Store } from '../store/open-store.ts';

/** Writes everything that is kept of a candidate as JSON, into a new file for its owner only, or to standard output. */
export async function writeCandidate(store: Store, candidate: string, out: string | undefined): Promise<void> {
  const data = await exportCandidate(candidate, store);
  if (!isKnown(data)) throw new NotFound('candidate', candidate);
  const text = `${JSON.stringify(data, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(out, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new InvalidInput(out, [{ field: '--out', message: `cannot be written (${(error as Error).message})` }]);
  }
}

/** Deletes a candidate for good, or says what that would take. @throws {NotFound} when nobody of that name is known */
export async function eraseCandidate(store: Store, config: Config, candidate: string, sure: boolean): Promise<void> {
  if (sure) {
    const erased = await store.grades.erase(candidate, forgetReplies(config.data, store.fleet));
    if (erased.answers + erased.invitations === 0) throw new NotFound('candidate', candidate);
    process.stdout.write(`${counted(erased)} deleted\n`);
    return;
  }
  const found = { answers: 0, grades: 0, invitations: 0 };
  for await (const { grades } of recordsOf(candidate, store.grades)) {
    found.answers++;
    found.grades += grades.length;
  }
  for await (const _ of invitationsOf(candidate, store.invitations)) found.invitations++;
  if (found.answers + found.invitations === 0) throw new NotFound('candidate', candidate);
  process.stdout.write(`${counted(found)} would be deleted for good; --yes deletes them\n`);
}

/** Deletes every answer that is older than so many days. */
export async function expireAnswers(store: Store, config: Config, days: number): Promise<void> {
  const moment = new Date(Date.now() - days * 86_400_000).toISOString();
  const erased = await store.grades.eraseOlderThan(moment, forgetReplies(config.data, store.fleet));
  process.stdout.write(`${counted(erased)} from before ${moment} deleted\n`);
}

function counted({ answers, grades, invitations }: Erased): string {
  const graded = `${answers} ${answers === 1 ? 'answer' : 'answers'} with ${grades} ${grades === 1 ? 'grade' : 'grades'}`;
  if (invitations === 0) return graded;
  return `${graded} and ${invitations} ${invitations === 1 ? 'invitation' : 'invitations'}`;
}
