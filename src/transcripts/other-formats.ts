const recording = 'is a recording; have it transcribed first (txt, srt, vtt or docx)';
const magics: readonly { readonly magic: readonly number[]; readonly message: string }[] = [
  { magic: [0x25, 0x50, 0x44, 0x46], message: 'is a PDF; export it as docx or txt' },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], message: 'is an RTF document; save it as docx or txt' },
  { magic: [0x49, 0x44, 0x33], message: recording },
  { magic: [0x52, 0x49, 0x46, 0x46], message: recording },
  { magic: [0x89, 0x50, 0x4e, 0x47], message: 'is a picture; send the text' },
  { magic: [0xff, 0xd8, 0xff], message: 'is a picture; send the text' },
  { magic: [0x1f, 0x8b], message: 'is packed (gzip); unpack it first' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], message: 'is packed (7z); unpack it first' },
  { magic: [0x52, 0x61, 0x72, 0x21], message: 'is packed (rar); unpack it first' },
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
export function whyNotCompound(bytes: Buffer): string {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? 'is protected by a password; save it without one'
    : 'is a document of Word or Excel 97–2003; save it as docx or xlsx';
}

/** Why a file of another kind is not read, and what to do instead; undefined for what may be a text. */
export function whyNotRead(bytes: Uint8Array): string | undefined {
  if (Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp') return recording;
  return magics.find(({ magic }) => begins(bytes, magic))?.message;
}
