import { type Told, told } from './fault-words.ts';

const recording = told('recording');
const magics: readonly { readonly magic: readonly number[]; readonly why: Told }[] = [
  { magic: [0x25, 0x50, 0x44, 0x46], why: told('pdf') },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], why: told('rtf') },
  { magic: [0x49, 0x44, 0x33], why: recording },
  { magic: [0x52, 0x49, 0x46, 0x46], why: recording },
  { magic: [0x89, 0x50, 0x4e, 0x47], why: told('picture') },
  { magic: [0xff, 0xd8, 0xff], why: told('picture') },
  { magic: [0x1f, 0x8b], why: told('packed', { kind: 'gzip' }) },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], why: told('packed', { kind: '7z' }) },
  { magic: [0x52, 0x61, 0x72, 0x21], why: told('packed', { kind: 'rar' }) },
];
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];
const zip = [0x50, 0x4b];

const begins = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** Is it a ZIP, as Office documents are? An empty one counts too. */
export function isZip(bytes: Uint8Array): boolean {
  return begins(bytes, zip) && [0x0304, 0x0506, 0x0708].includes(((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0));
}

/** Is it the container of old Office documents and of those with a password? */
export function isCompound(bytes: Uint8Array): boolean {
  return begins(bytes, compoundFile);
}

/** Why such a container is not read: one with a password names its encrypted part. @param bytes - all of it */
export function whyNotCompound(bytes: Buffer): Told {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? told('password') : told('old_office');
}

/** Why a file of another kind is not read, and what to do instead; undefined for what may be a text. */
export function whyNotRead(bytes: Uint8Array): Told | undefined {
  if (Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp') return recording;
  return magics.find(({ magic }) => begins(bytes, magic))?.why;
}
