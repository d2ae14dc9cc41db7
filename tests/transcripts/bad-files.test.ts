import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { recognise } from '../../src/transcripts/recognise.ts';
import { gb18030 } from '../../tools/gb18030.ts';
import { wordDocument } from '../../tools/word-document.ts';
import { bank, recogniseContent, sheetOf } from './bank.ts';
import { workbookOf, zipOf } from './zip-files.ts';

const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const document = wordDocument('面试官：客户要求退款，您会如何处理？\n候选人：先核实。\n');
const header = '编号,姓名,题目,回答\n';
const row = (id: string): string => `${id},李雷,客户要求退款,先核实\n`;

describe('a file that cannot be read', () => {
  it.each<[string, string, Uint8Array | string, RegExp]>([
    ['empty', 'a.txt', '', /^a\.txt: is empty$/],
    ['blank', 'a.txt', ' \n\n\t\n', /has no speakers; begin every turn with its speaker/],
    ['an empty sheet', 'a.csv', '\n,,,\n', /^a\.csv: is empty$/],
    ['a text without speakers', 'a.txt', '今天天气不错。\n我们出去走走。', /has no speakers/],
    [
      'random bytes',
      'a.txt',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251)),
      /is not a text in UTF-8/,
    ],
    [
      'Big5',
      'a.txt',
      Buffer.from('adb1b8d5a9783a20aba4b8f5a4c0aabaa448a4b3bba1a9fa', 'hex'),
      /is not a text in UTF-8, UTF-16 or GB18030.*save it as UTF-8/,
    ],
    ['a PDF', 'a.docx', '%PDF-1.7\n', /is a PDF; export it as docx or txt/],
    ['a picture', 'a.txt', Buffer.from('89504e470d0a1a0a0000', 'hex'), /is a picture; send the text/],
    [
      'a recording',
      'a.m4a',
      Buffer.from('00000020667479704d344120', 'hex'),
      /is a recording; have it transcribed first/,
    ],
    [
      'an old Word document',
      'a.doc',
      Buffer.concat([compound, Buffer.alloc(600)]),
      /Word or Excel 97–2003; save it as docx or xlsx/,
    ],
    [
      'a workbook with a password',
      'a.xlsx',
      Buffer.concat([compound, Buffer.alloc(70_000), Buffer.from('EncryptedPackage', 'utf16le')]),
      /is protected by a password; save it without one/,
    ],
    [
      'a document that breaks off',
      'a.docx',
      document.subarray(0, document.length / 2),
      /is a broken document .*; open and save it again/,
    ],
    [
      'another ZIP',
      'a.zip',
      zipOf([{ name: 'a.txt', content: Buffer.from('x') }]),
      /is a ZIP, and neither a Word document nor an Excel workbook/,
    ],
    [
      'a document whose XML is broken',
      'a.docx',
      zipOf([{ name: 'word/document.xml', content: Buffer.from('<w:document><w:body>') }]),
      /is a broken document/,
    ],
    ['a workbook whose sheet is missing', 'a.xlsx', zipOf(workbookOf([]).slice(0, 3)), /is a broken document|is empty/],
    [
      'a workbook that names a sheet of nowhere',
      'a.xlsx',
      zipOf(
        workbookOf([]).map(({ name, content }) => ({
          name,
          content: Buffer.from(
            content.toString().replace('</sheets>', '<sheet name="T" sheetId="2" r:id="r2"/></sheets>'),
          ),
        })),
      ),
      /is empty/,
    ],
    [
      'a sheet without the columns that are needed',
      'a.csv',
      '部门,电话\n客服,123\n',
      /^a\.csv: has no columns of questions and answers \(found: 部门, 电话\); name them in the first row: question \(题目\) and answer \(回答\)/,
    ],
    ['JSON that is broken', 'a.json', '{"turns": [', /^a\.json: is not JSON \(/],
    ['JSON of something else', 'a.json', '{"version": 1}', /holds no list of turns or answers/],
    ['JSON in too many brackets', 'a.json', '['.repeat(200_000), /is not JSON/],
    ['subtitles without speakers', 'a.srt', '1\n00:00:01,000 --> 00:00:02,000\n你好\n', /names no speakers/],
    ['subtitles without times', 'a.vtt', 'WEBVTT\n\n1\n你好\n', /has broken subtitles/],
  ])('is refused when it is %s', async (_, name, content, message) => {
    await expect(recogniseContent(name, content)).rejects.toThrow(message);
  });

  it('is refused before it is read when it is larger than 20 MB', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'large-')), 'a.txt');
    writeFileSync(path, `面试官：你好\n${'候选人：好的\n'.repeat(10_000)}`);
    truncateSync(path, 200 * 1024 * 1024);
    await expect(recognise({ name: 'a.txt', path }, { bank })).rejects.toThrow(
      'a.txt: is 200 MB large, at most 20 are read; cut it into parts, or save a sheet as CSV, which has no limit',
    );
  });

  it('is refused when it is no interview but a flood of turns', async () => {
    const flood = '面试官：好\n候选人：行\n'.repeat(3_000);
    await expect(recogniseContent('a.txt', flood)).rejects.toThrow(
      'a.txt: has 6000 turns, at most 5000 are read as one interview; send each interview as a file of its own',
    );
  });
});

