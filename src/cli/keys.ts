import { type AccessKey, type KeyRole, type KeyStore, keyState } from '../core/access-key.ts';
import { createKey, revokeKey } from '../grading/access/keys.ts';

/** Makes a key: on standard output it alone, so that it can be piped; what it is on standard error. */
export async function printNewKey(
  request: { readonly name: string; readonly role: KeyRole; readonly lifetimeMs: number | null },
  keys: KeyStore,
): Promise<void> {
  const { name, role, lifetimeMs } = request;
  const expiresAt = lifetimeMs === null ? null : new Date(Date.now() + lifetimeMs).toISOString();
  const first = (await keys.list()).length === 0;
  const { key, text } = await createKey({ name, role, expiresAt, madeBy: null }, keys);
  process.stdout.write(`${text}\n`);
  const until = expiresAt === null ? 'without an end' : `until ${expiresAt.slice(0, 10)}`;
  process.stderr.write(`key ${key.id} for ${name}, ${role}, ${until}; it is shown this once and nowhere kept\n`);
  if (first)
    process.stderr.write(
      'with a first key the service asks everybody to sign in: set GRADER_SECRET (openssl rand -base64 32), and start it again\n',
    );
}

/** Lists the keys. */
export async function listKeys(keys: KeyStore, options: { readonly json: boolean }): Promise<void> {
  const now = new Date().toISOString();
  const known = (await keys.list()).map((key) => ({ ...key, state: keyState(key, now) }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(known.map(rowOf), null, 2)}\n`);
    return;
  }
  if (known.length === 0) process.stderr.write('there are no keys\n');
  for (const { id, role, state, name, lastUsedAt, expiresAt } of known) {
    const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt.slice(0, 16).replace('T', ' ')}`;
    const end = expiresAt === null ? 'no end' : `until ${expiresAt.slice(0, 10)}`;
    process.stdout.write(
      `${id}  ${role.padEnd(11)}  ${state.padEnd(7)}  ${end.padEnd(16)}  ${used.padEnd(21)}  ${name}\n`,
    );
  }
}

/** Ends a key. @throws {NotFound} when there is none of that id */
export async function endKey(id: string, keys: KeyStore): Promise<void> {
  const { name } = await revokeKey(id, keys);
  process.stdout.write(`key ${id} of ${name} is revoked, and every session that was begun with it\n`);
}

function rowOf({
  id,
  name,
  role,
  state,
  madeBy,
  createdAt,
  expiresAt,
  revokedAt,
  lastUsedAt,
}: AccessKey & { state: string }) {
  return {
    ...{ id, name, role, state, made_by: madeBy, created_at: createdAt },
    ...{ expires_at: expiresAt, revoked_at: revokedAt, last_used_at: lastUsedAt },
  };
}
