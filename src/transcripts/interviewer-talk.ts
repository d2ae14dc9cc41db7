import { symbolsOf } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { bigrams, containment } from '../text/similarity.ts';

/** What a turn is in which nobody asks a question of the bank. */
export type Talk = 'listening' | 'remark' | 'follow_up' | 'other_question' | 'end';

const listening =
  /^(?:嗯+|唔|对+|对的|是+|是的|是吧|好+|好的|好啊|好嘞|行|可以|哦+|噢|啊|明白|明白了|了解|了解了|理解|没错|ok|okay|yes|yeah|right|sure|mm|mhm|uh huh|i see|got it|go on|go ahead|please|然后呢|您继续|你继续|继续|接着说|请继续|您说|你说|您讲|请说|请讲|没事|没关系|不急|慢慢说|谢谢.{0,5}|辛苦了|thanks.{0,12}|thank you.{0,12}|抱歉|不好意思)$/;

const asking =
  /[?？]|吗|呢(?:[。！，\s]|$)|怎么|怎样|咋|如何|为什么|为何|什么|哪|多少|几[个次天年]|是不是|有没有|能不能|可不可以|会不会|要不要|请.{0,4}(?:介绍|谈|说|讲|描述|分享|举|分析)|(?:介绍|描述|分析|评价|说|讲|谈|聊)一下|(?:说|讲|聊|谈|举|分享)[一两几][个件次段]|说说|谈谈|聊聊|讲讲|\b(?:what|how|why|when|where|which|who|could you|can you|would you|do you|did you|have you|are you|tell me|describe|walk me|give me)\b/i;

/** How a clause begins that leans on what was just said. A pronoun does where nobody was named before it in the same breath. */
const leaning =
  /^(?:那|那么|所以|也就是说|具体|[你您][这那刚]|刚才|刚刚|你说|您说|你提到|您提到|这|他|她|对方|人家|还有吗|还有别|还会|还能|除此|除了这|然后|后面|后来|最后|结果呢|当时|有没有哪次|哪次|第一句|举个|能举|能不能|能具体|可以具体|再具体|再说|再多|(?:如果|要是)(?:客户|他|她|对方|还是|已经|真|这|那|没|不|查)|万一|and |but |so |then |what if|what about|how about|if (?:he|she|they|it|that|the customer)|you said|you mentioned|why(?: not)?$|how so|anything else|(?:can|could) you (?:be more|give|say more)|for example|in that case)/i;

/** Somebody new, with whom another case begins. */
const somebodyNew = /[一两三]位|有[个位]|某[个位天日]|同一个|an? (?:customer|client|colleague)/i;

/** Whom a case of its own is about, and who is spoken of once it is known who. */
const somebody = /客户|顾客|用户|买家|同事|员工|主管|领导|老板|家长|customer|client|colleague|manager|boss/i;
const pronoun = /^(?:这|他|她|对方|人家|he |she |they )/i;
/** Chinese characters or Latin words from which a question tells a case of its own. */
const ownCase = 25;

/** What may be a case of the running question, or a new one; it is the former when it is about the same things. */
const supposing = /^(?:如果|假如|假设|要是|客户|顾客|比如|suppose|if |the customer )/i;

/** How an interviewer passes on to something else. */
const passingOn =
  /^(?:[^，。、\d]{0,6}[~，。 ]{0,2})?第?[一二三四五六\d]{1,2}[、.．)）]|下一[个道题]|下个问题|另(?:外)?(?:一个|问)|换[一个](?:个|话题|问题|角度)|再来一个|再问一个|接下来|最后一?个?问题|第[二三四五六七八九十\d]{1,2}[个道题]|我们(?:再)?(?:聊|谈|看)|回到(?:你|您)的|next question|move on|another question|let's talk|last question|switch/i;

/** How an interview ends. */
const ending =
  /(?:今天|面试).{0,6}(?:到这|先这样|结束)|先到这|等(?:我们)?(?:的)?通知|(?:HR|人事|我们)?会(?:再)?通知你|be in touch|that's all for today|thanks for coming/i;

/** What interviewers ask of the person, not of the work: none of it is in a bank of service questions. */
const personal =
  /自我介绍|介绍一下(?:你|您)?自己|离职|离开(?:上一|前|原|之前|现在)|跳槽|薪|工资|待遇|到岗|入职|职业规划|优点|缺点|加班|轮班|夜班|排班|住(?:在|哪)|通勤|学历|专业是|毕业|为什么(?:选择|想来|应聘|投)|(?:想|要)问(?:我|我们)|问题要问|了解我们公司|结婚|爱好|introduce yourself|about yourself|salary|notice period|start date|strengths?|weakness|career plan|why do you want|questions for (?:me|us)|leave your/i;

const everydayPhrase =
  /的时|时候|是不|不是|有没|没有|能不|不能|会不|要不|怎么|什么|如何|处理|应对|客户|顾客|客服|公司|一个|一下|你们|我们|他们|自己|觉得|可以|需要|现在|以后|之后|之前|然后|因为|所以|如果|就是|还是|或者|这个|那个|比较|工作|问题|遇到|碰到|多少|比如|知道|说一|打电|电话/;