describe('a ZIP bomb', () => {
  const zeros = Buffer.alloc(101 * 1024 * 1024);

  it('is refused by the sizes that it declares, before anything is unpacked', async () => {
    const claims = zipOf([{ name: 'xl/workbook.xml', content: Buffer.from('<x/>'), claimed: 4_000_000_000 }]);
    await expect(recogniseContent('a.xlsx', claims)).rejects.toThrow('a.xlsx: unpacks to more than 100 MB');
  });

  it('is refused by what it unpacks to, when it declares less', async () => {
    const lies = zipOf([{ name: 'xl/workbook.xml', content: zeros, claimed: 1000 }]);
    await expect(recogniseContent('a.xlsx', lies)).rejects.toThrow('is a broken document');
  });

  it('is refused when it does not lie', async () => {
    await expect(recogniseContent('a.xlsx', zipOf([{ name: 'xl/workbook.xml', content: zeros }]))).rejects.toThrow(
      'unpacks to more than 100 MB',
    );
  });

  it('is refused when it holds thousands of files', async () => {
    const many = zipOf(Array.from({ length: 2001 }, (_, index) => ({ name: `${index}`, content: Buffer.from('x') })));
    await expect(recogniseContent('a.docx', many)).rejects.toThrow('holds 2001 files, at most 2000 are read');
  });

  it('is read no further than its directory says: a library is given only what was counted', async () => {
    const parts = workbookOf([
      { at: 'A1', text: '题目' },
      { at: 'B1', text: '回答' },
      { at: 'A2', text: 'refund-request' },
    ]);
    const before = zipOf([{ name: 'xl/sharedStrings.xml', content: zeros }]);
    const bomb = Buffer.concat([before.subarray(0, before.indexOf('PK\u0001\u0002')), zipOf(parts)]);
    await expect(recogniseContent('a.xlsx', bomb)).rejects.toThrow(/broken document|sheet/);
  });
});

describe('a sheet that is too wide', () => {
  const wide = (cells: number): string => Array.from({ length: cells }, (_, index) => `c${index}`).join(',');

  it('is refused at 10,000 columns, with their number', async () => {
    await expect(recogniseContent('a.csv', `${wide(10_000)}\n`)).rejects.toThrow(
      'a.csv:1: has 10000 columns, at most 500 are read; keep those of id, candidate, question and answer',
    );
  });

  it('is refused as a workbook too', async () => {
    const cells = Array.from({ length: 600 }, (_, index) => ({ value: `c${index}`, type: String }));
    const bytes = await (await writeXlsxFile([cells])).toBuffer();
    await expect(recogniseContent('a.xlsx', bytes)).rejects.toThrow('has 600 columns, at most 500 are read');
  });

  it('is refused when one cell at the far corner makes it so', async () => {
    const corner = zipOf(
      workbookOf([
        { at: 'A1', text: '题目' },
        { at: 'XFD1048576', text: 'x' },
      ]),
    );
    await expect(recogniseContent('a.xlsx', corner)).rejects.toThrow(
      'a.xlsx: has 1048576 rows and 16384 columns; delete the empty ones beyond the data, or save it as CSV',
    );
  });
});

