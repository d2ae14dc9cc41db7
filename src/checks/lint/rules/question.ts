import type { CompiledIndicator, CompiledRubric } from '../../../heuristics/compile.ts';
import { indicatorsOf, shortly } from '../indicators.ts';
import type { RubricFile } from '../project.ts';
import type { Found, Rule } from '../rule.ts';
import { signsIn } from '../trials.ts';
import { judge } from '../verdicts.ts';

/** A question whose text, handed in as the answer, earns something. */
export const questionEarns: Rule = {
  name: 'question-earns',
  severity: 'error',
  finds: 'a question that, handed in as its own answer, earns a point or commits a red flag',
  why: 'whoever copies the question gets marks for it',
  remedy: 'tighten what earns it: explain QUESTION shows the indicators that fire and how like it is to which examples',
  eachAlone: true,
  check: (project) =>
    project.rubrics.flatMap(({ file, data, lineOf, compiled }) =>
      compiled === undefined
        ? []
        : ([data.prompt, data.en.prompt] as const).flatMap((text, at): Found[] => {
            const { points, redFlags } = judge(compiled, text);
            const earned = [
              ...points.filter((point) => point.verdict !== 'missed').map((point) => `${point.id} (${point.verdict})`),
              ...redFlags.filter((flag) => flag.committed).map((flag) => `red flag ${flag.id}`),
            ];
            if (earned.length === 0) return [];
            const line = lineOf(at === 0 ? ['prompt'] : ['en', 'prompt']);
            return [{ file, line, message: `the question's own text brings ${earned.join(', ')}` }];
          }),
    ),
};

/** An indicator that stays silent on the question only because the engine holds back whole clauses of it. */
export const indicatorInQuestion: Rule = {
  name: 'indicator-in-question',
  severity: 'warning',
  finds:
    'an indicator of met or of a red flag that the question’s own words fire once they are not repeated clause by clause',
  why: 'the engine knows a repeated clause; a candidate who restates the question in part gets through',
  remedy: 'ask for more than the question says: the act, the remedy, the time',
  eachAlone: true,
  check: (project) =>
    project.rubrics.flatMap((rubric) => {
      if (rubric.compiled === undefined) return [];
      const fired = firedByQuestion(rubric, rubric.compiled);
      return indicatorsOf(rubric).flatMap(({ source, owner, line, compiled }): Found[] =>
        compiled === undefined || !fired.has(compiled)
          ? []
          : [{ file: rubric.file, line, message: `${owner}: the question itself fires ${shortly(source)}` }],
      );
    }),
};

function firedByQuestion({ data }: RubricFile, compiled: CompiledRubric): ReadonlySet<CompiledIndicator> {
  const unheld = { ...compiled.known, question: new Set<number>() };
  const signs = [data.prompt, data.en.prompt].flatMap((text) => {
    const { points, redFlags } = signsIn(compiled, text, unheld);
    return [...points, ...redFlags].flatMap((found) => found.signs);
  });
  // A sign without any words (`none: …`) holds of nearly every text and says nothing of this one.
  const worded = signs.filter((sign) => sign.fired.some((match) => match.parts.length > 0));
  return new Set(worded.map((sign) => sign.indicator));
}
