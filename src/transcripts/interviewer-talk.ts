import { contentLength } from '../text/similarity.ts';

/** What a turn is in which nobody asks a question of the bank. */
export type Talk = 'listening' | 'remark' | 'follow_up' | 'other_question';

const listening =
  /^(?:嗯+|唔|对+|对的|是+|是的|是吧|好+|好的|好啊|好嘞|行|可以|哦+|噢|啊|明白|明白了|了解|了解了|理解|没错|ok|okay|yes|yeah|right|sure|mm|mhm|uh huh|i see|got it|go on|go ahead|please|然后呢|您继续|你继续|继续|接着说|请继续|您说|你说|您讲|请说|请讲|没事|没关系|不急|慢慢说|谢谢|谢谢您|thanks|thank you|抱歉|不好意思)$/;

const asking =
  /[?？]|吗|呢(?:[。！，\s]|$)|怎么|怎样|如何|为什么|为何|什么|哪|多少|几[个次天年]|是不是|有没有|能不能|可不可以|会不会|要不要|请.{0,4}(?:介绍|谈|说|讲|描述|分享|举|分析)|(?:介绍|描述|分析|评价)一下|说说|谈谈|聊聊|讲讲|\b(?:what|how|why|when|where|which|who|could you|can you|would you|do you|did you|have you|are you|tell me|describe|walk me|give me)\b/i;

/** How a question begins that leans on what was just said. */
const leaning =
  /^(?:那|那么|所以|也就是说|如果|假如|假设|要是|万一|比如|具体|刚才|你刚|您刚|你说|您说|你提到|您提到|这个|这里|这样|这种|这时|这种情况|他|她|客户|对方|还有|除此|除了|为什么|然后|接着|后来|最后|结果|当时|举个例子|能举|能不能具体|能具体|可以具体|再|and if|what if|so|but|then|if|you said|you mentioned|why|how so|anything else|could you be more|can you give|for example|in that case|suppose)/i;

/** How an interviewer passes on to something else. */
const passingOn =
  /下一[个道题]|下个问题|另(?:外)?(?:一个|问)|换个?(?:话题|问题|角度)|接下来|最后一?个?问题|第[二三四五六七八九十\d]{1,2}[个道题]|我们(?:再)?(?:聊|谈|看)|回到(?:你|您)的|next question|move on|another question|let's talk|last question|switch/i;

/** What interviewers ask of the person, not of the work: none of it is in a bank of service questions. */
const personal =
  /自我介绍|介绍一下(?:你|您)?自己|离职|离开(?:上一|前|原|之前|现在)|跳槽|薪|工资|待遇|到岗|入职|职业规划|优点|缺点|加班|轮班|夜班|排班|住(?:在|哪)|通勤|学历|专业是|毕业|为什么(?:选择|想来|应聘|投)|(?:想|要)问(?:我|我们)|问题要问|了解我们公司|结婚|爱好|introduce yourself|about yourself|salary|notice period|start date|strengths?|weakness|career plan|why do you want|questions for (?:me|us)|leave your/i;

/**
 * What an interviewer's turn is, where it is none of the bank's questions. Told by its words alone; `context` says whether an
 * answer is running, for only then something can be followed up.
 */
export function talkOf(text: string, context: { readonly isRunning: boolean }): Talk {
  const plain = text.trim().toLowerCase();
  const clauses = plain.split(/[，。！？、,.!?;；…~～\s]+/).filter((clause) => clause !== '');
  if (clauses.every((clause) => listening.test(clause))) return 'listening';
  const asks = asking.test(plain);
  if (passingOn.test(plain)) return asks || context.isRunning ? 'other_question' : 'remark';
  if (!asks) return 'remark';
  if (personal.test(plain) || !context.isRunning) return 'other_question';
  const opening = clauses.find((clause) => !listening.test(clause)) ?? plain;
  if (leaning.test(opening) || contentLength(plain) <= 14) return 'follow_up';
  return 'other_question';
}

/** Does it only show that one listens, such as 嗯 or 好的您说? */
export function isListening(text: string): boolean {
  return talkOf(text, { isRunning: true }) === 'listening';
}

/** Does it ask for something? */
export function isAsking(text: string): boolean {
  return asking.test(text);
}
