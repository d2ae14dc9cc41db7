/** What a column of a sheet can hold. */
export type ColumnKind = 'id' | 'candidate' | 'question' | 'answer' | 'speaker' | 'text' | 'at';

const words: Readonly<Record<ColumnKind, readonly string[]>> = {
  id: 'id no number answerid rowid 编号 序号 行号 答卷编号 答卷id 作答编号 作答id 回答编号 提交编号 流水号'.split(' '),
  candidate: [
    'candidate candidatename candidateid name applicant applicantname interviewee participant',
    '姓名 名字 候选人 候选人姓名 应聘者 应聘者姓名 应聘人 应聘人姓名 求职者 求职者姓名 面试者 面试者姓名 考生 考生姓名',
    '员工 员工姓名 答题人 作答人 答题者 提交人 提交者 学员 学员姓名',
  ].flatMap((line) => line.split(' ')),
  question: [
    'question questionid questiontext questiontitle q prompt item',
    '题目 题目编号 题目id 题目名称 题目内容 题目标题 问题 问题编号 问题id 问题内容 题号 试题 试题编号 试题id 试题名称 试题内容',
    '面试题 面试题目 面试问题 考题 提问',
  ].flatMap((line) => line.split(' ')),
  answer: [
    'answer answertext a response reply',
    '回答 回答内容 答案 答案内容 作答 作答内容 答题 答题内容 回复 回复内容 答复 您的回答 你的回答',
    '候选人回答 候选人作答 应聘者回答 应聘者作答 考生回答 考生作答 面试者回答',
  ].flatMap((line) => line.split(' ')),
  speaker: [
    'speaker speakername role from sender author user nickname',
    '发言人 发言者 说话人 说话者 讲话人 角色 身份 发送人 发送者 昵称',
  ].flatMap((line) => line.split(' ')),
  text: [
    'text content message utterance transcript value',
    '内容 文本 发言 发言内容 对话 对话内容 消息 消息内容 转写 转写文本 转写内容 转写结果 识别结果 识别文本 原文 话语',
  ].flatMap((line) => line.split(' ')),
  at: [
    'time timestamp start starttime begin begintime at date datetime',
    '时间 开始时间 起始时间 发言时间 发送时间 时间戳 日期 日期时间',
  ].flatMap((line) => line.split(' ')),
};

const kinds = new Map<string, ColumnKind>(
  (Object.entries(words) as [ColumnKind, readonly string[]][]).flatMap(([kind, names]) =>
    names.map((name) => [name, kind] as const),
  ),
);

/** What questionnaires put before a name: a number, and whom they ask for it. */
const before =
  /^(?:第?\d{1,3}\s{0,3}[题.、:)]\s{0,3})?(?:请(?:您|你)?(?:问|填写|输入|写下|留下)?)?[:,]?\s{0,3}(?:[您你]的)?/;

/**
 * What a column holds by its name, in Chinese or English: case, blanks, punctuation, what stands in brackets and what a questionnaire
 * puts before it do not count, so `候选人姓名（必填）`, `Question ID` and `1、您的姓名：` are known. Undefined for any other name.
 */
export function columnKind(name: string): ColumnKind | undefined {
  if (name.length > 40) return undefined;
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, '')
    .trim()
    .replace(before, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return kinds.get(plain);
}

/** The index of a column, from 0, by its name. */
export function columnIndex(name: string): number {
  let number = 0;
  for (const letter of name) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** The name of a column as a spreadsheet has it: A, B, … Z, AA. @param index - from 0 */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(0x41 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
