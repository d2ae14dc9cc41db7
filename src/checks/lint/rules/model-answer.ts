import { scoreVerdicts } from '../../../core/score.ts';
import type { Found, Rule } from '../rule.ts';
import { judge } from '../verdicts.ts';

const leastPercent = 90;

/** A model answer that its own rubric does not reward. */
export const modelAnswer: Rule = {
  name: 'model-answer',
  severity: 'error',
  finds: `a model answer, in either language, that does not earn ${leastPercent} %`,
  why: 'the answer that candidates learn from is not what the rubric rewards',
  remedy:
    'add to the answer what the named points ask for, or add labelled sentences like those of the answer, or widen the indicators',
  eachAlone: true,
  check: (project) =>
    project.rubrics.flatMap(({ file, data, lineOf, compiled }) => {
      if (compiled === undefined) return [];
      const answers = [
        { text: data.model_answer, path: ['model_answer'] },
        { text: data.en.model_answer, path: ['en', 'model_answer'] },
      ];
      return answers.flatMap(({ text, path }): Found[] => {
        const { points, redFlags } = judge(compiled, text);
        const flags = redFlags.filter((flag) => flag.committed).map((flag) => flag.id);
        const { percent } = scoreVerdicts(data, new Map(points.map(({ id, verdict }) => [id, verdict])), flags);
        if (percent >= leastPercent) return [];
        const lacking = points.filter((point) => point.verdict !== 'met').map(({ id, verdict }) => `${id} ${verdict}`);
        const why = [...lacking, ...flags.map((id) => `red flag ${id}`)].join(', ');
        return [{ file, line: lineOf(path), message: `${path.join('.')} earns ${percent} %: ${why}` }];
      });
    }),
};
