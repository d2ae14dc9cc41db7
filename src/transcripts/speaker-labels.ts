import type { Role } from '../core/turn.ts';
import { isPersonName } from './person-names.ts';

/** What a speaker's label says of its own accord. */
export type LabelMeaning = {
  readonly role: Exclude<Role, 'unknown'>;
  /** The person named beside the role, as in `候选人（李雷）`. */
  readonly person: string | undefined;
  /** Only a role-play has such speakers (`客户`, `客服`); they count where no other label tells who asks. */
  readonly isWeak: boolean;
};

const roles: readonly { readonly role: LabelMeaning['role']; readonly isWeak: boolean; readonly words: RegExp }[] = [
  {
    role: 'interviewer',
    isWeak: false,
    words:
      /^(?:主面试官|副面试官|面试官|面试老师|面试主管|主考官|考官|提问者|提问人|主持人|招聘官|招聘专员|招聘经理|招聘主管|招聘|人力资源|人事经理|人事主管|人事|hrbp|hr|interviewer|recruiter|hiring manager|moderator|host)/i,
  },
  {
    role: 'candidate',
    isWeak: false,
    words:
      /^(?:候选人|应聘者|应聘人|求职者|被面试者|被面试人|面试者|受访者|考生|选手|candidate|interviewee|applicant)/i,
  },
  {
    role: 'other',
    isWeak: false,
    words:
      /^(?:记录员|记录人|书记员|速记员|观察员|观察者|旁听|系统消息|系统|助理|旁白|recorder|observer|notetaker|system)/i,
  },
  { role: 'interviewer', isWeak: true, words: /^(?:客户|顾客|买家|customer)/i },
  { role: 'candidate', isWeak: true, words: /^(?:客服人员|客服代表|客服|坐席|agent)/i },
];

const asks = /^(?:q|question|问|提问|问题)\s?\d{0,3}$/i;
const answers = /^(?:a|answer|答|回答)\s?\d{0,3}$/i;

/** What a label means by itself; undefined for a name or anything else. */
export function meaningOf(label: string): LabelMeaning | undefined {
  const text = label.normalize('NFKC').trim();
  if (asks.test(text)) return { role: 'interviewer', person: undefined, isWeak: false };
  if (answers.test(text)) return { role: 'candidate', person: undefined, isWeak: false };
  const after = roleAfterName(text);
  if (after !== undefined) return after;
  for (const { role, isWeak, words } of roles) {
    const word = words.exec(text)?.[0];
    if (word === undefined) continue;
    const rest =
      /^[\s\-_—·#./|:]*(?:no\.?)?(?:\d{1,2}|[一二三四五六七八九十]|[A-Za-z](?![A-Za-z]))?[\s\-_—·./|([【]*([^()[\]【】]{0,20}?)[)\]】\s]*$/i.exec(
        text.slice(word.length),
      );
    const person = rest?.[1]?.trim();
    if (rest === null || person === undefined) continue;
    const isNamed = person !== '' && !/^[男女甲乙丙丁]$/.test(person);
    if (isNamed && !isPersonName(person)) continue;
    return { role, isWeak, person: isNamed ? person : undefined };
  }
  return undefined;
}

/** `Kevin Zhang [Candidate]` and `王敏（面试官）`: the name, and the role in brackets behind it. */
function roleAfterName(text: string): LabelMeaning | undefined {
  const [, person, inBrackets = ''] = /^([^()[\]【】]{1,40}?)\s?[([【]([^()[\]【】]{1,20})[)\]】]$/.exec(text) ?? [];
  if (person === undefined || meaningOf(person) !== undefined) return undefined;
  const meaning = meaningOf(inBrackets);
  return meaning === undefined || meaning.isWeak || meaning.person !== undefined ? undefined : { ...meaning, person };
}

/** One name for the labels of one speaker: `Q1`, `Q2`, `问题3` are the same one, who asks. */
export function speakerOf(label: string): string {
  const text = label.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (asks.test(text)) return /^[a-z]/i.test(text) ? 'Q' : '问';
  if (answers.test(text)) return /^[a-z]/i.test(text) ? 'A' : '答';
  return label.replace(/\s+/g, ' ').trim();
}

/** Is it a label that a recorder gives to a voice it does not know, such as `说话人 1` or `Speaker B`? */
export function isVoiceNumber(label: string): boolean {
  return /^(?:说话人|发言人|讲话人|用户|嘉宾|speaker|spk|voice|user)\s?[-_#]?\s?[0-9a-z一二三四五六]{1,3}$/i.test(
    label.normalize('NFKC').trim(),
  );
}
