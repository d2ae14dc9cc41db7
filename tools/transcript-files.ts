/**
 * Makes those transcripts of `fixtures/transcripts` that are no UTF-8 text from the texts in its folder `sources`: Word and Excel
 * documents, GB18030, UTF-16. Run it after a change of one of them: `node tools/transcript-files.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import writeXlsxFile from 'write-excel-file/node';
import { pack } from '../src/transcripts/archive.ts';

const folder = fileURLToPath(new URL('../fixtures/transcripts/', import.meta.url));
const source = (name: string): string => readFileSync(`${folder}sources/${name}`, 'utf8');
const write = (name: string, content: Uint8Array): void => writeFileSync(folder + name, content);

write('马骁-腾讯会议转写.docx', wordDocument(source('马骁-腾讯会议转写.txt')));
write('冯倩-聊天面试.txt', gb18030(source('冯倩-聊天面试.txt')));
write('无领导小组-三人.txt', Buffer.from(`\uFEFF${source('无领导小组-三人.txt').replaceAll('\n', '\r\n')}`, 'utf16le'));
write('问卷导出.tsv', gb18030(source('问卷导出.tsv')));
await writeWorkbook('笔试答题汇总.xlsx');

/** A Word document with a paragraph a line. */
function wordDocument(text: string): Buffer {
  const paragraphs = text
    .trimEnd()
    .split('\n')
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  };
  return pack(new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)])));
}

/** The sheets of a workbook, from a folder with a CSV file for each. */
async function writeWorkbook(name: string): Promise<void> {
  const files = readdirSync(`${folder}sources/${name}`).toSorted();
  const sheets = files.map((file) => ({
    sheet: file.replace(/\.csv$/, ''),
    data: parse(source(`${name}/${file}`), { relax_column_count: true }).map((cells) =>
      cells.map((value) => ({ value, type: String })),
    ),
  }));
  await (await writeXlsxFile(sheets)).toFile(folder + name);
}

/** GB18030, by the two-byte characters that the decoder knows. @throws for a character that has none */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  const bytes = [...text].flatMap((character) => {
    if (character < '\u0080') return [character.charCodeAt(0)];
    const code = codes.get(character);
    if (code === undefined) throw new Error(`no two bytes for ${character}`);
    return code;
  });
  return Buffer.from(bytes);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
