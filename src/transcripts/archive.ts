import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';
import { InvalidInput } from '../core/errors.ts';
import { told } from './fault-words.ts';
import { unreadable } from './opened-file.ts';
import { megabytes } from './sent-file.ts';

/** What an Office document may hold: enough for 50,000 answers, and nothing that fills the memory. */
const mostEntries = 2000;
const mostUnpacked = 100 * 1024 * 1024;

/** The files of a ZIP by their names. */
export type Archive = ReadonlyMap<string, Buffer>;

/**
 * Unpacks a ZIP within limits: the sizes that it declares are summed up before anything is unpacked, and counted again while it
 * is, so that a bomb is refused however it lies.
 *
 * @param wanted - which of its files are needed; the others are not unpacked
 * @throws {InvalidInput} when it is broken, encrypted or too large
 */
export async function unpack(bytes: Buffer, file: string, wanted: (name: string) => boolean): Promise<Archive> {
  const tooLarge = (): InvalidInput => unreadable(file, told('unpacks_too_large', { most: megabytes(mostUnpacked) }));
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    if (zip.entryCount > mostEntries)
      throw unreadable(file, told('too_many_parts', { count: zip.entryCount, most: mostEntries }));
    const entries: Entry[] = [];
    let declared = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw unreadable(file, told('password'));
      declared += entry.uncompressedSize;
      if (declared > mostUnpacked) throw tooLarge();
      if (!entry.fileName.endsWith('/') && wanted(entry.fileName)) entries.push(entry);
    }
    const files = new Map<string, Buffer>();
    let unpacked = 0;
    for (const entry of entries) {
      const pieces: Buffer[] = [];
      for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        unpacked += piece.length;
        if (unpacked > mostUnpacked) throw tooLarge();
        pieces.push(piece);
      }
      files.set(entry.fileName, Buffer.concat(pieces));
    }
    return files;
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw unreadable(file, told('broken_document', { reason: (error as Error).message }));
  }
}

/**
 * Packs files into a ZIP without compressing them. What a library is given to read is packed anew from what was unpacked
 * within limits, because a library may read a ZIP by other records than those that were counted.
 */
export function pack(files: Archive): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const encoded = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // version needed
    fields.writeUInt16LE(0x0800, 2); // the name is UTF-8
    fields.writeUInt16LE(0x21, 8); // 1980-01-01
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(encoded.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, place, encoded);
    bodies.push(Buffer.from('PK\u0003\u0004'), fields, encoded, content);
    offset += 4 + fields.length + encoded.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}
