import type { Rule } from './rule.ts';
import { indicatorBacktracks } from './rules/backtracking.ts';
import { conceptUnused } from './rules/concepts.ts';
import { conceptDuplicateTerm, indicatorDuplicate } from './rules/duplicates.ts';
import { exampleLabels, exampleTwice } from './rules/example-labels.ts';
import { exampleOrigin } from './rules/example-origin.ts';
import { exampleMisjudged } from './rules/examples.ts';
import { indicatorMisfires, indicatorNeverFires } from './rules/firing.ts';
import { fixtureLabels, unlabelledQuestion } from './rules/fixtures.ts';
import { modelAnswer } from './rules/model-answer.ts';
import { pointsOverlap } from './rules/overlap.ts';
import { pointIncomplete, schema } from './rules/parsing.ts';
import { indicatorBroken } from './rules/patterns.ts';
import { privateText } from './rules/private-text.ts';
import { promptBudget, promptDataClause, promptVariables } from './rules/prompts.ts';
import { indicatorInQuestion, questionEarns } from './rules/question.ts';
import { references } from './rules/sets.ts';
import { translations } from './rules/translations.ts';
import { weights } from './rules/weights.ts';
import { vagueWording } from './rules/wording.ts';

/** Every rule, in the order in which an author meets them: the file, its texts, its indicators, what stands around it. */
export const rules: readonly Rule[] = [
  schema,
  references,
  weights,
  pointIncomplete,
  translations,
  privateText,
  vagueWording,
  pointsOverlap,
  modelAnswer,
  exampleMisjudged,
  exampleLabels,
  exampleTwice,
  exampleOrigin,
  questionEarns,
  indicatorBroken,
  indicatorBacktracks,
  indicatorNeverFires,
  indicatorMisfires,
  indicatorInQuestion,
  indicatorDuplicate,
  conceptUnused,
  conceptDuplicateTerm,
  fixtureLabels,
  unlabelledQuestion,
  promptVariables,
  promptDataClause,
  promptBudget,
];
