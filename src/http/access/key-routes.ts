import { z } from 'zod';
import { type AccessKey, keyRoles, keyState } from '../../core/access-key.ts';
import { createKey, revokeKey } from '../../grading/access/keys.ts';
import { jsonBody } from '../body.ts';
import { type Route, route } from '../route.ts';
import { ById, shape } from '../shapes.ts';
import { days } from './days.ts';
import type { Door, GuardedDoor } from './door.ts';
import { keyIdOf } from './principal.ts';
import { nothingToSignIn } from './session-routes.ts';

const key = {
  id: z.string(),
  name: z.string(),
  role: z.enum(keyRoles),
  state: z.enum(['active', 'expired', 'revoked']),
  /** Id of the key with which it was made; null: on the command line. */
  made_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
};
const KeyShape = shape('Key', z.object(key));
const NewKeyShape = shape('NewKey', z.object({ ...key, key: z.string() }));

const KeyBody = shape(
  'KeyRequest',
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    role: z.enum(keyRoles),
    /** A year where nothing is said; null: it does not expire. */
    expires_days: days.nullable().optional(),
  }),
);

const open = { 409: 'Nobody signs in here: the first key is made on the command line' };

/** Keys: made, listed, ended. */
export function keyRoutes({ door }: { readonly door: Door }): readonly Route[] {
  function guarded(): GuardedDoor {
    if (door.kind === 'open') throw nothingToSignIn();
    return door;
  }

  return [
    route({
      method: 'get',
      path: '/v1/keys',
      name: 'listKeys',
      access: 'admin',
      summary: 'The keys to the service, in the order in which they were made; what they unlock with is nowhere kept',
      answers: { 200: { description: 'The keys', schema: z.object({ keys: z.array(KeyShape) }) } },
      problems: open,
      handle: async () => ({ status: 200, body: { keys: (await guarded().keys.list()).map(describeKey) } }),
    }),
    route({
      method: 'post',
      path: '/v1/keys',
      name: 'createKey',
      access: 'admin',
      audit: 'a key was made',
      summary: 'Make a key, which is told this once',
      body: jsonBody(KeyBody, 16 * 1024),
      answers: { 201: { description: 'The key', schema: NewKeyShape } },
      problems: open,
      handle: async ({ body: { name, role, expires_days: lifetime = 365 }, who, response }) => {
        const expiresAt = lifetime === null ? null : new Date(Date.now() + lifetime * 86_400_000).toISOString();
        const made = await createKey({ name, role, expiresAt, madeBy: keyIdOf(who) }, guarded().keys);
        response.set('Cache-Control', 'no-store');
        response.locals.audited = { key: made.key.id, role };
        return { status: 201, body: { ...describeKey(made.key), key: made.text } };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/keys/{id}',
      name: 'revokeKey',
      access: 'admin',
      // Whoever overloads the service may do so with this very key.
      whenLate: 'answered',
      audit: 'a key was revoked',
      summary: 'End a key, and with it every session that was begun with it, at once',
      params: ById,
      answers: { 200: { description: 'The key', schema: KeyShape } },
      problems: { ...open, 404: 'No such key' },
      handle: async ({ params, response }) => {
        const ended = await revokeKey(params.id, guarded().keys);
        response.locals.audited = { key: ended.id };
        return { status: 200, body: describeKey(ended) };
      },
    }),
  ];
}

function describeKey({ id, name, role, madeBy, createdAt, expiresAt, revokedAt, lastUsedAt }: AccessKey) {
  const state = keyState({ expiresAt, revokedAt }, new Date().toISOString());
  return {
    ...{ id, name, role, state, made_by: madeBy, created_at: createdAt },
    ...{ expires_at: expiresAt, revoked_at: revokedAt, last_used_at: lastUsedAt },
  };
}
