import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { pack, unpack } from '../../src/transcripts/archive.ts';
import { anyText, catalogue } from './texts.ts';

type Office = { readonly name: string; readonly parts: readonly (readonly [string, string])[] };

/** A document of fixtures, unpacked. */
async function opened(name: string): Promise<Office> {
  const parts = await unpack(readFileSync(`fixtures/transcripts/${name}`), name, () => true);
  return { name, parts: [...parts].map(([path, content]) => [path, content.toString()] as const) };
}

/** What means something to a reader of XML, of a workbook or of a document. */
const syntax = fc.constantFrom(
  ...[
    '<',
    '>',
    '/>',
    '</',
    '"',
    "'",
    '&',
    '&#0;',
    '&#xFFFF;',
    '&#x110000;',
    '&lt;',
    '&a;',
    '=',
    '\u0000',
    '\ufeff',
    ' ',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x ?>',
    '<!DOCTYPE x [<!ENTITY a "aaaa">]>',
    'xmlns:r="x"',
    '<x:y xmlns:x="x"/>',
  ],
  ...[
    ' r="A1"',
    ' r="ZZ99999999"',
    ' r="1E9"',
    " r='XFD1048576'",
    ' r=""',
    ' r="0"',
    '<row r="3">',
    '<row>',
    '</row>',
    '<row/>',
  ],
  ...[
    ' t="s"',
    ' t="d"',
    ' t="e"',
    ' t="b"',
    ' t="str"',
    ' t="inlineStr"',
    ' t="x"',
    ' s="1"',
    ' s="999"',
    '<c r="B9"/>',
    '<c/>',
  ],
  ...[
    '<v>99999999999999999999</v>',
    '<v>-1</v>',
    '<v>NaN</v>',
    '<v>1E300</v>',
    '<v/>',
    '<v>0</v>',
    '<is><t>x</t></is>',
    '<f>A1</f>',
  ],
  ...[
    '<xf numFmtId="14"/>',
    'formatCode="yyyy"',
    '<si><t>x</t></si>',
    '<si><r><t>x</t></r></si>',
    '_x000D_',
    '_xD800_',
    '_x0000_',
  ],
  ...[
    '<sheet name="x" sheetId="9" r:id="rId1"/>',
    '<sheet name="" r:id="rId99"/>',
    'Target="../../../etc/passwd"',
    'Target="/x"',
  ],
  ...[
    '<w:tbl><w:tr><w:tc>',
    '</w:tc></w:tr></w:tbl>',
    '<w:vMerge/>',
    '<w:gridSpan w:val="1000000000"/>',
    '<w:gridSpan w:val="x"/>',
  ],
  ...[
    '<w:fldChar w:fldCharType="end"/>',
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText>HYPERLINK "x"</w:instrText>',
    '<w:br/>',
  ],
  ...[
    '<w:footnoteReference w:id="1"/>',
    '<w:hyperlink r:id="x">',
    '<w:del>',
    '<w:sym w:font="Wingdings" w:char="F0FC"/>',
    '<w:tab/>',
  ],
  ...[
    '<w:p>',
    '</w:p>',
    '<w:r>',
    '</w:r>',
    '<w:t>',
    '</w:t>',
    '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>',
    '<w:drawing>',
  ],
  ...['题目', '回答', '面试官：', '候选人：', '编号', '姓名', ...catalogue.ids.slice(0, 3)],
);

const edits = fc.array(
  fc.record({
    part: fc.nat(),
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat({ max: 8 }), fc.nat({ max: 400 })),
    text: fc.oneof(
      { weight: 5, arbitrary: syntax },
      { weight: 1, arbitrary: anyText.map((text) => text.slice(0, 200)) },
    ),
    again: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.nat({ max: 2_000 })),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Documents of Word and Excel whose packing is whole, and whose XML somebody has been at. */
export const editedOffice = fc
  .tuple(fc.constantFrom(...(await Promise.all(['笔试答题汇总.xlsx', '马骁-腾讯会议转写.docx'].map(opened)))), edits)
  .map(([{ name, parts }, changes]) => {
    const contents = new Map(parts);
    for (const { part, at, length, text, again } of changes) {
      const [path = '', before = ''] = [...contents][part % contents.size] ?? [];
      const place = at % (before.length + 1);
      contents.set(path, before.slice(0, place) + text.repeat(again) + before.slice(place + length));
    }
    return { name, bytes: pack(new Map([...contents].map(([path, content]) => [path, Buffer.from(content)]))) };
  });
