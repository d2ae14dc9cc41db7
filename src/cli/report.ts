import { styleText } from 'node:util';
import type { Grade, GradedPoint } from '../core/grade.ts';

type Style = Parameters<typeof styleText>[0];

const words = {
  zh: {
    verdict: { met: '达到', partial: '部分', missed: '未达到', undecided: '待定' },
    marks: '分',
    advice: '建议',
    redFlag: '红线',
    review: '需要人工复核',
    engine: {
      heuristic: '由规则引擎评分，练习反馈，仅供参考',
      hybrid: '由大模型评分、规则引擎复核，练习反馈，仅供参考',
    },
    second: '规则引擎的看法',
    votes: '投票',
    none: '未评分',
    provisional: '暂定',
  },
  en: {
    verdict: { met: 'met', partial: 'partial', missed: 'missed', undecided: 'undecided' },
    marks: 'marks',
    advice: 'add',
    redFlag: 'red flag',
    review: 'needs a person to look',
    engine: {
      heuristic: 'judged by the heuristics; practice feedback',
      hybrid: 'judged by a language model, cross-examined by the heuristics; practice feedback',
    },
    second: 'the heuristics say',
    votes: 'votes',
    none: 'not graded',
    provisional: 'provisional',
  },
} as const;

const mark: Readonly<Record<GradedPoint['verdict'], { sign: string; style: Style }>> = {
  met: { sign: '✓', style: 'green' },
  partial: { sign: '◐', style: 'yellow' },
  missed: { sign: '✗', style: 'red' },
  undecided: { sign: '?', style: 'magenta' },
};

/** A grade as a person reads it on a terminal. Colours appear only where standard output shows them and NO_COLOR is unset. */
export function reportGrade(grade: Grade, title: string): string {
  const word = words[grade.lang];
  const lines = [`${paint('bold', title)}  ${paint('dim', grade.question)}`, scoreLine(grade), ''];
  for (const point of grade.points) {
    const { sign, style } = mark[point.verdict];
    lines.push(
      `${paint(style, `${sign} ${word.verdict[point.verdict]}`)}  ${paint('bold', point.name)}  ${point.reason}`,
    );
    for (const evidence of point.evidence) lines.push(`    ${quote(evidence.quote)}`);
    const votes = Object.entries(point.votes ?? {});
    if (votes.length > 1) {
      const split = votes.map(([verdict, count]) => `${word.verdict[verdict as GradedPoint['verdict']]} ${count}`);
      lines.push(`    ${paint('magenta', `${word.votes}: `)}${split.join(' · ')}`);
    }
    if (point.heuristic?.contradicts) {
      const { verdict, reason } = point.heuristic;
      lines.push(`    ${paint('magenta', `${word.second}: `)}${word.verdict[verdict]}  ${reason}`);
    }
    if (point.advice !== null) lines.push(`    ${paint('cyan', `${word.advice}: `)}${point.advice}`);
  }
  for (const flag of grade.red_flags) {
    lines.push(
      `${paint('red', `! ${word.redFlag}`)}  ${paint('bold', flag.name)}  −${Math.round(flag.deduct * 100)} %`,
    );
    for (const evidence of flag.evidence) lines.push(`    ${quote(evidence.quote)}`);
  }
  lines.push('', grade.summary);
  if (grade.review.needed) lines.push(paint('magenta', `${word.review}: ${grade.review.reasons.join(', ')}`));
  lines.push(paint('dim', word.engine[grade.engine]));
  return `${lines.join('\n')}\n`;
}

function scoreLine(grade: Grade): string {
  const word = words[grade.lang];
  if (grade.outcome === 'ungraded') return word.none;
  const range = grade.range === null ? '' : `  (${word.provisional}, ${grade.range.low}–${grade.range.high})`;
  return `${paint('bold', `${grade.score} / ${grade.marks}`)} ${word.marks}  ${grade.percent} %${range}`;
}

function quote(text: string): string {
  return paint('italic', `「${text.replaceAll('\n', ' ')}」`);
}

function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
