import { matchesOf } from './matches.ts';
import type { Span } from './normalise.ts';

const digit = '[0-9〇零一二两三四五六七八九十百千万半几俩仨数]';
const number = `(?:${digit}+(?:\\.[0-9]+)?)`;
const english =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|sixty|half an?|an?|a few|a couple of|[0-9]+)';
const dayPart = '(?:凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚)';
const day =
  '(?:今天|今晚|今日|明天|明晚|明早|明日|后天|当天|当日|当晚|次日|隔天|第二天|本周|下周|这周|周[一二三四五六日天末]|星期[一二三四五六日天]|月底|月初|月末)';

const patterns = {
  duration: `${number}个?多?(?:工作日|自然日|小时|钟头|分钟|秒钟?|天|日|周|星期|礼拜|个月|月|季度|年|刻钟|h\\b|hrs?\\b|min\\b|mins\\b|d\\b)(?:之?内|以内|左右|后|之后|以后)?|${english}[ -](?:business |working )?(?:hours?|minutes?|days?|weeks?|months?|seconds?|hrs?|mins?)`,
  clock: `${day}(?:${dayPart})?(?:${number}点[0-9一二三四五六七八九十半整]*分?)?(?:之?前|内|以前|之内)?|${dayPart}${number}点(?:${number}分?|半|钟|整|一刻)?(?:之?前|以前|左右|前后)?|(?<![好慢快意早晚大小多有差高低近远轻重真准])${number}点(?![儿击])(?:${number}分?|半|钟|整|一刻)?(?:之?前|以前|左右|前后)?|[0-9]{1,2}：[0-9]{2}|(?:by |before |at )?(?:[0-9]{1,2} ?(?:am|pm|a\\.m|p\\.m|o'clock)|noon|tonight|tomorrow(?: morning| noon| evening| afternoon)?|today|end of (?:the )?day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b`,
  money: `[¥$￥]\\s?[0-9]+|${number}(?:元|块钱?|毛|万元|rmb|yuan|cny)|(?:rmb|cny) ?[0-9]+|${english} (?:yuan|rmb|kuai|dollars?)`,
  percent: `[0-9]+(?:\\.[0-9]+)?%|百分之${digit}+|${digit}成(?:${digit})?|${number}个?(?:百分点|个点)|${english} per ?cent`,
  number: `[0-9]+(?:\\.[0-9]+)?|${digit}{2,}|${digit}(?=[个条次单人位张件名倍成点分天块只通])|\\b${english}\\b`,
} as const;

/** Kinds of quantity that are recognised by code, as built-in concepts; `time` is duration or clock. */
export type Quantity = keyof typeof patterns | 'time';

const compiled = Object.fromEntries(
  Object.entries(patterns).map(([kind, source]) => [kind, new RegExp(source, 'g')]),
) as Record<keyof typeof patterns, RegExp>;

/** Every name that {@link findQuantities} accepts. */
export const quantityNames: readonly string[] = [...Object.keys(patterns), 'time'];

/** Where quantities of one kind stand in a normalised text, in order, Chinese and Arabic numerals and English alike. */
export function findQuantities(text: string, kind: Quantity): Span[] {
  if (kind === 'time') {
    return [...findQuantities(text, 'duration'), ...findQuantities(text, 'clock')].sort((a, b) => a.start - b.start);
  }
  return matchesOf(text, compiled[kind]).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
