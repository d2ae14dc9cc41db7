import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { calibrate, crossValidate } from '../../checks/calibrate.ts';
import { calibrateFlags, crossValidateFlags } from '../../checks/calibrate-flags.ts';
import { readFixtures } from '../../checks/fixtures.ts';
import { observe } from '../../checks/observe.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { hashOf } from '../../grading/catalogue/hash.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const file = path('src/heuristics/calibration.json');
/** The answers that the judge of cues is fitted to. The indicators were written with none of them in view. */
const folder = 'fixtures/development';

/** What a calibration was fitted to: the labelled answers, and all that the cues come from. */
export function calibratedOn(catalogue: Catalogue): string {
  const fixtures = answersOf(catalogue).map(({ answers }) => answers);
  return hashOf(JSON.stringify([fixtures, catalogue.ids.map((id) => catalogue.hash(id))]));
}

/** Fits the weights of the heuristic judge to labelled answers, writes them, and prints how well they do where they were not fitted. */
export function runCalibration(catalogue: Catalogue): void {
  const seen = answersOf(catalogue).map(({ question, answers }) => observe(catalogue.compiled(question), answers));
  const points = seen.flatMap((entry) => entry.points);
  const flags = seen.flatMap((entry) => entry.flags);
  const crossValidated = heldOut.flatMap((held) => crossValidate(points, held));
  const ofFlags = heldOut.map((held) => crossValidateFlags(flags, held)).filter((figures) => figures !== undefined);
  const calibration = {
    fitted_to: folder,
    data: calibratedOn(catalogue),
    points: calibrate(points),
    flags: calibrateFlags(flags),
    cross_validated: crossValidated,
    cross_validated_flags: ofFlags,
  };
  writeFileSync(file, `${withRowsOnLines(JSON.stringify(calibration, null, 2))}\n`);
  console.table(
    Object.fromEntries(crossValidated.map(({ held_out, language, ...own }) => [`other ${held_out}, ${language}`, own])),
  );
  console.table(Object.fromEntries(ofFlags.map(({ held_out, ...own }) => [`other ${held_out}`, own])));
}

const heldOut = ['answers', 'questions', 'authors'] as const;

/** The same JSON with each list of numbers on a line of its own. */
const withRowsOnLines = (json: string): string =>
  json.replace(/\[[-\d.,\s]+\]/g, (row) => row.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'));

/** The hash of what the committed calibration was fitted to. */
export function calibrationData(): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: string }).data;
}

function answersOf(catalogue: Catalogue) {
  return catalogue.ids.map((question) => ({
    question,
    answers: readFixtures(path(folder), catalogue.setOf(question).id, question),
  }));
}
