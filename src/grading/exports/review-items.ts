import type { Column } from './columns.ts';
import type { ExportRequest } from './export-request.ts';
import type { Gathered } from './gather.ts';
import { placeOf } from './place.ts';

/** Something that a person should look at. */
export type ReviewItem = {
  readonly kind: string;
  readonly candidate: string | null;
  readonly question: string | null;
  readonly id: string | null;
  readonly why: string;
  readonly place: string | null;
};

const kinds = {
  zh: { review: '需要复核', same: '作答相似', ungraded: '未能评分', fault: '文件问题' },
  en: { review: 'to review', same: 'similar answers', ungraded: 'could not be graded', fault: 'fault in a file' },
} as const;

export const reviewColumns: readonly Column<ReviewItem>[] = [
  { zh: '类别', en: 'kind', width: 13, cell: ({ kind }) => kind },
  { zh: '候选人', en: 'candidate', width: 18, cell: ({ candidate }) => candidate },
  { zh: '题目', en: 'question', width: 24, cell: ({ question }) => question },
  { zh: '编号', en: 'id', width: 16, cell: ({ id }) => id },
  { zh: '说明', en: 'why', width: 60, cell: ({ why }) => why },
  { zh: '来源', en: 'place', width: 30, cell: ({ place }) => place },
]; // biome-ignore format: a table reads better in rows

/** Faults of files first, then answers that were not graded, groups of near-identical answers, and answers to review. */
export function reviewItems(
  { lines, scorecards, titleOf, words }: Gathered,
  { lang, faults }: ExportRequest,
): ReviewItem[] {
  const kind = kinds[lang];
  const about = (line: Gathered['lines'][number]) => {
    const { submission } = line.row;
    const place = placeOf(submission.origin, lang);
    return { candidate: submission.candidate, question: line.question.title, id: submission.id, place };
  };
  return [
    ...faults.map(({ file, field, message, zh = message, line }) => ({
      kind: kind.fault,
      candidate: null,
      question: null,
      id: null,
      why: [field, lang === 'zh' ? zh : message].filter((part) => part !== '').join(lang === 'zh' ? '：' : ': '),
      place: line === undefined ? file : `${file}:${line}`,
    })),
    ...lines
      .filter(({ answer }) => answer.reason !== null)
      .map((line) => ({ kind: kind.ungraded, ...about(line), why: line.answer.reason ?? '' })),
    ...scorecards.same_answers.map(({ question, answers }) => ({
      kind: kind.same,
      candidate: words.list(answers.map(({ candidate }) => candidate ?? words.unnamed)),
      question: titleOf(question),
      id: words.list(answers.map(({ answer_id }) => answer_id)),
      why: likenessText(
        answers.slice(1).map(({ likeness }) => likeness),
        lang,
      ),
      place: null,
    })),
    ...lines
      .filter(({ answer }) => answer.reviewReasons.length > 0)
      .map((line) => ({
        kind: kind.review,
        ...about(line),
        why: words.list(line.answer.reviewReasons.map((reason) => words.reason[reason])),
      })),
  ];
}

/** How alike the others of a group are to its first. */
export function likenessText(others: readonly number[], lang: 'zh' | 'en'): string {
  const [least, most] = [Math.min(...others), Math.max(...others)].map((share) => `${Math.round(100 * share)} %`);
  const range = least === most ? `${least}` : `${least}–${most}`;
  return lang === 'en' ? `${range} of the wording is the same` : `措辞有 ${range} 相同`;
}
