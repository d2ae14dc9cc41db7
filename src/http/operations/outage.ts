/** Errors of the network, of PostgreSQL, and of a disk: the store cannot be reached or cannot write now, and may later. */
const passing = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOSPC'],
  // Connections lost or refused, resources used up, a server that is shutting down or starting.
  ...['08000', '08001', '08003', '08004', '08006', '53100', '53200', '53300', '57P01', '57P02', '57P03'],
]);

/** What `pg` says, without a code, of a connection that ended or did not come about. */
const lost =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** What SQLite gives: busy, locked, input or output failed, the disk is full. */
const passingOfSqlite = new Set([5, 6, 10, 13]);

/** Is this error an outage of what the service stands on, rather than a fault of its own? */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  // The extended codes of SQLite hold the plain one in their last byte.
  if (code === 'ERR_SQLITE_ERROR') return typeof errcode === 'number' && passingOfSqlite.has(errcode & 0xff);
  return (typeof code === 'string' && passing.has(code)) || lost.test(error.message);
}
