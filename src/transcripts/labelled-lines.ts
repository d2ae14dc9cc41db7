import { isPersonName } from './person-names.ts';
import { isVoiceNumber, meaningOf } from './speaker-labels.ts';

/** A line that may begin a turn: a label, the time beside it, and the rest. */
export type LabelledLine = {
  readonly label: string;
  readonly at: string | null;
  readonly text: string;
};

const time = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]{0,2})?(?:[上下]午 ?|周. ?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?(?: ?[AaPp][Mm])?`;
const leadingTime = new RegExp(
  String.raw`^[[(（【<]?\s?(${time})\s?(?:(?:-->|[-–—~至])\s?${time})?\s?[\])）】>]?\s?[-|,，]?\s?`,
);
const timedLabel = new RegExp(
  String.raw`^([^:：。！？!?；;]{1,40}?)\s{0,3}(?:[[(（【<]\s?|\s|[-|@]\s?)(${time})(?:\s?[-–~]\s?${time})?\s?[\])）】>]?\s?(?:[:：]\s?|$)`,
);
const bracketedLabel = /^[【[「<]\s?([^】\]」>:：]{1,20})\s?[】\]」>]\s?[:：]?\s?/;
/** `Q2. …` and `A2、…`, as questionnaires are numbered. */
const numberedLabel = /^((?:[QA]|问|答)\s?\d{1,3})\s?[.、．)）]\s?(?=\S)/i;
/** `张三 (10:02) 你好`: a time in brackets, and no colon behind it. */
const timeBehind = new RegExp(
  String.raw`^([^:：\s]{1,20}(?: [^:：\s]{1,20}){0,2}?) ?[[(（【]\s?(${time})\s?[\])）】]\s{0,3}(?=\S)`,
);
/** `[10:02] 说话人 1 你好`: nothing but a blank. */
const blankBehind = /^(\S{1,20}?(?: ?\d{1,2})?)\s{1,3}(?=\S)/;
const plainLabel = /^([^:：，。！？,!?；;“”"]{1,40}?)\s?[:：]\s?/;
/** A role alone on its line, as the cells of a table in a document are. */
const lone = /^(?:主?面试官|考官|候选人|应聘者|求职者|HR|问|答|[QA]|interviewer|candidate)\s?\d{0,2}$/i;
const onlyTime = new RegExp(String.raw`^[[(（【<]?\s?(${time})\s?(?:(?:-->|[-–—~至])\s?${time})?\s?[\])）】>]?$`);

/** The time that stands alone on a line; undefined for any other line. */
export function loneTime(line: string): string | undefined {
  return onlyTime.exec(line.trim().slice(0, 80))?.[1];
}

/**
 * The label at the beginning of a line, where there is one, in any of the forms that people and programs write:
 * `面试官：…`, `[00:12:03] 面试官：…`, `张三 10:32`, `**HR**: …`, `【候选人】…`, `- Q1: …`. Whether it names a speaker is for the whole
 * text to tell. Every pattern is held to the beginning of the line and to bounded repeats, so that no line takes long.
 */
export function labelledLine(line: string): LabelledLine | undefined {
  const plain = withoutMarks(line.trim());
  const head = plain.slice(0, 120);
  const timed = leadingTime.exec(head);
  const at = timed?.[1] ?? null;
  const afterTime = timed === null ? plain : plain.slice(timed[0].length);
  const rest = afterTime.slice(0, 120);
  const own = at === null ? timedLabel.exec(rest) : null;
  if (own !== null)
    return { label: own[1]?.trim() ?? '', at: own[2] ?? null, text: afterTime.slice(own[0].length).trim() };
  const label =
    bracketedLabel.exec(rest) ?? numberedLabel.exec(rest) ?? speakerBefore(timeBehind, rest) ?? plainLabel.exec(rest);
  if (label === null && (lone.test(rest) || (at !== null && onlyName(rest, at)))) return { label: rest, at, text: '' };
  const found = label ?? speakerBefore(blankBehind, rest, at);
  if (found === null) return undefined;
  return { label: found[1]?.trim() ?? '', at: at ?? found[2] ?? null, text: afterTime.slice(found[0].length).trim() };
}

/** Behind a day and a time, a short stretch without punctuation that ends the line is a name, as chat programs write it. */
function onlyName(rest: string, at: string): boolean {
  return /^\d{4}/.test(at) && /^(?!\d)[^\s，。！？,.!?；;：:]{1,20}$/.test(rest.trim());
}

/** What stands before a blank is a speaker when it is the number of a voice, or a role or a person's name with a time beside it. */
function speakerBefore(pattern: RegExp, line: string, leading: string | null = null): RegExpExecArray | null {
  const found = pattern.exec(line);
  const [, label = '', at = leading] = found ?? [];
  const isTimed = at !== null && (meaningOf(label)?.isWeak === false || isPersonName(label));
  return isVoiceNumber(label) || isTimed ? found : null;
}

/** Without the bullet, number or quotation mark of a list, and without the stars of bold type around a label. */
function withoutMarks(line: string): string {
  const unlisted = line.replace(/^(?:[-*•·>#]{1,4}\s{1,3}|\d{1,3}[.、)]\s{0,3})(?=\S)/, '');
  const bold = /^(\*\*|__|\*)([^*_]{1,60})\1/.exec(unlisted);
  return bold === null ? unlisted : `${bold[2] ?? ''}${unlisted.slice(bold[0].length)}`;
}
