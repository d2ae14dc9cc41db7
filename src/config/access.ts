import { z } from 'zod';
import { whole } from './whole.ts';

/** The variables by which it is said who may use the service, and how long what they leave is kept. */
export const accessVariables = {
  GRADER_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters that nobody can guess: openssl rand -base64 32 makes some')
    .optional(),
  GRADER_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address that people open, such as https://grader.example.com' })
    .optional(),
  GRADER_RETENTION_DAYS: whole(1, 36_500).optional(),
};

const AccessVariables = z.object(accessVariables);

/** Who may use the service, and how long what they leave is kept. */
export type AccessSettings = {
  /** What cookies and invitations are sealed and signed with; undefined: nobody can sign in. */
  readonly secret: string | undefined;
  /** The origin that people open; undefined: that of their requests. */
  readonly publicUrl: string | undefined;
  /** Whole days; undefined: until it is deleted. */
  readonly retentionDays: number | undefined;
};

/** The settings of access out of the variables that were read. */
export function accessSettings(value: z.output<typeof AccessVariables>): AccessSettings {
  return {
    secret: value.GRADER_SECRET,
    publicUrl: value.GRADER_PUBLIC_URL === undefined ? undefined : new URL(value.GRADER_PUBLIC_URL).origin,
    retentionDays: value.GRADER_RETENTION_DAYS,
  };
}
