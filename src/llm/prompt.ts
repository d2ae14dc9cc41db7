import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import type { JudgeRequest } from '../core/judge.ts';
import type { Rubric } from '../core/rubric.ts';
import { type FewShot, pickExamples, tokensForExamples } from './few-shot.ts';

/** Where the judge's prompt lies. */
export const promptFile = fileURLToPath(new URL('../../prompts/judge.md', import.meta.url));

/** What stands at the head of a prompt file. */
export const FrontMatter = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  variables: z.array(z.string()),
});

/** A prompt file: its template, and the hash that a grade carries. */
export type Prompt = { readonly template: string; readonly hash: string };

/**
 * Reads a prompt: YAML front matter between `---` lines, then the template with `{{variable}}` places.
 *
 * @throws {InvalidInput} when the front matter is missing, or template and variables do not name the same places
 */
export function readPrompt(path: string): Prompt {
  const source = readFileSync(path, 'utf8');
  const [, header, template] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  if (header === undefined || template === undefined) {
    throw new InvalidInput(path, [
      { field: '', message: 'a prompt begins with front matter between two lines of ---' },
    ]);
  }
  const { variables } = FrontMatter.parse(parse(header));
  const used = new Set([...template.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''));
  const faults = [
    ...variables
      .filter((name) => !used.has(name))
      .map((name) => ({ field: name, message: 'is declared and never used' })),
    ...[...used]
      .filter((name) => !variables.includes(name))
      .map((name) => ({ field: name, message: 'is used and not declared' })),
  ];
  if (faults.length > 0) throw new InvalidInput(path, faults);
  return { template, hash: `sha256:${createHash('sha256').update(source).digest('hex')}` };
}

/**
 * Fills the template for one answer. Weights, marks and names of candidates are never in it. The answer stands between
 * two lines of a marker made for this request, and nothing in the answer can look like it.
 */
export function renderPrompt(prompt: Prompt, request: JudgeRequest, marker = makeMarker()): string {
  const values: Record<string, string> = { marker, answer: neutralise(withoutCut(request), marker) };
  return rubricPart(prompt, request).replace(/\{\{(marker|answer)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** The template with everything filled in that is the same for all answers of a question: made once, for it is most of the work. */
function rubricPart(prompt: Prompt, { rubric, lang }: JudgeRequest): string {
  const key = `${prompt.hash} ${lang}`;
  const made = rubricParts.get(rubric) ?? new Map<string, string>();
  const known = made.get(key);
  if (known !== undefined) return known;
  const fill = (points: string): string => {
    const values: Record<string, string> = {
      question: rubric.prompt,
      points,
      red_flags: redFlagLines(rubric),
      language: lang === 'en' ? '英文（English）' : '中文',
    };
    return prompt.template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
  };
  const tokens = tokensForExamples(fill(pointLines(rubric, new Map())), rubric.points.length);
  const filled = fill(pointLines(rubric, pickExamples(rubric, tokens)));
  rubricParts.set(rubric, made.set(key, filled));
  return filled;
}

const rubricParts = new WeakMap<Rubric, Map<string, string>>();

function pointLines(rubric: Rubric, examples: FewShot): string {
  return rubric.points
    .map((point) => {
      const note = point.grader_note === undefined ? '' : `；注意：${point.grader_note}`;
      const shown = examples.get(point.id)?.map(({ verdict, text }) => `；例“${text}”=${verdict}`) ?? [];
      return `- ${point.id}（${point.name}）met：${point.met}；partial：${point.partial}${note}${shown.join('')}`;
    })
    .join('\n');
}

function redFlagLines(rubric: Rubric): string {
  if (rubric.red_flags.length === 0) return '无';
  return rubric.red_flags.map((flag) => `- ${flagKey(flag.id)}（${flag.name}）${flag.when}`).join('\n');
}

/** The key of a red flag in the reply: points and red flags may share an id. */
export function flagKey(id: string): string {
  return `red_flag_${id}`;
}

/** The answer with the stretches blanked out that are addressed to the grader; offsets stay as they were. */
export function withoutCut({ answer, cut }: Pick<JudgeRequest, 'answer' | 'cut'>): string {
  let text = answer;
  for (const { start, end } of cut) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  return text;
}

/** Breaks whatever could pass for a marker, a delimiter or a tag, in any width, and drops characters that nobody sees. */
function neutralise(answer: string, marker: string): string {
  return answer
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu, '')
    .replaceAll(marker, '')
    .replace(/[<＜〈《]{2,}|[>＞〉》]{2,}|[=＝]{3,}|[-－—]{3,}|[#＃]{3,}|[`｀]{3,}/g, ' ')
    .replace(/[<＜](\/?[a-z|][^<>＜＞]{0,30})[>＞]/gi, '($1)')
    .replace(/\{\{/g, '{ {');
}

/** What every marker looks like, for those who compare requests. */
export const markerPattern = /<<<[0-9a-f]{18}>>>/g;

function makeMarker(): string {
  return `<<<${randomBytes(9).toString('hex')}>>>`;
}
