import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type AccessKey, type KeyStore, keyState } from '../../core/access-key.ts';
import { NotFound } from '../../core/errors.ts';

/** What a new key is to be. */
export type KeyRequest = Pick<AccessKey, 'name' | 'role' | 'madeBy' | 'expiresAt'>;

/** Begins every key, so that people and scanners of repositories recognise one. */
const prefix = 'agk';
const pattern = new RegExp(`^${prefix}_([0-9a-f]{12})_([\\w-]{43})$`);

/**
 * Makes a key and keeps its hash.
 *
 * @returns the key as it is kept, and its text, which is nowhere kept and cannot be told again
 */
export async function createKey(
  request: KeyRequest,
  keys: KeyStore,
): Promise<{ readonly key: AccessKey; readonly text: string }> {
  const id = randomBytes(6).toString('hex');
  const text = `${prefix}_${id}_${randomBytes(32).toString('base64url')}`;
  const createdAt = new Date().toISOString();
  const key = { ...request, id, hash: hashOf(text), createdAt, revokedAt: null, lastUsedAt: null };
  await keys.keep(key);
  return { key, text };
}

/** A key that may be used, or why it may not; whoever does not hold the whole of it learns nothing but that. */
export type KeyCheck = { readonly key: AccessKey } | { readonly refused: 'unknown' | 'expired' | 'revoked' };

const lastUsedStepMs = 60_000;

/** Checks the text of a key, and notes that it was used. */
export async function checkKey(text: string, keys: KeyStore): Promise<KeyCheck> {
  const id = pattern.exec(text)?.[1];
  const key = id === undefined ? undefined : await keys.find(id);
  if (key === undefined || !timingSafeEqual(Buffer.from(key.hash), Buffer.from(hashOf(text))))
    return { refused: 'unknown' };
  return usedKey(key, keys);
}

/** Checks a key that was checked before, by its id: it may have been revoked or have expired since. */
export async function checkKeyAgain(id: string, keys: KeyStore): Promise<KeyCheck> {
  const key = await keys.find(id);
  return key === undefined ? { refused: 'unknown' } : usedKey(key, keys);
}

/** Ends a key. @throws {NotFound} when there is none of that id */
export async function revokeKey(id: string, keys: KeyStore): Promise<AccessKey> {
  await keys.revoke(id, new Date().toISOString());
  const key = await keys.find(id);
  if (key === undefined) throw new NotFound('key', id);
  return key;
}

async function usedKey(key: AccessKey, keys: KeyStore): Promise<KeyCheck> {
  const now = new Date();
  const state = keyState(key, now.toISOString());
  if (state !== 'active') return { refused: state };
  if (key.lastUsedAt === null || now.getTime() - Date.parse(key.lastUsedAt) >= lastUsedStepMs)
    await keys.used(key.id, now.toISOString());
  return { key };
}

/** A key holds 256 random bits: nobody guesses it from its hash, so that a slow hash would only slow every request. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
