import { matchesOf } from './matches.ts';
import type { Span } from './normalise.ts';
import type { Scope } from './polarity.ts';
import { nextStops } from './stops.ts';

const customerNoun =
  '客户|顾客|用户|买家|消费者|对方|人家|先生|女士|大爷|大妈|大叔|阿姨|大哥|大姐|老太太|老先生|小伙子|姑娘|他们?|她们?|观众|粉丝|商户|the customer|customers?|the caller|the client|he|she|they';
const demandNoun = '客户|顾客|用户|买家|消费者|对方|商户|观众|the customer|customers?|the caller|the client';
const sayVerb =
  '说|喊|吼|骂|嚷|嚷嚷|叫|抱怨|质问|反问|回|回我|表示|提出|威胁|扬言|追问|跟我说|对我说|告诉我|问我|问|讲|发来|留言|写|吵着|嚷着|哭着|says?|said|shouts?|shouted|yells?|yelled|asks?|asked|demands?|demanded|complains?|complained|tells? me|told me|writes?|wrote';
const toCustomer =
  /(?:听|等|陪|帮|替|跟|对|和|给|向|告诉|回复|答复|请|让|问|安抚|提醒|劝|通知|回|tell|told|ask|asked|to)(?:一下|一声)?$/;
const adverbs =
  '(?:就|还|又|都|可能|一直|直接|突然|如果|要是|会|总|老是|非要|一上来|开口|反复|当场|当时|急了|then|just|might|may|will|who)*';
const customerSays = new RegExp(`(${customerNoun})(${adverbs})(?:${sayVerb})(?:道|着|了一句|过|我)?[，：]?\\s*$`);
const customerWants = new RegExp(
  `(?:${customerNoun})(?:的|提的|把|提)?(?:要求|诉求|原话|意思|条件)[^，。！？；\\n“”]{0,8}[：]?\\s*$`,
);
// 客户在评论里写得清清楚楚：“…”, 有个客户打进来就是连珠炮：“…”
const customerWrites = new RegExp(
  `(?:${demandNoun})(?:在[^，。！？；：\\n“”]{1,6}[里中上下]|打进来|打过来|打来电话|打电话来|进来|进门|上门|上来|开口|张口|一口气|大声|当面|气冲冲地?|激动地|生气地|就|还|又|都|是)+(?:说|讲|喊|吼|嚷|骂|写|留言|提了|列了|提出|连珠炮)[^，。！？；：\\n“”我]{0,8}[：]?\\s*$`,
);
// What is asked of 你们 is the customer's, where a customer was spoken of and the speaker does not say it.
const asksOfUs =
  /你们(?:要|得|必须|赶紧|马上|立刻|现在|给我|到底|怎么)|叫你们|我要求|给我(?:道歉|查|退|换|个说法|一个说法|说法|答复)|二选一|法庭见/;
const isOfCustomer = new RegExp(`${demandNoun}|女士|先生|大姐|大哥|电话|来信|评论|评价|留言|投诉|邮件`);
const customerLabel = /(?:^|[\n。；])\s*(?:客户|顾客|用户|买家|customer)：\s*$/;

/**
 * Quoted stretches that are the customer's own words (客户说：“…”). A quotation that the candidate says to the customer
 * (我跟客户说：“…”, or no speaker at all) is not among them.
 */
export function customerSpeech(text: string): Scope[] {
  const scopes: Scope[] = [];
  for (const quote of quotations(text)) {
    const before = text.slice(Math.max(0, quote.start - 31), quote.start - 1);
    const said = customerSays.exec(before);
    const isCustomer =
      said !== null &&
      !toCustomer.test(before.slice(0, said.index)) &&
      !/我|咱/.test(said[0].slice(0, said[0].search(sayVerb)));
    const lead = before.slice(before.search(/[^。！？；\n”]*$/));
    const isAsked =
      !/我|咱|俺|\bi\b/.test(lead) && isOfCustomer.test(lead) && asksOfUs.test(text.slice(quote.start, quote.end));
    if (isCustomer || isAsked || isIntroduced(before))
      scopes.push({ ...quote, cue: { start: quote.start - 1, end: quote.start } });
  }
  const demandEnd = nextStops(text, demandStop);
  for (const match of [...matchesOf(text, demand), ...matchesOf(text, theirDemand)]) {
    const before = text.slice(Math.max(0, match.index - 6), match.index);
    if (toCustomer.test(before)) continue;
    const start = match.index + match[0].length;
    scopes.push({ start: match.index, end: demandEnd(start), cue: { start: match.index, end: start } });
  }
  return scopes;
}

