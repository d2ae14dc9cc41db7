import { matchesOf } from './matches.ts';
import type { Span } from './normalise.ts';
import { lastStops, nextStops } from './stops.ts';

/** A stretch of text that does not assert what stands in it, and the cue that makes it so. */
export type Scope = Span & { readonly cue: Span };

// Looks like a negation and is none, or is undone by a second one, or negates only the word that it stands in.
const neutral =
  '不好意思|对不起|对不住|赔不是|陪不是|不仅|不但|不光|不只|不单|不止|不管|不论|不满意?|不过|不错|不同|不断|不良|不足|不安|不久|不少|不由得|不妨|不愧' +
  '|不得不|不能不|不可不|不会不|不是不|没有不|无不|不无|没少|不能没有|不会忘|不忘|忘不了|别忘|不要忘|不会漏|不放过|不漏|不拖|不耽误|不遗漏|不落下|不含糊|不打折扣' +
  '|不能只|不会只|不能光|不会光|不是只|不是光|不等|没等|不到|不了|不上|不清楚?|不明白?|不完|不住|不出来?|不起|不接受|不同意|不行|不通|不高兴|不舒服|不理解|不认可|不愿意接|不懂' +
  '|是不是|好不好|要不要|能不能|会不会|行不行|可不可以|对不对|有没有|成不成|满不满意|方不方便|愿不愿意|用不用|需不需要|要不(?!要|然)|还是不' +
  '|不便|不周|不妥|不适|不快|不愉快|不利|不得已|不佳|不放心|[谈说搞拿劝压顶扛应付接忙顾持商做走看听买吃用受装连登点打修办]不(?:定|拢|成|下|动|通|过来?|开|着|住|清|起|进|上|到|了|出|完|好|赢)' +
  '|没关系|没问题|没错|没事|没收到|没到|没有到|没解决|没有解决|没处理好|没做到|没有做到|没说清|没及时|没有及时|没想到|不一致|不一样|差不多|说不定|怪不得|了不起|来不及|不着急|不急|不慌|不紧不慢' +
  '|别人|别的|特别|分别|区别|个别|级别|类别|识别|判别|告别|差别|性别|辨别|别急|别担心|别着急|别生气|别怕|别客气|别慌|别挂|不用急|不用担心|不要着急|不要急|不要担心|不用谢|不用客气|不用跑|不用您?再' +
  '|恨不得|巴不得|舍不得|由不得|顾不得|不得了|无论|无疑|无论如何|未来|无忧|无条件|无门槛|无缝|莫名|莫非|忌惮|少不了|免不了|离不开|未必不|不厌其烦|不卑不亢|不慌不忙|不偏不倚|不折不扣|不遗余力|不可抗力|不良品|不合格|不符合?|不知道|不太?好|不吭声|不响' +
  "|not only|not just|no problem|don't worry|do not worry|can't wait|couldn't help|don't hesitate|never fail|(?:not|n't) hesitate|no matter|not yet|no later than|no more than|don't just|no wonder|not sure|no one should";
const modal =
  '绝不会?|决不会?|从不|从来不|永远不|才不会?|不会|不能|不可以|不可|不要|不用|不必|不应该?|不该|不想|不愿意?|不打算|不准备|不需要|不肯|不去|不给|不敢|不再|不随便|不轻易|不急着|不急于|不做|不作|不搞' +
  '|不提供|不负责|不支持|不建议|不允许|不先|没有必要|没必要|无法|无需|无须|千万别|千万不|拒绝|避免|防止|杜绝|禁止|严禁|懒得|用不着|犯不着|不值得|省得|免得|切忌|切勿|忌|何必|凭什么|没有|别|勿|莫|未曾|从未|并未|尚未' +
  '|与其|而不是|而非|并非|并不|不是|哪有|禁语|忌语|不得|不许|不准' +
  "|\\b(?:don't|do not|doesn't|does not|didn't|did not|won't|will not|would not|wouldn't|can't|cannot|can not|shouldn't|should not|must not|mustn't|never|instead of|rather than|refuse to|avoid|no need to|not going to|isn't|aren't|wasn't|weren't|not|no)\\b";
