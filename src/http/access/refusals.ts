import { Refused } from '../problem.ts';
import type { ProblemCode } from '../problem-code.ts';

/** Why something that was brought to say who asks says it no more, or never did. */
export type WhyNobody = 'unknown' | 'expired' | 'revoked' | 'withdrawn' | 'signed out';

/** Why somebody was not let in. */
export type Why = 'no credentials' | WhyNobody | 'role' | 'not theirs' | 'forged' | 'not this machine';

const codes: Readonly<Record<Why, ProblemCode>> = {
  'no credentials': 'sign_in_needed',
  unknown: 'unknown_key',
  expired: 'key_expired',
  revoked: 'key_revoked',
  withdrawn: 'invitation_withdrawn',
  'signed out': 'sign_in_needed',
  role: 'role_forbids',
  'not theirs': 'not_yours',
  forged: 'forged',
  'not this machine': 'this_machine_only',
};

const words: Readonly<Record<Why, string>> = {
  'no credentials': 'sign in first, or send a key as `Authorization: Bearer …`',
  unknown: 'this key or invitation is not known here',
  expired: 'this key or invitation has expired; ask for a new one',
  revoked: 'this key was revoked; ask for a new one',
  withdrawn: 'this invitation was withdrawn; ask for a new one',
  'signed out': 'this session was ended by signing out; sign in again',
  role: 'your role does not allow this',
  'not theirs': 'this was not made for you',
  forged: 'this request does not come from a page of this service; reload the page and try again',
  'not this machine':
    'the service is open to this machine alone; make keys for others with `answer-grader keys create`, and start it again',
};

/** 401: whoever asks has not said who it is, or cannot any more. */
export class Unauthenticated extends Refused {
  constructor(why: 'no credentials' | WhyNobody) {
    super({ status: 401, code: codes[why], title: 'Unauthorized', detail: words[why] }, why);
  }
}

/** 403: it is known who asks, and they may not. */
export class Forbidden extends Refused {
  constructor(why: Extract<Why, 'role' | 'not theirs' | 'forged' | 'not this machine'>) {
    super({ status: 403, code: codes[why], title: 'Forbidden', detail: words[why] }, why);
  }
}
