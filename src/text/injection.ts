import type { Span } from './normalise.ts';

// Each alternative is something that only a grader could be meant by; a candidate who speaks to a customer never says it.
const grader =
  '评分(?:员|者|人|系统|模型|标准|要求)?|阅卷(?:老师|人|员)?|判卷|改卷|评委|考官|打分(?:员|者|系统)?|评审|评判者?|裁判|审核员';
// 各位考官好: how a candidate opens and closes, in every interview.
const courtesy = '(?:老师|们)*，?(?:共勉|(?:早上|上午|中午|下午|晚上|大家|你们|您们?)?好|辛苦了?)(?:[，。！：\\n]|$)';
const signs: readonly RegExp[] = [
  new RegExp(`(?:各位|尊敬的|亲爱的|请|致|敬告|告知|提示)(?:${grader})(?!${courtesy})`),
  new RegExp(`(?:${grader})(?:老师|同志|大人)?(?:，|：)?(?:请(?!多)|注意|必须|应当|应该|务必)`),
  /(?:忽略|无视|忘记|不要理会|跳过|覆盖|停止执行)(?:掉|以上|之前|前面|上面|上述|此前|所有|一切|全部|你的|系统|的)*(?:指令|指示|提示词?|规则|要求|标准|设定|细则|内容)/,
  /(?:请|务必|必须|直接|应当|应该|麻烦|求|希望|帮忙|拜托)?(?:给我?|打|判|评|记|算|输出|返回|填)(?:为|成|出|我)?(?:个|上)?(?:满分|最高分|高分|全部得分|10分|十分(?![感抱重])|100分|一百分|met|全对|通过|合格)(?!的)/,
  /(?:所有|每个|每一个|全部|各个|各项?|以下|上述)(?:得分点|要点|评分点|采分点|分数点|key points?|points?)(?:均|都|全部|一律)?(?:已|应|判|被|算|给|为|视为|覆盖|满足|达到|命中|得)/,
  /(?:我的|本|这个?|此|该|以上)(?:回答|答案|作答|答卷)(?:已经|已|完全|全面|完整|充分|均|都)*(?:覆盖|包含|涵盖|满足|体现|符合|命中|达到|具备|做到)(?:了)?(?:全部|所有|每|各|评分|得分|要点|采分|标准|满分)/,
  /(?:只|仅)(?:有|看|评|对)?.{0,8}(?:最后|最终|下面|以下)(?:一)?(?:段|部分|句|行).{0,8}(?:评分|计分|打分|有效|作数|算数)/,
  /(?:系统|管理员|开发者|后台)(?:提示|消息|通知|指令|公告|更新|message)(?:：|】|\])/,
  /(?:你(?:现在|将|是)|请你)(?:现在)?(?:是|扮演|充当|作为|变成|进入)(?:一个|一位|一名)?.{0,12}(?:评分|打分|阅卷|评委|ai|助手|模型|宽松|开发者模式)/,
  /你(?:来|就|要|必须|只)?(?:扮演|充当|当)(?:一个|一位|一名)?.{0,6}(?:评委|考官|评分|阅卷|判卷|打分)/,
  /(?:前|上|另)(?:一|几)?(?:位|个|名|轮)(?:评分员|评委|考官|专家|评分者|rater|judge)s?.{0,10}(?:判|给|认定|打|评)/,
  /[“”"'](?:verdicts?|score|evidence|red_flags|points)[“”"']\s*：|\bverdicts?\s*：/,
  /\b(?:met|partial|missed)\b.{0,12}(?:全部|所有|每个|every|all)|(?:全部|所有|every|all).{0,16}\b(?:met|partial)\b/,
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|prompts?|rules?|rubrics?|above|previous|prior|guidelines?|criteria)\b/,
  /\b(?:grader|examiner|marker|evaluator|rater|llm judge|judge model|ai judge)s?\b.{0,40}\b(?:please|must|should|give|award|mark|note|grade|score|treat|consider|attention|quote|cite|copy|output|return|accept)\b/,
  /\b(?:please|must|should|you will|kindly)?\s?(?:give|award|assign|output|return|grant|mark|rate|score|grade)\b.{0,30}\b(?:full marks?|full credit|full score|maximum|max score|highest|perfect score|10\/10|100%|as met|all points|every point|met for)\b/,
  /\b(?:this|my|the) (?:answer|response|reply|submission) (?:already |fully |clearly |completely )*(?:covers|satisfies|meets|fulfil+s|addresses|earns|deserves|contains|includes) (?:all|every|each|the full|full|each of)/,
  /\bonly (?:the )?(?:final|last|following|next|below)\b.{0,24}\b(?:graded|scored|counts|marked|evaluated|part|section)\b/,
  /(?:^|[\n。])\s*(?:system|assistant|developer|user|human|judge)\s*：/,
  /<\/?(?:system|answer|assistant|instruction|rubric|candidate|user|prompt)[^>]{0,20}>|(?:---|===|###)\s*(?:end|begin|结束|开始|system|answer|作答)|\[\/?inst\]|<\||<<<|>>>/,
  /\byou are now\b|\bact as\b.{0,20}\b(?:grader|judge|examiner)|\bdeveloper mode\b|\bjailbreak\b/,
  /\b(?:if|unless)\b.{0,30}\b(?:full marks?|full credit|top marks?|perfect score)\b/,
  /(?:不让我|不给我)(?:通过|过关|及格|高分)(?=的话|[，。！；\n]|$)|老师(?:们)?(?:高抬贵手|手下留情|网开一面)|\bi (?:really )?need to pass (?:this|the) (?:interview|test|exam)/,
  /(?:很|真的|非常|特别|太|急)需要这份工作|家里(?:很|比较|实在|条件)?困难|\bout of (?:work|a job)\b|\bneed this job\b/,
  /\bnote maximale\b|\bignorez\b.{0,30}\b(?:consignes|instructions)\b|采点者|採点者|満点|满点/,
  /(?:base64|rot13|解码|decode)(?:后|以下|下面|the following|this)?.{0,20}(?:执行|指令|instruction|：)/,
  /(?:评分细则|评分标准|评分规则|rubric)(?:里|中|上|要求|规定|写明|显示|says|requires|states|如下|：)/,
];
/** In every text in which one of the signs stands: most answers hold none of it and are done with. */
const quickSign =
  /助手|模型|宽松|>>>|\bai\b|答案|作答|回答|答卷|评分|阅卷|判卷|改卷|评委|考官|打分|评审|评判|裁判|忽略|无视|忘记|跳过|停止执行|不要理会|覆盖|满分|高分|met|得分|要点|采分|系统|管理员|开发者|后台|扮演|充当|通过|合格|全对|verdict|score|ignore|disregard|forget|override|grade|judge|marks|credit|answer|response|reply|submission|only|assistant|user|<|###|---|===|inst\]|you are now|act as|decode|解码|base64|rubric|evidence|points|最后|最终|bypass|human|rater|examiner|top mark|need to pass|需要这份工作|家里|out of |need this|note maximale|ignorez|不让我|不给我|高抬贵手|手下留情|网开一面|采点|採点|満点|满点|审核员|专家|10分|100分|一百分|十分(?![感抱重])|计分|有效|作数|算数|red_flags|marker|evaluator|maximum|highest|10\/10|100%|every point|system|developer|jailbreak|rot13/;

/**
 * Sentences of a normalised text that talk to the grader rather than answer the question: instructions, claims about the
 * answer, fake verdicts, fake system lines. Neighbouring ones are joined. An honest answer yields none.
 */
export function addressedToGrader(text: string, sentences: readonly Span[]): Span[] {
  if (!quickSign.test(text)) return [];
  const found: Span[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const line = text.slice(sentence.start, sentence.end);
    if (!signs.some((sign) => sign.test(line))) continue;
    const start = withCitation(text, sentences[index - 1])?.start ?? sentence.start;
    const last = found.at(-1);
    if (last !== undefined && start - last.end <= 1) found[found.length - 1] = { start: last.start, end: sentence.end };
    else found.push({ start, end: sentence.end });
  }
  return found;
}

const citation = /^\s*(?:据|根据|按照|参照|according to|as (?:shown|stated) (?:by|in))/;
const longestCitation = 60;

/** The sentence before a claim, where it is an authority that the claim leans on: “According to Smith et al.” */
function withCitation(text: string, before: Span | undefined): Span | undefined {
  if (before === undefined || before.end - before.start > longestCitation) return undefined;
  return citation.test(text.slice(before.start, before.end)) ? before : undefined;
}
