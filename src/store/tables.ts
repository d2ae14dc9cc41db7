import type { Generated } from 'kysely';

/** JSON as it travels to and from both databases: text, to be parsed by a schema. */
type Json = string;

/** A flag: 0 or 1 in both databases, so that flags can be summed. */
type Flag = 0 | 1;

/** An answer as it was received. Only deletion touches it. */
type AnswerRow = {
  /** Counts up in the order of keeping; pages go on from it. */
  readonly number: Generated<number>;
  readonly key: string;
  readonly id: string;
  readonly candidate: string | null;
  readonly question: string;
  readonly answer: string;
  /** The file of `origin`, by which the transcript of an interview is found when its candidate is deleted. */
  readonly file: string | null;
  readonly origin: Json | null;
  readonly batch: string | null;
  readonly created_at: string;
};

/** A grade. Only `replaced_by` is written later, once. One grade of an answer is in force, which the database itself sees to. */
type GradeRow = {
  readonly number: Generated<number>;
  readonly id: string;
  readonly answer: string;
  /** Those of the answer, which never change: the lists of grades are cut by them. */
  readonly question: string;
  readonly batch: string | null;
  readonly grade: Json;
  readonly wording: string;
  /** Hash of the rubric, as in the manifest. */
  readonly rubric: string;
  readonly needs_review: Flag;
  /** The reasons for review, each between blanks. */
  readonly reasons: string;
  readonly replaced_by: string | null;
  readonly created_at: string;
};

type DecisionRow = {
  readonly number: Generated<number>;
  readonly id: string;
  readonly grade: string;
  readonly author: string;
  readonly reason: string;
  readonly verdicts: Json;
  readonly red_flags: Json;
  readonly marks: number;
  readonly score: number;
  readonly percent: number;
  readonly created_at: string;
};

type AppealRow = {
  readonly number: Generated<number>;
  readonly id: string;
  /** The grade in force: an open appeal moves on when its grade is replaced. */
  readonly grade: string;
  readonly point: string | null;
  readonly comment: string;
  readonly answered_by: string | null;
  readonly created_at: string;
};

type RescoringRow = {
  readonly number: Generated<number>;
  readonly grade: string;
  /** The decision whose verdicts were scored; null: those of the machine. */
  readonly decision: string | null;
  readonly rubric: string;
  readonly marks: number;
  readonly score: number;
  readonly percent: number;
  readonly created_at: string;
};

/** A batch. Of those that are not cancelled, one has a fingerprint. */
type BatchRow = {
  readonly number: Generated<number>;
  readonly id: string;
  readonly name: string;
  readonly state: 'filling' | 'running' | 'done' | 'cancelled';
  readonly engine: 'heuristic' | 'hybrid';
  readonly lang: 'zh' | 'en';
  readonly judge: string | null;
  readonly fingerprint: string;
  readonly faults: Json;
  readonly created_at: string;
  readonly ended_at: string | null;
};

/** An item of a batch: where the grading of an answer stands. Its grade is the one in force of its answer. */
type ItemRow = {
  readonly batch: string;
  readonly position: number;
  readonly answer: string;
  readonly state: 'waiting' | 'running' | 'graded' | 'insufficient' | 'ungraded' | 'cancelled';
  readonly reason: string | null;
  /** Who grades it, and until when nobody else may take it up; null while nobody does. */
  readonly claimed_by: string | null;
  readonly claimed_until: string | null;
  /** How many times whoever graded it broke off. */
  readonly lost_claims: Generated<number>;
  /** What progress sums up, so that it need not open the grades. */
  readonly to_review: Generated<Flag>;
  readonly fell_back: Generated<Flag>;
  readonly cost_amount: number | null;
  readonly cost_currency: string | null;
};

/** That an answer is nearly the same as others of its batch. Written when a batch is sealed; deletion alone takes rows away. */
type AlikeRow = {
  readonly answer: string;
  readonly batch: string;
  /** Position of the first answer of the group when it was found: it names the group, also when it is gone. */
  readonly first: number;
  readonly likeness: number;
};

/** The text of an interview that answers of a batch were taken from. */
type TranscriptRow = {
  readonly batch: string;
  readonly file: string;
  readonly turns: Json;
};

/** A judgement of a model that was paid for. Only a fleet keeps them here; a single machine has a file of its own. */
type ReplyRow = {
  readonly key: string;
  readonly judgement: Json;
  readonly created_at: string;
};

/** A key to the service: what it hashes to, and whose it is. */
type AccessKeyRow = {
  readonly number: Generated<number>;
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly hash: string;
  readonly made_by: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
};

/** Who was invited to what. The link, which opens it, is nowhere kept. */
type InvitationRow = {
  readonly number: Generated<number>;
  readonly id: string;
  readonly candidate: string;
  /** null: every question. */
  readonly questions: Json | null;
  readonly made_by: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly withdrawn_at: string | null;
};

/** A session that was ended before its time. */
type EndedSessionRow = { readonly id: string; readonly expires_at: string };

/** Every table of the store, with names as they stand in SQL. */
export type Tables = {
  readonly answers: AnswerRow;
  readonly grades: GradeRow;
  readonly decisions: DecisionRow;
  readonly appeals: AppealRow;
  readonly rescorings: RescoringRow;
  readonly batches: BatchRow;
  readonly items: ItemRow;
  readonly alike: AlikeRow;
  readonly transcripts: TranscriptRow;
  readonly replies: ReplyRow;
  readonly access_keys: AccessKeyRow;
  readonly invitations: InvitationRow;
  readonly ended_sessions: EndedSessionRow;
  readonly migrations: { readonly number: number; readonly name: string; readonly created_at: string };
};
