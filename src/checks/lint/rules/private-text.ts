import type { Rubric } from '../../../core/rubric.ts';
import type { ExamplesFile } from '../project.ts';
import type { Found, Rule } from '../rule.ts';
import { fold } from './fold.ts';
import { nameOf, type PairedText, pairedTexts } from './texts.ts';

const shown = new Set<PairedText['kind']>(['title', 'prompt', 'name', 'advice']);
const shortest = 10;
const shortestLatin = 24;

/** Words for the grader, and the notation of indicators: neither has a place in what a candidate reads. */
const forTheGrader =
  /@[a-z][a-z0-9_]*|\s&&?\s|…\d|评分员|评卷|阅卷|考官须知|仅供内部|权重|\bgraders?\b|\braters?\b|\bfor internal use\b/i;

/** A text shown to candidates that holds what is kept from them. */
export const privateText: Rule = {
  name: 'private-text',
  severity: 'error',
  finds:
    'a title, question, name or advice that holds policy, an example, a grader note or the notation of an indicator',
  why: 'it reaches every candidate, who then answers with the rubric’s own words',
  remedy: 'say it in other words, or move it to grader_note',
  check: (project) =>
    project.rubrics.flatMap(({ file, data, lineOf, examples }) => {
      const secrets = [...secretsOf(data), ...secretsBeside(examples)];
      return pairedTexts(data)
        .filter((pair) => shown.has(pair.kind))
        .flatMap((pair) =>
          (['zh', 'en'] as const).flatMap((lang): Found[] => {
            const leak = leakIn(pair[lang].text, secrets);
            if (leak === undefined) return [];
            return [{ file, line: lineOf(pair[lang].path), message: `${nameOf(pair, lang)} holds ${leak}` }];
          }),
        );
    }),
};

type Secret = { readonly what: string; readonly folded: string };

function leakIn(text: string, secrets: readonly Secret[]): string | undefined {
  const notation = forTheGrader.exec(text)?.[0];
  if (notation !== undefined) return `“${notation.trim()}”, which is for the grader`;
  const folded = fold(text);
  return secrets.find((secret) => folded.includes(secret.folded))?.what;
}

function secretsOf(rubric: Rubric): Secret[] {
  const points = rubric.points.flatMap(({ id, met, partial, example, en, examples, grader_note: note }) => [
    ...[met, partial, en.met, en.partial].flatMap(clauses).map((text) => ({ what: `the policy of ${id}`, text })),
    ...[example, en.example, ...examples.met, ...examples.partial, ...examples.missed].map((text) => ({
      what: `an example of ${id}`,
      text,
    })),
    ...clauses(note ?? '').map((text) => ({ what: `the grader note of ${id}`, text })),
  ]);
  const flags = rubric.red_flags.flatMap(({ id, when, en, examples }) => [
    ...[when, en.when].map((text) => ({ what: `the red flag ${id}`, text })),
    ...[...examples.committed, ...examples.rejected].map((text) => ({ what: `an example of ${id}`, text })),
  ]);
  const answers = [rubric.model_answer, rubric.en.model_answer]
    .flatMap((text) => text.split(/[。？！.?!]/))
    .map((text) => ({ what: 'the model answer', text }));
  return [...points, ...flags, ...answers].map(toSecret).filter(isTelling);
}

/** Sentences beside the rubric that earn a point: a candidate who read one would only have to repeat it. */
function secretsBeside(examples: ExamplesFile | undefined): Secret[] {
  return (examples?.entries ?? [])
    .flatMap(({ line, data }) =>
      'point' in data && data.label === 'met'
        ? [{ what: `an example of ${data.point} (line ${line} beside the rubric)`, text: data.text }]
        : [],
    )
    .map(toSecret)
    .filter(isTelling);
}

function toSecret({ what, text }: { readonly what: string; readonly text: string }): Secret {
  return { what, folded: fold(text) };
}

function isTelling({ folded }: Secret): boolean {
  return folded.length >= (/\p{Script=Han}/u.test(folded) ? shortest : shortestLatin);
}

/** A text and its clauses, each of which gives something away. */
function clauses(text: string): string[] {
  return [text, ...text.split(/[，。；;.]/)];
}
