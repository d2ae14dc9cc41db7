import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { told } from './fault-words.ts';
import { unreadable } from './opened-file.ts';

/** A file as it was sent: its name, and its content in memory or on disk. */
export type SentFile = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly path: string });

/** Bytes of the largest file that is read as a whole. Sheets in CSV, TSV and JSONL are streamed and have no limit here. */
export const mostBytes = 20 * 1024 * 1024;

/** Size in bytes. @throws {InvalidInput} for a file that is missing, a folder or empty */
export async function sizeOf(file: SentFile): Promise<number> {
  const size = 'bytes' in file ? file.bytes.length : await sizeOnDisk(file.path, file.name);
  if (size === 0) throw unreadable(file.name, told('empty'));
  return size;
}

async function sizeOnDisk(path: string, name: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(
      name,
      error.code === 'ENOENT' ? told('no_such_file') : told('cannot_be_read', { reason: error.code ?? error.message }),
    );
  });
  if (!found.isFile()) throw unreadable(name, told('no_file'));
  return found.size;
}

/** Its first bytes, at most `length`. */
export async function headOf(file: SentFile, length: number): Promise<Uint8Array> {
  if ('bytes' in file) return file.bytes.subarray(0, length);
  await using handle = await open(file.path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/** Its content, piece by piece. */
export async function* piecesOf(file: SentFile): AsyncGenerator<Uint8Array> {
  if ('bytes' in file) yield file.bytes;
  else for await (const piece of createReadStream(file.path) as AsyncIterable<Buffer>) yield piece;
}

/** All of it. @throws {InvalidInput} when it is larger than {@link mostBytes} */
export async function bytesOf(file: SentFile): Promise<Buffer> {
  const size = await sizeOf(file);
  if (size > mostBytes)
    throw unreadable(file.name, told('too_large', { size: megabytes(size), most: megabytes(mostBytes) }));
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(file)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Bytes in megabytes, whole ones. */
export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

/** The extension of a file's name, in lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
