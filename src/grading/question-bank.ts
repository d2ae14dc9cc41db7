import { prepareBank, type QuestionBank } from '../transcripts/question-bank.ts';
import type { Catalogue } from './catalogue.ts';

/** The questions of a catalogue, ready to be recognised in transcripts and answer sheets. Every rubric is read for it. */
export function questionBank(catalogue: Catalogue): QuestionBank {
  return prepareBank(catalogue.ids.map((id) => catalogue.rubric(id)));
}
