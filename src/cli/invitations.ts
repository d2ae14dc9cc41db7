import { type InvitationStore, invitationState, type KeptInvitation } from '../core/invitation.ts';
import { withdrawInvitation } from '../grading/access/invitations.ts';

/** Invitations read at once. */
const pageSize = 200;

/** Lists the invitations, the latest first; of one candidate, or of all. */
export async function listInvitations(
  invitations: InvitationStore,
  { candidate, json }: { readonly candidate: string | undefined; readonly json: boolean },
): Promise<void> {
  const now = new Date().toISOString();
  const known: (KeptInvitation & { readonly state: string })[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const query = { limit: pageSize, ...(candidate === undefined ? {} : { candidate }) };
    const page = await invitations.list({ ...query, ...(after === undefined ? {} : { after }) });
    known.push(...page.items.map((one) => ({ ...one, state: invitationState(one, now) })));
    after = page.next;
  }
  if (json) {
    process.stdout.write(`${JSON.stringify(known.map(rowOf), null, 2)}\n`);
    return;
  }
  if (known.length === 0) process.stderr.write('there are no invitations\n');
  for (const { id, state, expiresAt, madeByName, questions, candidate: name } of known) {
    const by = madeByName === null ? 'command line' : `by ${madeByName}`;
    const what = questions === null ? 'every question' : questions.join(', ');
    process.stdout.write(
      `${id}  ${state.padEnd(9)}  until ${expiresAt.slice(0, 10)}  ${by.padEnd(14)}  ${name}: ${what}\n`,
    );
  }
}

/** Withdraws an invitation. @throws {NotFound} when there is none of that id */
export async function endInvitation(id: string, invitations: InvitationStore): Promise<void> {
  const { candidate } = await withdrawInvitation(id, invitations);
  process.stdout.write(`invitation ${id} of ${candidate} is withdrawn, and every session that was begun with it\n`);
}

function rowOf({ madeBy, madeByName, createdAt, expiresAt, withdrawnAt, ...same }: KeptInvitation & { state: string }) {
  return {
    ...same,
    ...{ made_by: madeBy, made_by_name: madeByName, created_at: createdAt },
    ...{ expires_at: expiresAt, withdrawn_at: withdrawnAt },
  };
}
