import { prepareBank, type QuestionBank } from '../../transcripts/question-bank.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * The questions of a catalogue, to be recognised in transcripts and answer sheets. Every rubric is read for it, when it is first
 * asked for more than an id: a sheet whose rows name their questions by id does without.
 */
export function questionBank(catalogue: Catalogue): QuestionBank {
  const ids = new Set(catalogue.ids);
  let made: QuestionBank | undefined;
  const bank = (): QuestionBank => {
    made ??= prepared(catalogue);
    return made;
  };
  return {
    get matcher() {
      return bank().matcher;
    },
    get answerMatcher() {
      return bank().answerMatcher;
    },
    lookUp: (name) => (ids.has(name) ? { id: name } : bank().lookUp(name)),
  };
}

function prepared(catalogue: Catalogue): QuestionBank {
  return prepareBank(
    catalogue.ids.map((id) => {
      const { title, prompt, en, model_answer, points } = catalogue.rubric(id);
      return {
        id,
        title,
        prompt,
        en,
        answered: [model_answer, ...points.map(({ met }) => met), en.model_answer].join('\n'),
      };
    }),
  );
}
