import { customerSpeech, reportedScopes } from '../text/attribution.ts';
import { cutClauses, type Structure } from '../text/clauses.ts';
import { addressedToGrader } from '../text/injection.ts';
import { type NormalisedText, normalise, type Span } from '../text/normalise.ts';
import { hypotheticalScopes, negatedScopes, rejectedScopes, type Scope, withdrawnScopes } from '../text/polarity.ts';
import { borrowedStretches, type KnownTexts } from './borrowed.ts';
import { type ListItem, listItems } from './list-items.ts';

/** Why a sign that is there does not count. */
export type HoldReason =
  | 'negated'
  | 'hypothetical'
  | 'withdrawn'
  | 'customer'
  | 'reported'
  | 'question'
  | 'rubric'
  | 'grader'
  | 'named'
  | 'vacuous'
  | 'repeated';

/** One answer, read once: its text, its clauses, and every stretch in which signs do not count. */
export type Scene = {
  readonly normalised: NormalisedText;
  readonly structure: Structure;
  readonly negated: readonly Scope[];
  /** Stretches held back whatever the indicator wants, save those that an indicator's `speaker: anyone` lets through. */
  readonly held: readonly (Span & { readonly reason: HoldReason; readonly cue?: Span })[];
  /** Stretches addressed to the grader. */
  readonly toGrader: readonly Span[];
};

/** Reads an answer. An empty answer gives an empty scene. */
export function readScene(answer: string, known: KnownTexts): Scene {
  const normalised = normalise(answer);
  const { text, unit } = normalised;
  const structure = cutClauses(text, unit);
  const items = listItems(text, structure, known.names);
  const toGrader = addressedToGrader(text, structure.sentences);
  const held = [
    ...toGrader.map((span) => ({ ...span, reason: 'grader' as const })),
    ...label(customerSpeech(text), 'customer'),
    ...label(reportedScopes(text), 'reported'),
    ...label(hypotheticalScopes(text), 'hypothetical'),
    ...label(withdrawnScopes(text), 'withdrawn'),
    ...label(rejectedScopes(text), 'negated'),
    ...borrowedStretches(text, structure, { items, known }),
    ...namedStretches(items),
    ...emptyClauses(text, structure),
    ...repeatedStretches(text, structure),
  ];
  return { normalised, structure, negated: negatedScopes(text, unit), held, toGrader };
}

function label<R extends HoldReason>(scopes: readonly Scope[], reason: R): (Scope & { reason: R })[] {
  return scopes.map((scope) => ({ ...scope, reason }));
}

const actName =
  /安抚|共情|同理|倾听|道歉|致歉|核实|核查|查询|了解|询问|取证|确认|解决|处理|方案|补偿|赔偿|跟进|跟踪|回访|反馈|闭环|复盘|改进|优化|总结|培训|激励|分析|收集|升级|上报|协调|解释|说明|沟通|记录|冷静|理解|致谢|预案|分流|通报|个性化|智能|监测|empath\w*|apolog\w*|verif\w*|listen\w*|solution|follow[- ]up|escalat\w*|compensat\w*|training|feedback/;
const longestName = 7;
const longestTrimmedName = 4;
// 首先我会认真倾听，其次我会积极沟通: an order and an adverb make no act of a name.
const trimmings =
  /^(?:首先|其次|然后|接着|再次|最后|再|第[一二三四五六]|一是|二是|三是)?，?我?(?:会|要|将|能|得)?(?:认真|积极|妥善|及时|努力|主动|耐心|真诚|全力|尽快|充分|做好|加强|注重)*(?:地)?/;

/** Bare lists of act names (共情、核实、解决、跟进): three or more short items in a row that name acts and say nothing of them. */
function namedStretches(items: readonly ListItem[]): (Span & { reason: HoldReason })[] {
  const stretches: (Span & { reason: HoldReason })[] = [];
  let run: ListItem[] = [];
  const close = (): void => {
    const first = run[0];
    const last = run.at(-1);
    if (run.length >= 3 && first !== undefined && last !== undefined) {
      const names = new Set(run.map(({ words }) => words));
      if (names.size >= 3) stretches.push({ start: first.start, end: last.end, reason: 'named' });
    }
    if (run.length > 0) run = [];
  };
  for (const item of items) {
    const { isName } = item;
    const words = item.words.replace(trimmings, '');
    const length = letterCount(words);
    if (length === 0) continue;
    const longest = words.length < item.words.length ? longestTrimmedName : longestName;
    const short = /[a-z]/.test(words) ? words.split(' ').length <= 3 : length <= longest;
    if (isName || (short && actName.test(words) && !/[0-9您我他她“”]|给|把|让|再/.test(words))) run.push(item);
    else close();
  }
  close();
  return stretches;
}

