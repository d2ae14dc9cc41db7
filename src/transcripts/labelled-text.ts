import type { Role } from '../core/turn.ts';
import { isCalled } from './interviewer-talk.ts';
import { type LabelledLine, labelledLine, loneTime } from './labelled-lines.ts';
import { isPersonName } from './person-names.ts';
import type { SpokenTurn } from './recognised.ts';
import { isVoiceNumber, meaningOf, speakerOf } from './speaker-labels.ts';

/** An interview as its file has it: what was said by whom, and what its head says of the people. */
export type SpokenInterview = {
  readonly turns: readonly SpokenTurn[];
  readonly people: readonly Person[];
};

/** Somebody named in the head of a file, such as `应聘者：李雷`. */
export type Person = { readonly name: string; readonly role: Exclude<Role, 'unknown'> };

/** Labels of a text that is written in points, and of the head of a record: never speakers. */
const notSpeakers =
  /^(?:第.{1,3}[步点条]?|首先|其次|再次|然后|接着|最后|总结|小结|背景|情况|情境|任务|行动|措施|结果|经验|教训|收获|问题|原因|方案|例如|比如|举例|注意|备注|说明|时间|日期|地点|岗位|职位|应聘岗位|部门|公司|主题|会议主题|标题|轮次|形式|面试时间|面试地点|面试形式|参会人|与会人|参与人|时长|编号|姓名|性别|电话|手机|邮箱|学历|评分|评价|结论|附件|http|https|situation|task|action|result|background|summary|note|notes|date|time|position|role|title|step.{0,3}|first|second|finally)$/i;

/** Further labels of a head, by how they end. */
const headEnd = /(?:日期|时间|地点|岗位|职位|部门|方式|形式|编号|电话|时长|主题|轮次|人数|链接)$/;

type Line = { readonly raw: string; readonly labelled: LabelledLine | undefined };

/** What a chat program writes into the talk, and nobody says. */
const notices = /^.{0,40}(?:撤回了一条消息|拍了拍.{1,20}|recalled a message)$/;

/**
 * Cuts a text into turns by its speaker labels. A line without one goes on with the turn before it. A label names a speaker
 * when it says so by itself (`面试官`), carries a time, is named in `known`, or is a name that stands there more than once.
 *
 * @param known - names that are told to be speakers, whatever they look like
 * @returns no turns for a text without labels
 */
export function cutLabelledText(text: string, known: readonly string[]): SpokenInterview {
  const lines = text.split('\n').map((raw): Line => ({ raw, labelled: labelledLine(raw) }));
  const { people, from } = readHead(lines);
  const speakers = findSpeakers(
    lines.slice(from).flatMap(({ labelled }) => labelled ?? []),
    [...known, ...people.map(({ name }) => name)],
  );
  const turns: { speaker: string; at: string | null; texts: string[] }[] = [];
  let pending: string | undefined;
  for (const { raw, labelled } of lines.slice(from)) {
    const speaker = labelled === undefined ? undefined : speakerOf(labelled.label);
    const lone = loneTime(raw);
    if (lone !== undefined) pending = lone;
    else if (labelled !== undefined && speaker !== undefined && speakers.has(speaker)) {
      turns.push({ speaker, at: labelled.at ?? pending ?? null, texts: [labelled.text] });
      pending = undefined;
    } else if (!notices.test(raw.trim().slice(0, 100))) turns.at(-1)?.texts.push(raw.trim());
  }
  return {
    people,
    turns: turns
      .map(({ speaker, at, texts }) => ({ speaker, at, text: texts.join('\n').trim() }))
      .filter(({ text: said }) => said !== ''),
  };
}

/** What the head of a record says of the people, and the first line after it. */
function readHead(lines: readonly Line[]): { people: Person[]; from: number } {
  const people: Person[] = [];
  let from = 0;
  for (const [index, { labelled }] of lines.slice(0, 40).entries()) {
    if (labelled === undefined) continue;
    const names = labelled.text.split(/[、,，/;；]|\s{1,4}/).filter((name) => name !== '');
    const isHead = labelled.at === null && names.length > 0 && names.length <= 6 && names.every(isNamed);
    const meaning = /^(?:姓名|名字|name)$/i.test(labelled.label)
      ? { role: 'candidate' as const }
      : meaningOf(labelled.label);
    if (isHead && meaning !== undefined) {
      for (const name of names) people.push({ name: withoutNote(name), role: meaning.role });
      from = index + 1;
    } else if (!notSpeakers.test(labelled.label) && !headEnd.test(labelled.label)) break;
  }
  return { people, from };
}

const isNamed = (text: string): boolean => isPersonName(withoutNote(text));

/** `王敏（客服主管）` is 王敏. */
function withoutNote(name: string): string {
  return name.replace(/[（(][^（）()]{0,20}[）)]$/, '').trim();
}

/**
 * Which labels name speakers: those that say so by themselves, that carry a time, that are told in `known`, names that stand more
 * than once, and names that stand once where an interviewer calls them, or where nobody else would answer. What only looks like a label (`第一步：`) is part of what somebody says.
 */
export function findSpeakers(lines: readonly LabelledLine[], known: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, { count: number; timed: number }>();
  for (const labelled of lines) {
    if (labelled.label === '' || notSpeakers.test(labelled.label)) continue;
    const speaker = speakerOf(labelled.label);
    const entry = counts.get(speaker) ?? { count: 0, timed: 0 };
    entry.count++;
    if (labelled.at !== null) entry.timed++;
    counts.set(speaker, entry);
  }
  const labels = [...counts];
  const meanings = new Map(labels.map(([label]) => [label, meaningOf(label)]));
  const timed = labels.filter(([, { timed: times }]) => times > 0).map(([label]) => label);
  const strong = labels.filter(([label]) => meanings.get(label)?.isWeak === false).map(([label]) => label);
  // Where every speaker carries a time, a label without one is part of what somebody says.
  const timedTurns = labels.reduce((total, [, { timed: times }]) => total + times, 0);
  const strongTurns = labels.reduce((total, [label, { count }]) => total + (strong.includes(label) ? count : 0), 0);
  if (timed.length >= 2 && timedTurns >= strongTurns) return new Set([...timed, ...strong]);
  const asked = lines.flatMap(({ label, text }) => (meaningOf(label)?.role === 'interviewer' ? [text] : []));
  const named = labels
    .filter(
      ([label, { count }]) =>
        known.includes(label) ||
        (isPersonName(label) && (count >= 2 || asked.some((said) => isCalled(label, said)))) ||
        (isVoiceNumber(label) && count >= 2),
    )
    .map(([label]) => label);
  const certain = new Set([...strong, ...timed, ...named]);
  if (certain.size >= 2) return certain;
  const repeated = labels.filter(([, { count }]) => count >= 2).map(([label]) => label);
  const likely = new Set([...certain, ...repeated]);
  return likely.size >= 2 ? likely : new Set([...likely, ...labels.map(([label]) => label).filter(isPersonName)]);
}