// These reach only the next word or two: a state that is denied, a condition (不快点会闹大), something that is lacking.
const bare = '不|没|\\bwithout\\b';
const cues = new RegExp(`(${neutral})|(${modal})|(${bare})`, 'g');
const hasCue =
  /[不没别勿莫未无忌绝决避防杜禁严懒犯省免何凭拒与而非哪谁]|n't\b|\b(?:not|no|never|without|instead|rather|refuse|avoid|cannot)\b/;

const scopeStop =
  /而是|但是?|不过|然后|反而|只是|所以|因此|因为|由于|才能|不如|宁可|[，。！？；：\n“”（）]|\b(?:but|so|and then|instead i|because|since)\b/;
const bareStop = /就|会|便/;
// What a speaker says they will not do, they do not do: all of the clause, and what a colon spells out.
const ownRefusal =
  /(?:^|[，。！？；：\n“”（）])(?:而且|也|但是?|所以|反正)?(?:我们?|咱们?|本人|i)(?: |可|也|是|都|绝|才|肯定|一定|坚决|will|would|'d|'ll)*$/;
const refusalStop = /而是|但是?|不过|反而|不如|宁可|[，。！？；\n”（）]|\b(?:but|instead i)\b/;
const refusalReachUnits = 60;
const leadsToQuote =
  /^$|(?:说|讲|回|句|拿|用|喊|写|甩|丢|扔|冒|蹦|出现|出口|有|抱|存|say|tell|use|write|answer|reply)[^，。“]{0,6}$/;
const nextQuote = /^(?:[、或和及与/ ]|以及|或者|还是|还有|，?[另再]?一句|，或者?|，?or |，?and )*“/;
const mostQuotes = 5;
const modalReachUnits = 16;
const bareReachUnits = 6;

/**
 * Stretches that stand under a negation, a refusal or a rejection, in order. A double negation yields none; a negation
 * that is part of a fixed phrase (不仅, 不满, 对不起) yields none.
 *
 * @returns scopes that begin after their cue and end at the clause's end, at a contrast, or out of the cue's reach
 */
export function negatedScopes(text: string, unit: Int32Array): Scope[] {
  if (!hasCue.test(text)) return [];
  const scopes: Scope[] = [];
  for (const match of matchesOf(text, cues)) {
    if (match[1] !== undefined) continue;
    const cue = { start: match.index, end: match.index + match[0].length };
    const end = match[2] === undefined ? bareEnd(text, unit, cue.end) : modalEnd(text, unit, cue);
    if (end > cue.end) scopes.push({ start: cue.end, end, cue });
  }
  return dropDouble(scopes, text);
}

function bareEnd(text: string, unit: Int32Array, from: number): number {
  const end = scopeEnd(text, unit, from, bareReachUnits, scopeStop);
  const stop = text.slice(from, end).search(bareStop);
  return stop < 0 ? throughQuotes(text, from, end) : from + stop;
}

function modalEnd(text: string, unit: Int32Array, { start, end: from }: Span): number {
  // A pause right after the cue ends nothing: 我不会，打给快递.
  const pause = /^[，：“”]+/.exec(text.slice(from, from + 2))?.[0].length ?? 0;
  const end = ownRefusal.test(text.slice(Math.max(0, start - 8), start))
    ? scopeEnd(text, unit, from + pause, refusalReachUnits, refusalStop)
    : scopeEnd(text, unit, from, modalReachUnits, scopeStop);
  return throughQuotes(text, from, end);
}

/** A refusal to say something reaches to the end of all that is quoted: 绝不会跟客户说“你随便投诉”“爱告不告”. */
function throughQuotes(text: string, from: number, end: number): number {
  let close = -1;
  const opens = /^：?(?:一句)?“/.test(text.slice(end, end + 4));
  if (opens && leadsToQuote.test(text.slice(from, end))) close = text.indexOf('”', end);
  else if (text[end] === '”' && text.slice(from, end).includes('“')) close = end;
  if (close < 0) return end;
  for (let quotes = 1; quotes < mostQuotes; quotes++) {
    const next = nextQuote.exec(text.slice(close + 1, close + 8));
    const further = next === null ? -1 : text.indexOf('”', close + 1 + next[0].length);
    if (further < 0) break;
    close = further;
  }
  return close;
}

function scopeEnd(text: string, unit: Int32Array, from: number, reach: number, stopAt: RegExp): number {
  const limit = (unit[from] ?? 0) + reach;
  let end = from;
  while (end < text.length && (unit[end + 1] ?? 0) <= limit) end++;
  const stop = text.slice(from, end + 1).search(stopAt);
  return stop < 0 ? end : from + stop;
}