function letterCount(words: string): number {
  for (let index = 0; index < words.length; index++) {
    const code = words.charCodeAt(index);
    if (code < 0x4e00 || code > 0x9fff) return words.replace(/[^\p{L}]/gu, '').length;
  }
  return words.length;
}

const slogan =
  /(?:是|乃|才是)[^，。！？；\n]{0,14}的?(?:艺术|基础|核心|素养|灵魂|生命线|前提|基石|根本|法宝|试金石|必修课|第一步|永恒主题)|(?:秉持|秉承|坚持|树立|弘扬|践行|贯彻|发扬|恪守)[^，。！？；\n]{0,20}(?:理念|原则|精神|意识|宗旨|态度|方针|导向|思想|信念|初心)/;
const hasSlogan = /是|乃|秉|坚持|树立|弘扬|践行|贯彻|发扬|恪守/;
const smallTalk =
  /(?:行业|市场|经济|社会|时代|竞争)[^，。！？；\n]{0,10}(?:迅速|激烈|广阔|日新月异|蓬勃|飞速)|(?:下面|现在|接下来)(?:就)?由?我来?(?:回答|谈谈|说说|讲讲)(?:这道题|这个问题|一下)?(?=[，。：]|$)|我的回答(?:完毕|到此|结束|就到|就是)|^[^\u4e00-\u9fff]*我的(?:回答|答案|作答)[^\u4e00-\u9fff]*$|(?:作答|答题|回答)(?:结束|完毕|到此为止)|以上(?:就)?是我的(?:回答|想法|看法)|各位(?:考官|面试官|领导|老师)们?(?:大家)?(?:早上|上午|下午)?好|\bthe (?:weather|market|industry|economy)\b[^，。！？；\n]{0,30}\b(?:pleasant|nice|fine|grown|growing|booming|fierce)\b|^[^\u4e00-\u9fff]*(?:首先|其次|然后|接着|再次|最后|另外|第[一二三四五])[^\u4e00-\u9fff]*$|\blet me (?:think|see)\b|^[^a-z]*(?:first|second|finally|thank you|thanks)[^a-z]*$/;
const hasSmallTalk =
  /各位|首先|其次|然后|接着|再次|最后|另外|第[一二三四五]|回答|答案|作答|答题|我来|行业|市场|竞争|时代|经济|社会|weather|market|industry|economy|let me|thank|first|finally/;

/**
 * Clauses that define or profess (倾听是沟通的艺术；秉持客户至上的理念) instead of saying what is done: they name it. And those that only
 * open, close or pass the time (各位考官好；我的回答完毕；市场竞争激烈): they do not even that.
 */
function emptyClauses(text: string, { clauses }: Structure): (Span & { reason: HoldReason })[] {
  const saying = (pattern: RegExp, reason: HoldReason) =>
    clauses
      .filter((clause) => pattern.test(text.slice(clause.start, clause.end)))
      .map((clause) => ({ ...clause, reason }));
  return [
    ...(hasSlogan.test(text) ? saying(slogan, 'named') : []),
    ...(hasSmallTalk.test(text) ? saying(smallTalk, 'vacuous') : []),
  ];
}

const shortestRepeat = 4;

/** Clauses and sentences that were said before, word for word: saying a thing twice is not saying more. */
function repeatedStretches(text: string, { clauses, sentences }: Structure): (Span & { reason: HoldReason })[] {
  return [clauses, sentences].flatMap((spans) => {
    const said = new Set<string>();
    const repeated: (Span & { reason: HoldReason })[] = [];
    for (const span of spans) {
      const words = wordsOf(text, span);
      if (words.length < shortestRepeat) continue;
      if (said.has(words)) repeated.push({ ...span, reason: 'repeated' });
      else said.add(words);
    }
    return repeated;
  });
}

/** The words of a span without the stops and blanks at either end. */
function wordsOf(text: string, { start, end }: Span): string {
  let from = start;
  let to = end;
  while (from < to && !isWordCode(text.charCodeAt(from))) from++;
  while (to > from && !isWordCode(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isWordCode(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
