import type { Problem, ProblemCode } from '../client/api.ts';
import { faultWords, zhFields } from '../words/fault.ts';
import { type Lang, useLang } from '../words/lang.ts';
import type { Fault } from './fault.ts';

/** Problems of which the kind alone does not tell enough. */
const telling: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['invalid_input', 'conflict']);

/** Says in the language in use what went wrong with a request, and what to do. */
export function useFaultText(): (fault: Fault) => string {
  const [lang] = useLang();
  return (fault) => faultText(fault, lang);
}

/** The same in a language. */
export function faultText({ problem, retryAfter }: Fault, lang: Lang): string {
  const words = faultWords[lang];
  if (problem === null) return words.unreachable;
  const { code, status } = problem;
  const parts = [
    words.codes[code],
    telling.has(code) ? words.told(toldBy(problem, lang)) : '',
    retryAfter !== null ? words.wait(timeText(retryAfter, lang)) : status === 429 || status >= 500 ? words.later : '',
  ];
  return parts.filter((part) => part !== '').join(lang === 'zh' ? '' : ' ');
}

/** What the service says of each fault, in the language where it has it, else in English. */
function toldBy({ errors = [], detail }: Problem, lang: Lang): string {
  if (lang === 'en' || errors.length === 0 || errors.some(({ zh }) => zh === undefined)) return detail;
  return errors.map(({ field, zh }) => (field === '' ? zh : `${placeText(field)} ${zh}`)).join(faultWords[lang].join);
}

/** A place in a request by the names that people know; a place in a file has them already. */
function placeText(field: string): string {
  const [first = '', ...rest] = field.split('.');
  const name = zhFields[first];
  if (name === undefined) return field;
  return [
    name,
    ...rest.map((part) => (/^\d+$/.test(part) ? `第 ${Number(part) + 1} 项` : (zhFields[part] ?? part))),
  ].join(' ');
}

function timeText(seconds: number, lang: Lang): string {
  const words = faultWords[lang];
  if (seconds < 100) return words.seconds(seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? words.minutes(minutes) : words.hours(Math.ceil(minutes / 60));
}