const longWord = /[a-z]{6,}/g;
const everydayWord =
  /^(?:customers?|service|company|question|really|people|something|anything|should|always|before|because|working)$/;

/** Share of a question's bigrams that stand in what was said before, from which it is about the same things. */
const sameThings = 0.3;
/** The same for a question that supposes a case. */
const sameCase = 0.2;
/** Chinese characters or Latin words of a question that says too little to be about anything new, such as 一百呢 or 提醒了还骂呢. */
const fewSymbols = 6;

/**
 * What an interviewer's turn is, where it is none of the bank's questions, told by its words and by what they share with
 * what was said before. A question that may be either is another one: that ends the answer and is reported, where
 * taking it for a follow-up would add to the answer unseen.
 *
 * @param said - what was said since the running question was asked, the question included; empty when none is running
 */
export function talkOf(text: string, said: string): Talk {
  const plain = text.trim().toLowerCase();
  const clauses = clausesOf(plain);
  if (isListening(text)) return 'listening';
  const asks = asking.test(plain);
  if (!asks && ending.test(plain)) return 'end';
  if (passingOn.test(plain)) return asks || said !== '' ? 'other_question' : 'remark';
  if (!asks) return 'remark';
  if (said === '' || personal.test(plain)) return 'other_question';
  const substance = clauses.filter((clause) => !listening.test(clause));
  if (symbolCount(plain) <= fewSymbols) return 'follow_up';
  const isLong = symbolCount(plain) >= ownCase;
  if (!somebodyNew.test(plain) && leans(substance, isLong)) return 'follow_up';
  if (!isLong && (sharesWord(plain, said) || sharesPhrase(plain, said))) return 'follow_up';
  const shared = containment(bigrams(normalise(text).text), bigrams(normalise(said).text));
  if (shared >= sameThings) return 'follow_up';
  const supposes = substance.some((clause) => supposing.test(clause));
  return supposes && (shared >= sameCase || /呢[?？。！]?$/.test(plain)) ? 'follow_up' : 'other_question';
}

/** Does a clause lean on what was said before? In a long question a pronoun does not where somebody is named before it. */
function leans(clauses: readonly string[], isLong: boolean): boolean {
  const namedIn = isLong ? clauses.findIndex((clause) => somebody.test(clause)) : -1;
  return clauses.some(
    (clause, index) => leaning.test(clause) && !(namedIn >= 0 && namedIn < index && pronoun.test(clause)),
  );
}

/** Do two English texts share a word that is long enough to mean something, and is not in every talk of this kind? */
function sharesWord(first: string, second: string): boolean {
  const words = new Set(second.toLowerCase().match(longWord));
  return (first.match(longWord) ?? []).some((word) => words.has(word) && !everydayWord.test(word));
}

/** Does a text point at something that was said (这个权限), or repeat three characters of it that mean something? */
function sharesPhrase(text: string, said: string): boolean {
  for (const [, named = ''] of text.matchAll(/[这那][个种次件款块条些套]([\u4e00-\u9fff]{2})/g))
    if (said.includes(named)) return true;
  for (let at = 0; at + 3 <= text.length; at++) {
    const phrase = text.slice(at, at + 3);
    if (/^[\u4e00-\u9fff]{3}$/.test(phrase) && !everydayPhrase.test(phrase) && said.includes(phrase)) return true;
  }
  return false;
}

function clausesOf(plain: string): string[] {
  // Speech without punctuation is parted by blanks; between Latin words they part nothing. A run of blanks is looked at once, from its
  // beginning: from each of its blanks would take minutes for a long one.
  return plain
    .split(/[，。！？、,.!?;；…~～\n]+|(?<=[\u4e00-\u9fff])\s+|(?<!\s)\s+(?=[\u4e00-\u9fff])/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** How long a text is, in Chinese characters and Latin words. */
export function symbolCount(text: string): number {
  return symbolsOf(normalise(text).text).symbol.length;
}

/** Does it only show that one listens, such as 嗯 or 好的您说? */
export function isListening(text: string): boolean {
  return clausesOf(text.trim().toLowerCase()).every((clause) => listening.test(clause));
}

/** Is it asked of the person, such as what salary is wanted? */
export function isPersonal(text: string): boolean {
  return asking.test(text) && personal.test(text);
}

/** Does it come to a question at its end? Before that an answer may speak of asking as well. */
export function endsAsking(text: string): boolean {
  return /[?？]\s*$/.test(text) || clausesOf(text.trim().toLowerCase()).slice(-2).some(isAsking);
}

/** Is somebody called by this name in it, as in `林悦，你来说说`? */
export function isCalled(name: string, text: string): boolean {
  const after = text.split(name).slice(1);
  return after.some((rest) => /^(?:[，,、：:?？~]|[你您呢先来吧]|同学|请)/.test(rest));
}

/** Does it ask for something? */
export function isAsking(text: string): boolean {
  return asking.test(text);
}