function isIntroduced(before: string): boolean {
  const written = customerWrites.exec(before);
  if (written !== null && !toCustomer.test(before.slice(0, written.index))) return true;
  return customerWants.test(before) || customerLabel.test(before);
}

const demandStop =
  /，(?!(?:还|又|并|而且还|并且还)(?:要求|要|想要|非要|逼)(?!给|帮|跟|和|向|把|再|去))|[。！？；\n”]|我(?:就|会|先|再|说|做|看|觉得|不|马上|立刻|们会|们就|们马上)/;

const demand = new RegExp(
  `(?:${demandNoun})${adverbs}(?:要求|非要|希望(?:我们|你们)|想要我们|指望|逼我们?|(?:说|问|建议|提出|抱怨|催)(?!题|卷|法|完|清|出|话|得|明|不|什么|一句|到|过|起|的|了算|几句|一下|我[记听])(?=[^，。！？；\\n“：])|喊着要|嚷着要|吵着要|让我们|叫我们|问能不能|demands? that|demands?|wants? us to|insists?)`,
  'g',
);
// Of 他 and 她 only what they plainly demand: they may be colleagues.
const theirDemand = new RegExp(
  `(?:他们?|她们?|人家)${adverbs}(?:要求|非要|扬言|坚持要|嚷着要|吵着要|喊着要|逼我们?|说(?=要|你们|必须|让我们|赶紧|不给|不退))`,
  'g',
);

const report =
  /(?:教材|课本|(?<!红|证|文|脸)书|(?<!官|联|上)网|培训手册|手册|教程|攻略|帖子|文章|理论|教科书|标准答案)(?:上|里|中|里面|上面)(?:都|也|常|总|就|一般)?(?:会|是)?(?:说|讲|写|教|提到|强调|建议|认为|要求|规定)(?:过|道|了|的是|着)?|(?:教材|课本|教科书|手册|教程|标准答案)(?:说|讲|写|教|要求|规定|强调)|(?:the )?(?:textbook|manual|book|article|course)s? (?:says?|tells?|teaches|recommends?|suggests?)|according to (?:the )?(?:textbook|manual|book)/g;
const others =
  /(?:有的|有些|别的|其他|一般的?|差的|某些)(?:客服|同行|公司|店|坐席)(?:们)?(?:可能|往往|一上来|喜欢|总|就|只|都|会)+|(?:some|other|most) agents (?:would|will|just|might)/g;

const reportStop =
  /[。！？；\n]|[，：]我(?:会|就|先|的|们|觉得|认为|做|则|不)|而我|但|所以|\bi(?:'d|'ll| would| will)\b/;

const colleagues =
  /(?:曾?有|有个|有位|有一[个位])(?:同行|前辈|老员工|老客服|同事)(?:们)?(?:曾经?|以前|跟我|私下)?(?:教|劝|建议|说|告诉)(?:过)?/g;

/** Stretches that report what books, teachers or other people say or do; they end where the speaker comes to their own acts. */
export function reportedScopes(text: string): Scope[] {
  const scopes: Scope[] = [];
  const reportEnd = nextStops(text, reportStop);
  for (const pattern of [report, others, colleagues]) {
    for (const match of matchesOf(text, pattern)) {
      const cue = { start: match.index, end: match.index + match[0].length };
      if (/我(?:们|就|会|常|总)?$/.test(text.slice(Math.max(0, cue.start - 3), cue.start))) continue;
      scopes.push({ start: cue.start, end: reportEnd(cue.end), cue });
    }
  }
  return scopes;
}

/** The insides of the quotations of a text, in order; an unclosed quotation ends with its line. */
export function quotations(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of matchesOf(text, /“([^”\n]*)(?:”|\n|$)/g)) {
    spans.push({ start: match.index + 1, end: match.index + 1 + (match[1] ?? '').length });
  }
  return spans;
}
