import type { z } from 'zod';

/** What is wrong with a part of a request, in Chinese, for whoever filled it in on the page. Of a rule of our own, its `zh` says it. */
export function issueInChinese(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return `${tooMuch[issue.origin] ?? '太大'}，最多 ${issue.maximum}${units[issue.origin] ?? ''}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return '不能为空';
      return `${tooLittle[issue.origin] ?? '太小'}，至少 ${issue.minimum}${units[issue.origin] ?? ''}`;
    case 'invalid_type':
      return `应该是${types[issue.expected] ?? ` ${issue.expected}`}`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`;
    case 'unrecognized_keys':
      return `多出了不认识的内容：${issue.keys.join('、')}`;
    case 'custom':
      return typeof issue.params?.zh === 'string' ? issue.params.zh : malformed;
    default:
      return malformed;
  }
}

const malformed = '格式不对';

const tooMuch: Readonly<Record<string, string>> = { string: '太长', array: '太多' };
const tooLittle: Readonly<Record<string, string>> = { string: '太短', array: '太少' };
const units: Readonly<Record<string, string>> = { string: ' 个字符', array: ' 项' };
const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '“是”或“否”',
  array: '一组内容',
  object: '一组字段',
  record: '一组字段',
};