/** A negation right inside another's reach turns it round: 不会不道歉, 没有一次不道歉. One that is quoted does not: 不说“不归我管”. */
function dropDouble(scopes: readonly Scope[], text: string): Scope[] {
  const kept: Scope[] = [];
  for (let index = 0; index < scopes.length; index++) {
    const scope = scopes[index];
    const next = scopes[index + 1];
    if (scope === undefined) continue;
    if (
      next !== undefined &&
      next.cue.start < scope.end &&
      next.cue.start - scope.start <= 3 &&
      !text.slice(scope.start, next.cue.start).includes('“')
    ) {
      index++;
      continue;
    }
    kept.push(scope);
  }
  return kept;
}

const sentenceStops = '。！？；\n';

const hypothetical =
  /本来想|本想|原本想|原本打算|原打算|原想着?|早知道|早该|当初应该|应该早点|如果当时|要是当时|假如当时|换作别人|换成别人|理论上|按理说?应该|(?:如果|要是|假如|假设)我是(?:他|她|客户|顾客|领导|老板)|也许会|兴许会|有空的话|有时间的话|心情好的话|\b(?:i|we) (?:should|could|would) have\b|in theory|if i were the customer/g;
const withdrawn =
  /哦?不对不对|哦不对|啊不对|不对[，。]|说错了[，。]|口误|我说反了|收回刚才|更正一下|scratch that|correction：|no wait|sorry no，/g;
const cancelled =
  /(?:可以|能|会)?([\p{Script=Han}]{1,4})(?:也行|也可以|也好|都行)?，?(?:也可以|也能|或者|也)不\1(?:也行|也可以|也好|都行)?|([\p{Script=Han}]{1,3})不\2(?:都行|都可以|无所谓|随便|随缘)/gu;
// What every match of `cancelled` holds: without it there is no need to try each character as the word that is said twice.
const mayCancel = /(?:可以|也能|或者|也)不|(?:都行|都可以|无所谓|随便|随缘)/;

const dismissal =
  /(?:都是|全是|只是|也是|是)?(?:治标|(?:一律|一概|统统|坚决)不[用做干碰行许准搞]|(?:想都)?别想|没用|没有用|不可取|不值得|浪费时间|没必要|大忌|更不行|使不得|要不得|免谈|多余|白搭|是虚的|虚的|不开也罢)(?:的|了|吧)?(?=[，。！？；\n]|$)/g;
const disagreement =
  /我(?:是)?(?:可|并|也|却)?(?:不太?|不怎么|不能)(?:赞成|认同|同意|信|这么看|这样想)|我看(?:未必|不见得|没必要|不用)|不以为然|没那回事|i don't (?:buy|agree|believe)|i disagree/g;
const notOurs =
  /(?:跟|和|与)我(?:们)?(?:客服)?(?:没|无)关系?|不归我(?:们)?(?:客服)?管|不是我(?:们)?(?:客服)?(?:的事|该管)|not (?:our|my) (?:job|business)/g;

/**
 * Stretches that are named first and rejected afterwards: 道歉、补偿都没用 (the clause before), 都说培训有用，我不太认同 and
 * 复盘是产品部的事，跟我们没关系 (the sentence before).
 */
export function rejectedScopes(text: string): Scope[] {
  const back = (stops: string) => {
    const lastStop = lastStops(text, stops);
    return (match: RegExpExecArray): Scope => {
      const cue = { start: match.index, end: match.index + match[0].length };
      // The stop that closes the rejected stretch itself, and one character before it, is not where it begins.
      return { start: cue.start < 3 ? 0 : lastStop(cue.start - 3) + 1, end: cue.start, cue };
    };
  };
  return [
    ...matchesOf(text, dismissal).map(back('。！？；\n，“”')),
    ...[...matchesOf(text, disagreement), ...matchesOf(text, notOurs)].map(back('。！？；\n')),
  ].filter((scope) => scope.end > scope.start);
}

