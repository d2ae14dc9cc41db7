import { pack } from '../src/transcripts/archive.ts';

/** A Word document with a paragraph a line; a line of cells with bars around them, `| a | b |`, is a row of a table. */
export function wordDocument(text: string): Buffer {
  const paragraphs = text
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('|') ? tableRow(line.split('|').slice(1, -1)) : paragraph(line)));
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.join('').replaceAll('</w:tbl><w:tbl>', '')}</w:body></w:document>`,
  };
  return pack(new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)])));
}

function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

function tableRow(cells: readonly string[]): string {
  return `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell.trim())}</w:tc>`).join('')}</w:tr></w:tbl>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
