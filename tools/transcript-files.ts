/**
 * Makes those transcripts of `fixtures/transcripts` that are no UTF-8 text from the texts in its folder `sources`: Word and Excel
 * documents, GB18030, UTF-16. Run it after a change of one of them: `node tools/transcript-files.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import writeXlsxFile from 'write-excel-file/node';
import { gb18030 } from './gb18030.ts';
import { wordDocument } from './word-document.ts';

const folder = fileURLToPath(new URL('../fixtures/transcripts/', import.meta.url));
const source = (name: string): string => readFileSync(`${folder}sources/${name}`, 'utf8');
const write = (name: string, content: Uint8Array): void => writeFileSync(folder + name, content);

write('马骁-腾讯会议转写.docx', wordDocument(source('马骁-腾讯会议转写.txt')));
write('主管岗问答记录.docx', wordDocument(source('主管岗问答记录.txt')));
write('冯倩-聊天面试.txt', gb18030(source('冯倩-聊天面试.txt')));
write('无领导小组-三人.txt', Buffer.from(`\uFEFF${source('无领导小组-三人.txt').replaceAll('\n', '\r\n')}`, 'utf16le'));
write('问卷导出.tsv', gb18030(source('问卷导出.tsv')));
await writeWorkbook('笔试答题汇总.xlsx');

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
