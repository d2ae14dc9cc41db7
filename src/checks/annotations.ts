import { type AnswerResult, nameOf } from './answer-result.ts';
import type { GateResult } from './gates.ts';
import type { Finding } from './lint/rule.ts';

/** Where a question, or a point or red flag of it, stands; undefined when there is no such thing any more. */
export type Place = (question: string, part?: string) => { readonly file: string; readonly line: number } | undefined;

const mostNamed = 4;

/**
 * What a run says of single lines of the rubrics: of each point and red flag that is judged otherwise than labelled, which
 * answers those are. An error where a gate of that point, or of its question, failed; else a warning.
 */
export function annotationsOf(results: readonly AnswerResult[], gates: readonly GateResult[], place: Place): Finding[] {
  const failed = gates.filter((gate) => gate.state === 'failed');
  const wrong = Map.groupBy(results.flatMap(wrongParts), (part) => `${part.question}.${part.id}`);
  const parts = [...wrong].flatMap(([name, cases]): Finding[] => {
    const [first] = cases;
    const at = first === undefined ? undefined : place(first.question, first.id);
    if (first === undefined || at === undefined) return [];
    const broken = failed.some(({ slice }) => slice === `point ${name}` || slice === `question ${first.question}`);
    return [
      {
        ...at,
        rule: name,
        severity: broken ? 'error' : 'warning',
        message: `${cases.length} judged otherwise than labelled: ${shortList(cases.map((part) => part.said))}`,
        remedy: `answer-grader explain ${first.question} shows which indicators fire`,
      },
    ];
  });
  const questions = failed.flatMap(({ slice, limit, bound, value }): Finding[] => {
    const [kind, question = ''] = slice.split(' ');
    const at = kind === 'question' ? place(question) : undefined;
    if (at === undefined) return [];
    const message = `${limit.slice(4)} is ${value?.toFixed(3)}, ${limit.startsWith('min_') ? 'at least' : 'at most'} ${bound} is asked`;
    return [{ ...at, rule: question, severity: 'error', message, remedy: 'the points below say which answers' }];
  });
  return [...questions, ...parts];
}

type WrongPart = { readonly question: string; readonly id: string; readonly said: string };

function wrongParts(result: AnswerResult): WrongPart[] {
  if (result.outcome === 'ungraded') return [];
  const { question } = result;
  const name = nameOf(result.id);
  return [
    ...result.points
      .filter((point) => point.verdict !== point.label)
      .map(({ id, label, verdict }) => ({ question, id, said: `${name} ${label} → ${verdict}` })),
    ...result.red_flags
      .filter((flag) => flag.found !== flag.labelled)
      .map(({ id, found }) => ({ question, id, said: `${name} ${found ? 'wrongly found' : 'overlooked'}` })),
  ];
}

function shortList(items: readonly string[]): string {
  const shown = items.slice(0, mostNamed).join(', ');
  return items.length > mostNamed ? `${shown} and ${items.length - mostNamed} more` : shown;
}
