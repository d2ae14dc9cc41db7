import type { InvitationStore, KeptInvitation } from '../../core/invitation.ts';
import type { AnswerRecord, GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import { settle } from '../../core/settle.ts';
import type { Transcript, TranscriptStore } from '../../core/turn.ts';

/** Answers read at once. */
const pageSize = 200;

/** Every answer of a candidate with all that it was given, page by page in the order in which they were received. */
export async function* recordsOf(candidate: string, grades: GradeStore): AsyncGenerator<AnswerRecord> {
  let after: string | null | undefined;
  while (after !== null) {
    const page = await grades.everythingOf({ candidate, limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  }
}

/** Every invitation of a candidate, the latest first. */
export async function* invitationsOf(candidate: string, invitations: InvitationStore): AsyncGenerator<KeptInvitation> {
  let after: string | null | undefined;
  while (after !== null) {
    const page = await invitations.list({ candidate, limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  }
}

/** Where a candidate's data are kept. */
type CandidateStores = {
  readonly grades: GradeStore;
  readonly transcripts: TranscriptStore;
  readonly invitations: InvitationStore;
};

/**
 * Everything that is kept of a candidate, as one JSON document for them: answers, grades and what became of them, the
 * interviews that answers were taken from, and invitations. Nothing in it where nobody of that name is known.
 */
export async function exportCandidate(candidate: string, { grades, transcripts, invitations }: CandidateStores) {
  const answers: ReturnType<typeof answerJson>[] = [];
  const interviews = new Map<string, Transcript & { readonly batch: string }>();
  for await (const record of recordsOf(candidate, grades)) {
    answers.push(answerJson(record));
    const { batch, origin } = record.answer;
    const place = `${batch} ${origin?.file}`;
    if (batch === null || origin === null || interviews.has(place)) continue;
    const found = await transcripts.find(batch, origin.file);
    if (found !== undefined) interviews.set(place, { batch, ...found });
  }
  const invited: ReturnType<typeof invitationJson>[] = [];
  for await (const invitation of invitationsOf(candidate, invitations)) invited.push(invitationJson(invitation));
  return { candidate, answers, interviews: [...interviews.values()], invitations: invited };
}

/** Does an export hold anything? */
export function isKnown({ answers, invitations }: Awaited<ReturnType<typeof exportCandidate>>): boolean {
  return answers.length > 0 || invitations.length > 0;
}

function invitationJson({ id, questions, createdAt, expiresAt, withdrawnAt }: KeptInvitation) {
  return { id, questions, created_at: createdAt, expires_at: expiresAt, withdrawn_at: withdrawnAt };
}

function answerJson({ answer, grades }: AnswerRecord) {
  const { id, question, answer: text, batch, origin, createdAt } = answer;
  return { id, question, answer: text, batch, origin, created_at: createdAt, grades: grades.map(gradeJson) };
}

function gradeJson(kept: KeptGrade) {
  const { marks, score, percent, verdicts, redFlags, by } = settle(kept);
  return {
    ...kept.grade,
    created_at: kept.createdAt,
    replaced_by: kept.replacedBy,
    settled: { marks, score, percent, verdicts, red_flags: redFlags, by },
    decisions: kept.decisions.map(({ id, author, reason, verdicts: decided, redFlags: flags, createdAt }) => ({
      ...{ id, author, reason, verdicts: decided, red_flags: flags, created_at: createdAt },
    })),
    appeals: kept.appeals.map(({ id, point, comment, createdAt, answeredBy }) => ({
      ...{ id, point, comment, created_at: createdAt, answered_by: answeredBy },
    })),
  };
}