/** Stretches that are merely imagined and never acted on: what the speaker nearly did, should have done, would do as somebody else. */
export function hypotheticalScopes(text: string): Scope[] {
  const imaginedEnd = nextStops(text, /[。！？；\n]|但|所以我|于是|后来|现在我/);
  return matchesOf(text, hypothetical).map((match) => {
    const cue = { start: match.index, end: match.index + match[0].length };
    return { start: cue.end, end: imaginedEnd(cue.end), cue };
  });
}

const allWithdrawn =
  /(?:不过|但是?|可是?|其实|说实话|老实说|说到底|最后)[^。！？\n]{0,8}(?:这些|以上|上面(?:说的|这些)?|前面说的)[^。！？\n]{0,4}(?:都|全|一样|一概|统统)?(?:不会|不想|不打算|不准备|懒得)(?:去|真)?(?:做|干|办|管)[^。！？\n]*|(?:actually|but|honestly|in fact|really)，? ?i(?: would|'d| will|'ll) do none of (?:that|this|it|these)[^。！？\n]*/g;

const notDone =
  /(?:但是?|可是?|不过|然而)[^。！？\n，]{0,6}没有?(?:这么|这样|那么|那样)(?:做|干)|\bbut i (?:did|have) ?(?:not|n't)(?: do (?:it|so|that))?(?=[。！？\n]|$)|\bbut i didn't(?: do (?:it|so|that))?(?=[。！？\n]|$)/g;
const alsoNot = /(?:也可以|也能|也行|可以|或者)(?:不|别)(\p{Script=Han}{2})((?:、(?:不|别)\p{Script=Han}{2})*)/gu;

const orNot =
  /\bor (?:(?:i|we) ?)?(?:would|'d|could|can|might|may|will|'ll) ?(?:just )?(?:not|never) ([a-z]+)((?:(?:，| and| or|，(?:and|or)) not [a-z]+)*)/g;

/** What is offered and then offered not to be done, in one sentence: 会道歉、核实情况，也可以不道歉、不核实; I would check, or I would not check. */
function offeredNotToBeDone(text: string): Scope[] {
  const scopes: Scope[] = [];
  const lastStop = lastStops(text, sentenceStops);
  const nextStop = nextStops(text, /[，。！？；、\n]/);
  for (const match of [...matchesOf(text, alsoNot), ...matchesOf(text, orNot)]) {
    const cue = { start: match.index, end: match.index + match[0].length };
    const from = cue.start === 0 ? 0 : lastStop(cue.start - 1) + 1;
    const more = (match[2] ?? '').split(/、(?:不|别)|(?:，| and| or|，(?:and|or)) not /);
    const acts = [match[1] ?? '', ...more].filter((act) => act !== '');
    for (const act of acts) {
      const start = text.slice(from, cue.start).indexOf(act);
      if (start < 0) continue;
      scopes.push({ start: from + start, end: Math.min(cue.start, nextStop(from + start)), cue });
    }
    scopes.push({ ...cue, cue });
  }
  return scopes;
}

/** Stretches that the speaker takes back (…，哦不对，…: what stood before; 不过这些我都不会去做: all of it) or cancels by the opposite (可以退也可以不退). */
export function withdrawnScopes(text: string): Scope[] {
  const scopes: Scope[] = [];
  const lastPause = lastStops(text, `${sentenceStops}，`);
  for (const match of matchesOf(text, withdrawn)) {
    const cue = { start: match.index, end: match.index + match[0].length };
    let end = cue.start;
    while (end > 0 && `${sentenceStops}，…`.includes(text.charAt(end - 1))) end--;
    const start = end === 0 ? 0 : lastPause(end - 1) + 1;
    if (start < cue.start) scopes.push({ start, end: cue.start, cue });
  }
  for (const match of matchesOf(text, allWithdrawn)) {
    const end = match.index + match[0].length;
    scopes.push({ start: 0, end, cue: { start: match.index, end } });
  }
  const lastSentence = lastStops(text, sentenceStops);
  for (const match of matchesOf(text, notDone)) {
    const cue = { start: match.index, end: match.index + match[0].length };
    scopes.push({ start: lastSentence(cue.start) + 1, end: cue.end, cue });
  }
  scopes.push(...offeredNotToBeDone(text));
  if (!mayCancel.test(text)) return scopes;
  for (const match of matchesOf(text, cancelled)) {
    const span = { start: match.index, end: match.index + match[0].length };
    scopes.push({ ...span, cue: span });
  }
  return scopes;
}