describe('a workbook that is made to keep its reader busy', () => {
  const cells = [
    { at: 'A1', text: '题目' },
    { at: 'B1', text: '回答' },
  ];
  const edited = (part: string, edit: (xml: string) => string): Buffer =>
    zipOf(
      workbookOf(cells).map(({ name, content }) => ({
        name,
        content: name.endsWith(part) ? Buffer.from(edit(content.toString())) : content,
      })),
    );
  const withRow = (row: string): Buffer =>
    edited('sheet1.xml', (xml) => xml.replace('</sheetData>', `${row}</sheetData>`));
  const cell = (at: string): string => `<c r=${at} t="inlineStr"><is><t>x</t></is></c>`;

  it.each([
    ['by a row at a billion', withRow('<row r="1E9"/>'), /a cell or row at "1E9"/],
    ['by a cell at a billion', withRow(`<row>${cell('"A1E9"')}</row>`), /a cell or row at "A1E9"/],
    ['by a column of many letters', withRow(`<row r="2">${cell('"AAAAAAA2"')}</row>`), /a cell or row at "AAAAAAA2"/],
    ['by a far cell in other quotation marks', withRow(`<row r="2">${cell("'XFD200000'")}</row>`), /has 200000 rows/],
    [
      'by a far cell with other attributes before its place',
      withRow(`<row r="2"><c a="${'x'.repeat(200)}" b=">" r="XFD200000"/></row>`),
      /has 200000 rows and 16384 columns/,
    ],
    [
      'by a far cell in a namespace of its own',
      withRow('<x:row xmlns:x="x" r="2"><x:c r="XFD200000"/></x:row>'),
      /has 200000 rows and 16384 columns/,
    ],
    ['by millions of rows without a number', withRow('<row/>'.repeat(1_100_000)), /has 1100001 rows/],
    ['by a tag without end', withRow(`<row ${'a'.repeat(1_000_000)}/>`), /a tag does not end/],
    ['by a comment without end', withRow(`<!-- ${'<'.repeat(2_000_000)} -->`), /a tag does not end/],
    ['by a cell without end', withRow(`<row><c>${'x'.repeat(2_000_000)}</c></row>`), /has a cell of more than 1 MB/],
    [
      'by a sheet that is named again and again',
      zipOf(
        workbookOf(cells).map(({ name, content }) => {
          const xml = content.toString();
          const rows = Array.from(
            { length: 5_000 },
            (_, index) => `<row r="${index + 2}"><c r="B${index + 2}"><v>1</v></c></row>`,
          );
          if (name.endsWith('sheet1.xml'))
            return { name, content: Buffer.from(xml.replace('</sheetData>', `${rows.join('')}</sheetData>`)) };
          return { name, content: Buffer.from(xml.replace(/<sheet [^>]*>/, (sheet) => sheet.repeat(500))) };
        }),
      ),
      /has too many cells in all its sheets/,
    ],
  ])('%s is refused', async (_, bytes, message) => {
    await expect(recogniseContent('a.xlsx', bytes)).rejects.toThrow(message);
  });

  it('but one with a date that is none is read', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const row =
      '<row r="2"><c r="A2" t="inlineStr"><is><t>refund-request</t></is></c><c r="B2" s="0"><v>1E99</v></c></row>';
    const sheet = workbookOf(cells).map(({ name, content }) => ({
      name,
      content: Buffer.from(content.toString().replace('</sheetData>', `${row}</sheetData>`)),
    }));
    const { submissions } = await sheetOf(
      'a.xlsx',
      zipOf([...sheet, { name: 'xl/styles.xml', content: Buffer.from(styles) }]),
    );
    expect(submissions.map(({ answer }) => answer)).toEqual(['']);
  });
});

describe('mixed encodings', () => {
  it('cost a sheet the rows in another encoding, each reported', async () => {
    const mixed = Buffer.concat([Buffer.from(header + row('1')), gb18030(row('2')), Buffer.from(row('3'))]);
    const { submissions, faults } = await sheetOf('a.csv', mixed.subarray());
    expect(submissions.map(({ id }) => id)).toEqual(['1', '3']);
    expect(faults).toMatchObject([
      { file: 'a.csv', field: '', message: 'is not UTF-8 text', zh: '不是 UTF-8 编码的文字', line: 3 },
    ]);
  });

  it('make an interview unreadable, with the line that is in another one', async () => {
    const mixed = Buffer.concat([Buffer.from('面试官：你好\n'.repeat(10)), gb18030('候选人：您好\n')]);
    await expect(recogniseContent('a.txt', mixed)).rejects.toThrow(
      /^a\.txt:11: is not UTF-8 text as the rest is, so encodings are mixed; save it as UTF-8/,
    );
  });
});

describe('texts that are made to take long', () => {
  it.each([
    ['colons', '：'.repeat(200_000)],
    ['brackets', '['.repeat(200_000)],
    ['blanks', `面试官${' '.repeat(200_000)}：`],
    ['blanks between words', `面试官：客户a${' '.repeat(200_000)}b怎么办？\n候选人：好`],
    ['stars', '*'.repeat(200_000)],
    ['times', '10:32 '.repeat(50_000)],
    ['labels', Array.from({ length: 50_000 }, (_, index) => `名${index}：好`).join('\n')],
    ['one long line', `面试官：${'好'.repeat(900_000)}\n候选人：好`],
    ['questions', `面试官：${'如果客户要求退款，您会如何处理？'.repeat(20_000)}\n候选人：好`],
    ['quotation marks', `题目,回答\n${'"\n'.repeat(20_000)}`],
    ['subtitles', '1\n00:00:01,000 --> 00:00:02,000\n\n'.repeat(20_000)],
  ])('of %s are read or refused all the same', async (_, text) => {
    for (const name of ['a.txt', 'a.csv', 'a.srt', 'a.json']) {
      const found = await recogniseContent(name, text).catch((error: Error) => error);
      expect(found instanceof Error ? found.name : found.kind).toMatch(/InvalidInput|interview|sheet/);
    }
  });
});
