import { evidenceAt } from '../core/evidence.ts';
import type { Judgement, JudgeRequest, PointFinding } from '../core/judge.ts';

const gap = '[\\s\\u200b-\\u200d\\u2060\\ufeff.·-]{0,2}';
const digits = (count: string): string => `(?:\\d${gap}){${count}}`;

/** What is masked, in order: the longer number first, so that no tail of it is left over. */
const kinds: readonly { readonly label: string; readonly pattern: RegExp; readonly needs?: string }[] = [
  // Sought only where a word begins: a long answer without any @ would otherwise be read anew from each of its letters.
  {
    label: '邮箱',
    needs: '@',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  },
  { label: '证件号', pattern: new RegExp(`(?<!\\d)${digits('17')}[\\dXx](?![\\dA-Za-z])`, 'g') },
  { label: '卡号', pattern: new RegExp(`(?<!\\d)${digits('12,18')}\\d(?!\\d)`, 'g') },
  { label: '电话', pattern: new RegExp(`(?<!\\d)(?:\\+?86${gap})?1${gap}[3-9]${gap}${digits('8')}\\d(?!\\d)`, 'g') },
  { label: '电话', pattern: new RegExp(`\\+\\d{1,3}${gap}${digits('6,11')}\\d(?!\\d)`, 'g') },
  { label: '电话', pattern: new RegExp(`(?<!\\d)0\\d{2,3}${gap}${digits('6,7')}\\d(?!\\d)`, 'g') },
  { label: '电话', pattern: /[一幺壹][三四五六七八九][零〇一二三四五六七八九幺]{9}/g },
];

/**
 * The text with phone, ID card and bank card numbers, e-mail addresses and the given names covered.
 *
 * Every cover is exactly as long as what it covers, so that an offset in the masked text is the same offset in the raw
 * one and evidence needs no translation. Full-width digits and digits with gaps or invisible characters between them are found too.
 */
export function maskPersonal(text: string, names: readonly string[] = []): string {
  // Only characters that fold to one unit are folded, to keep offsets.
  const folded = text.replace(/[\uff01-\uff5e]/g, (character) => character.normalize('NFKC'));
  let masked = text;
  let probe = folded;
  const coverAll = (pattern: RegExp, cover: (length: number) => string): void => {
    for (const match of [...probe.matchAll(pattern)]) {
      const covering = cover(match[0].length);
      masked = splice(masked, match.index, covering);
      probe = splice(probe, match.index, covering);
    }
  };
  for (const { label, pattern, needs = '' } of kinds)
    if (probe.includes(needs)) coverAll(pattern, (length) => coverOf(label, length));
  // Longer names first: 王芳芳 must not leave 芳 behind when 王芳 is given too.
  for (const name of [...names].sort((first, second) => second.length - first.length)) {
    const wanted = name.trim();
    if (wanted.length >= 2 && mayStand(wanted, probe)) coverAll(namePattern(wanted), (length) => '某'.repeat(length));
  }
  return masked;
}

function splice(text: string, at: number, covering: string): string {
  return text.slice(0, at) + covering + text.slice(at + covering.length);
}

function coverOf(label: string, length: number): string {
  return `${`〔${label}`.padEnd(length - 1, '*').slice(0, length - 1)}〕`;
}

const latin = /^[\p{Script=Latin}\s.'-]+$/u;

/** Most answers do not name their candidate: to see that its first character is missing takes a fraction of making a pattern. */
function mayStand(name: string, text: string): boolean {
  return latin.test(name) || text.includes(String.fromCodePoint(name.codePointAt(0) ?? 0));
}

/** A Latin name is a whole word: "Li" is not in "Live". A Chinese one stands anywhere, also with spaces between its characters. */
function namePattern(name: string): RegExp {
  const quoted = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const letters = [...name.replace(/\s+/g, ' ')];
  const body = letters.map((letter) => (letter === ' ' ? '\\s+' : quoted(letter)));
  return latin.test(name)
    ? new RegExp(`(?<![\\p{L}])${body.join('')}(?![\\p{L}])`, 'giu')
    : new RegExp(body.join('\\s{0,2}'), 'gu');
}

/** The request as it leaves the machine: nothing personal in the answer, every offset as it was. */
export function masked(request: JudgeRequest): JudgeRequest {
  return { ...request, answer: maskPersonal(request.answer, request.names) };
}

/** The same judgement with evidence in the words of the raw answer. */
export function unmasked(judgement: Judgement, { answer }: JudgeRequest): Judgement {
  const points = judgement.points.map((point) => unmaskedPoint(point, answer));
  const redFlags = judgement.redFlags.map(({ id, evidence: [first, ...rest] }) => ({
    id,
    evidence: [evidenceAt(answer, first), ...rest.map((span) => evidenceAt(answer, span))] as const,
  }));
  return { ...judgement, points, redFlags };
}

/** One finding of a masked answer with evidence in the words of the raw one. */
export function unmaskedPoint(point: PointFinding, answer: string): PointFinding {
  if (point.verdict !== 'met' && point.verdict !== 'partial') return point;
  const [first, ...rest] = point.evidence;
  return { ...point, evidence: [evidenceAt(answer, first), ...rest.map((span) => evidenceAt(answer, span))] };
}
