import { z } from 'zod';
import { shape } from './shapes.ts';

/** What kind of problem it is, finer than its status, for whoever says it to people in their own words. */
export const ProblemCode = shape(
  'ProblemCode',
  z.enum([
    'invalid_input',
    'sign_in_needed',
    'unknown_key',
    'key_expired',
    'key_revoked',
    'invitation_withdrawn',
    'role_forbids',
    'not_yours',
    'forged',
    'this_machine_only',
    'no_sign_in',
    'not_found',
    'method_not_allowed',
    'name_known',
    'conflict',
    'too_large',
    'too_many_files',
    'unsupported_type',
    'too_many_requests',
    'too_many_answers',
    'too_many_batch_answers',
    'money_spent',
    'too_many_sign_ins',
    'overloaded',
    'stopping',
    'store_unavailable',
    'judge_unavailable',
    'unavailable',
    'own_fault',
  ]),
);
export type ProblemCode = z.infer<typeof ProblemCode>;

const byStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'sign_in_needed',
  403: 'role_forbids',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_type',
  429: 'too_many_requests',
  500: 'own_fault',
  503: 'unavailable',
};

/** The code of a problem of which no more is known than its status. */
export function usualCode(status: number): ProblemCode {
  return byStatus[status] ?? 'invalid_input';
}
