import { prepareBank, type QuestionBank } from '../../transcripts/question-bank.ts';
import type { Catalogue } from './catalogue.ts';

/** The questions of a catalogue, ready to be recognised in transcripts and answer sheets. Every rubric is read for it. */
export function questionBank(catalogue: Catalogue): QuestionBank {
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
