import type { InputFault } from '../core/errors.ts';

const saveAsUtf8 = 'save it as UTF-8 (in Excel: "CSV UTF-8", 另存为 → CSV UTF-8) and send it again';
const saveAsUtf8Zh = '请另存为 UTF-8（Excel 里选“CSV UTF-8”）再放进来';
const oneFileEach = 'at most {most} are read as one interview; send each interview as a file of its own';
const oneFileEachZh = '一场面试最多读 {most}：请一场面试一个文件';
const nameCandidate = 'name the candidate with --candidate-speaker (candidate_speaker over HTTP)';
const nameCandidateZh = '请指定哪一位是候选人';

/** What can be wrong with a file, in English and in Chinese. `{…}` stands for what is named. */
export const fileFaults = {
  // The file as a whole
  no_such_file: ['there is no such file', '没有这个文件'],
  cannot_be_read: ['cannot be read ({reason})', '读不了（{reason}）'],
  no_file: ['is no file; name a file', '不是文件，请换成一个文件'],
  empty: ['is empty', '是空的'],
  too_large: [
    'is {size} MB large, at most {most} are read; cut it into parts, or save a sheet as CSV, which has no limit',
    '有 {size} MB，最多读 {most} MB：请拆成几份，表格也可以存成 CSV（CSV 不限大小）',
  ],
  no_text: [
    `is not a text in UTF-8, UTF-16 or GB18030 (GBK); ${saveAsUtf8}`,
    `不是 UTF-8、UTF-16 或 GB18030（GBK）编码的文本。${saveAsUtf8Zh}`,
  ],
  pdf: ['is a PDF; export it as docx or txt', '是 PDF，请另存为 docx 或 txt'],
  rtf: ['is an RTF document; save it as docx or txt', '是 RTF 文档，请另存为 docx 或 txt'],
  recording: [
    'is a recording; have it transcribed first (txt, srt, vtt or docx)',
    '是录音或录像，请先转写成文字（txt、srt、vtt 或 docx）',
  ],
  picture: ['is a picture; send the text', '是图片，请改用文字'],
  packed: ['is packed ({kind}); unpack it first', '是压缩包（{kind}），请先解压'],
  other_zip: [
    'is a ZIP, and neither a Word document nor an Excel workbook; unpack it, and send what it holds',
    '是 ZIP 压缩包，不是 Word 或 Excel 文件：请解压后把里面的文件放进来',
  ],
  password: ['is protected by a password; save it without one', '有密码保护，请去掉密码再存一份'],
  old_office: [
    'is a document of Word or Excel 97–2003; save it as docx or xlsx',
    '是 97–2003 版的 Word 或 Excel 文件，请另存为 docx 或 xlsx',
  ],
  broken_document: [
    'is a broken document ({reason}); open and save it again',
    '是损坏的文档（{reason}），请打开后重新保存',
  ],
  too_many_parts: ['holds {count} files, at most {most} are read', '里面有 {count} 个文件，最多读 {most} 个'],
  unpacks_too_large: [
    'unpacks to more than {most} MB; cut it into parts, or save a sheet as CSV',
    '解开后超过 {most} MB：请拆成几份，表格也可以存成 CSV',
  ],
  too_many_cells: [
    'has {rows} rows and {columns} columns; delete the empty ones beyond the data, or save it as CSV',
    '有 {rows} 行、{columns} 列：请删掉数据以外的空行空列，或存成 CSV',
  ],
  too_many_cells_together: [
    'has too many cells in all its sheets; save each sheet as CSV',
    '所有工作表的单元格加起来太多，请把每个表各存成一个 CSV',
  ],
  cell_too_long: [
    'has a cell of more than 1 MB; shorten it, or save the sheet as CSV',
    '有一个单元格超过 1 MB，请缩短，或把表存成 CSV',
  ],
  takes_too_long: [
    'takes longer than {seconds} s to read; save it as txt, or a sheet as CSV',
    '读它要超过 {seconds} 秒：请另存为 txt，表格请存成 CSV',
  ],
  takes_too_much_memory: [
    'takes more than {megabytes} MB of memory to read; save it as txt, or a sheet as CSV',
    '读它要超过 {megabytes} MB 内存：请另存为 txt，表格请存成 CSV',
  ],
  interview_no_sheet: [
    'is an interview and no sheet of answers; use the command transcript',
    '是面试记录，不是作答表，请用 transcript 命令',
  ],
  // Its lines
  line_too_long: ['is longer than 1 MB', '超过 1 MB'],
  not_encoded: ['is not {encoding} text', '不是 {encoding} 编码的文字'],
  not_encoded_throughout: [
    `is not {encoding} text throughout; ${saveAsUtf8}`,
    `从这里起不是 {encoding} 编码的文字。${saveAsUtf8Zh}`,
  ],
  mixed_encodings: [
    `is not {encoding} text as the rest is, so encodings are mixed; ${saveAsUtf8}`,
    `不是 {encoding} 编码，和其余部分不一样，整个文件混用了编码。${saveAsUtf8Zh}`,
  ],
  cut_off: [`is cut off in the middle of a character; ${saveAsUtf8}`, `在半个字符处断开了。${saveAsUtf8Zh}`],
  // Rows and columns of a sheet
  cut_row: ['is cut by a line that cannot be read', '中间有一行读不了，这一行只好舍去'],
  open_quotation: [
    'opens a quotation mark that is not closed; close it, or double it where it is part of the text',
    '有引号没有收尾：请补上，引号是正文的一部分时请写成两个',
  ],
  no_row: ['is no row of a table ({reason})', '不是表格的一行（{reason}）'],
  too_many_columns: [
    'has {count} columns, at most {most} are read; keep those of id, candidate, question and answer',
    '有 {count} 列，最多读 {most} 列：留下编号、姓名、题目、回答这几列就够了',
  ],
  no_columns: [
    'has no columns of questions and answers (found: {found}); name them in the first row: question (题目) and answer (回答), and where there are any id (编号) and candidate (姓名); or one column a question, headed by its text; or speaker (发言人) and text (内容)',
    '没有题目列和回答列（找到的是：{found}）。请在第一行写上列名：题目（question）和回答（answer），有的话再加编号（id）和姓名（candidate）；也可以一题一列，列名写题目原文；面试记录则写发言人（speaker）和内容（text）',
  ],
  nobody: [
    "is empty, so the answer is nobody's; write the name into every row (of merged cells only the first one has it)",
    '是空的，不知道是谁的作答：请每一行都写上姓名（合并的单元格只有第一行有）',
  ],
  name_too_long: ['is longer than 200 characters', '超过 200 个字符'],
  id_twice: ['"{id}" stands twice; give each an id of its own', '“{id}” 出现了两次：请给每份作答各用一个编号'],
  no_question_named: [
    'is empty; name a question by its id, its title or its text',
    '是空的：请写上题目的编号、标题或原文',
  ],
  unknown_question: ['there is no question "{name}"', '题库里没有“{name}”这道题'],
  unknown_question_near: [
    'there is no question "{name}"; did you mean {nearest}?',
    '题库里没有“{name}”这道题，是不是 {nearest}？',
  ],
  // JSON
  not_json: ['is not JSON', '不是 JSON'],
  not_json_because: ['is not JSON ({reason})', '不是 JSON（{reason}）'],
  no_list: ['holds no list of turns or answers', '里面没有发言或作答的列表'],
  no_turn: ['is no turn with a speaker and a text', '不是带发言人和内容的一段发言'],
  no_object: ['is no object with a question and an answer', '不是带题目和回答的对象'],
  too_many_fields: ['has {count} fields, at most {most} are read', '有 {count} 个字段，最多读 {most} 个'],
  missing: ['is missing', '缺失'],
  no_string: ['is no text', '不是文字'],
  // Interviews
  no_speakers: [
    'has no speakers; begin every turn with its speaker and a colon, such as 面试官：… and 候选人：…',
    '看不出谁在说话：请在每段发言前写上发言人和冒号，比如“面试官：……”“候选人：……”',
  ],
  no_speakers_in_subtitles: [
    'names no speakers; begin each subtitle with its speaker and a colon, or use voice tags',
    '看不出谁在说话：请在每条字幕前写上发言人和冒号，或用发言人标记',
  ],
  broken_subtitles: ['has broken subtitles ({reason})', '字幕格式有误（{reason}）'],
  too_many_turns: [`has {count} turns, ${oneFileEach}`, `有 {count} 次发言，${oneFileEachZh}`],
  too_many_characters: [`has {count} characters, ${oneFileEach}`, `有 {count} 个字，${oneFileEachZh}`],
  too_many_speakers: [`has {count} speakers, ${oneFileEach}`, `有 {count} 个发言人，${oneFileEachZh}`],
  not_answered: ['is asked, and nobody answers', '问了这道题，但没人回答'],
  one_speaker: ['has only one speaker: {speakers}', '只有一个发言人：{speakers}'],
  nobody_told_apart: [
    `cannot be told apart: {speakers}; ${nameCandidate}`,
    `分不清谁是候选人：{speakers}。${nameCandidateZh}`,
  ],
  no_interviewer: [
    `nobody among them asks a question of the bank: {speakers}; ${nameCandidate}`,
    `没有人问到题库里的题：{speakers}。${nameCandidateZh}`,
  ],
  unclear_speaker: [
    `it is not clear who {name} is ({turns} turns), who is left out; ${nameCandidate}`,
    `看不出 {name} 是谁（{turns} 次发言），没有算进去。${nameCandidateZh}`,
  ],
  no_such_speaker: ['is none of the speakers: {speakers}', '不在发言人里：{speakers}'],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>;

type Words = typeof fileFaults;
type Code = keyof Words;
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Named<C extends Code> = NamesIn<Words[C][0]>;

/** What is wrong, in both languages. */
export type Told = Required<Pick<InputFault, 'message' | 'zh'>>;

/** Says what is wrong. @param named: what the words name, where they name something. */
export function told<C extends Code>(
  code: C,
  ...named: [Named<C>] extends [never] ? [] : [Readonly<Record<Named<C>, string | number>>]
): Told {
  const [en, zh] = fileFaults[code];
  const values: Readonly<Record<string, string | number>> = named[0] ?? {};
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  return { message: filled(en), zh: filled(zh) };
}
