import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { InvalidInput, NotFound } from '../../core/errors.ts';
import type { Example } from '../../core/example.ts';
import type { Concept } from '../../core/indicator.ts';
import { Dimension, QuestionSet, Rubric } from '../../core/rubric.ts';
import { type CompiledRubric, compileRubric } from '../../heuristics/compile.ts';
import type { ConceptLookup } from '../../heuristics/pattern.ts';
import { openConcepts } from './concept-file.ts';
import { hashOf } from './hash.ts';
import { readExamples } from './read-examples.ts';
import { readYaml } from './yaml-file.ts';

/** The questions there are, read from a folder of rubrics. Rubrics are read and compiled when first asked for, then kept. */
export type Catalogue = {
  readonly sets: readonly QuestionSet[];
  readonly dimensions: readonly Dimension[];
  /** Every question id, in the order of the sets. */
  readonly ids: readonly string[];
  /** @throws {NotFound} naming the nearest ids; {InvalidInput} when the rubric file has a fault */
  readonly rubric: (id: string) => Rubric;
  readonly compiled: (id: string) => CompiledRubric;
  readonly setOf: (id: string) => QuestionSet;
  /** The file of a rubric, relative to the folder, and its text. */
  readonly source: (id: string) => { readonly file: string; readonly text: string };
  /** `sha256:` and the hash of the rubric's file together with the shared vocabulary and the examples beside it. */
  readonly hash: (id: string) => string;
  /** Labelled sentences beside those inside the rubric; none where there is no such file. */
  readonly examples: (id: string) => readonly Example[];
  readonly concepts: () => Readonly<Record<string, Concept>>;
};

/**
 * Opens a folder that holds `dimensions.yaml`, `concepts.yaml` and a folder a set.
 *
 * @throws {InvalidInput} for a missing folder, a fault in a set, or a set that names a question without a file
 */
export function openCatalogue(folder: string): Catalogue {
  if (!existsSync(folder))
    throw new InvalidInput(folder, [{ field: '', message: 'there is no such folder of rubrics' }]);
  const dimensions = readYaml(join(folder, 'dimensions.yaml'), z.array(Dimension), 'dimensions.yaml');
  const sets = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'set.yaml')))
    .map((entry) => readYaml(join(folder, entry.name, 'set.yaml'), QuestionSet, `${entry.name}/set.yaml`));
  const setOfId = new Map(sets.flatMap((set) => set.questions.map((id) => [id, set] as const)));
  const ids = [...setOfId.keys()];
  const concepts = openConcepts(join(folder, 'concepts.yaml'), 'concepts.yaml');
  const rubrics = new Map<string, Rubric>();
  const compiledRubrics = new Map<string, CompiledRubric>();

  function setOf(id: string): QuestionSet {
    const set = setOfId.get(id);
    if (set === undefined) throw new NotFound('question', id, nearest(id, ids));
    return set;
  }

  function rubric(id: string): Rubric {
    let known = rubrics.get(id);
    if (known === undefined) {
      const file = `${setOf(id).id}/${id}.yaml`;
      known = checkReferences(readYaml(join(folder, file), Rubric, file), id, dimensions, file);
      rubrics.set(id, known);
    }
    return known;
  }

  function compiled(id: string): CompiledRubric {
    let known = compiledRubrics.get(id);
    if (known === undefined) {
      known = compileNamed(rubric(id), concepts.terms, examples(id), `${setOf(id).id}/${id}.yaml`);
      compiledRubrics.set(id, known);
    }
    return known;
  }

  function examples(id: string): readonly Example[] {
    const file = `${setOf(id).id}/${id}.examples.jsonl`;
    return readExamples(join(folder, file), rubric(id), file);
  }

  const hashes = new Map<string, string>();
  let vocabulary: string | undefined;

  function source(id: string): { file: string; text: string } {
    const file = `${setOf(id).id}/${id}.yaml`;
    return { file, text: readFileSync(join(folder, file), 'utf8') };
  }

  function hash(id: string): string {
    let known = hashes.get(id);
    if (known === undefined) {
      const beside = join(folder, setOf(id).id, `${id}.examples.jsonl`);
      vocabulary ??= readFileSync(join(folder, 'concepts.yaml'), 'utf8');
      const texts = [source(id).text, vocabulary];
      if (existsSync(beside)) texts.push(readFileSync(beside, 'utf8'));
      known = hashOf(texts.join(''));
      hashes.set(id, known);
    }
    return known;
  }

  return {
    sets,
    dimensions,
    ids,
    rubric,
    compiled,
    setOf,
    source,
    hash,
    examples,
    concepts: concepts.all,
  };
}

/** Compiles, and names the rubric's file in what goes wrong. */
function compileNamed(
  rubric: Rubric,
  concepts: ConceptLookup,
  examples: readonly Example[],
  file: string,
): CompiledRubric {
  try {
    return compileRubric(rubric, concepts, examples);
  } catch (error) {
    if (error instanceof InvalidInput) throw new InvalidInput(file, error.faults);
    throw error;
  }
}

function checkReferences(rubric: Rubric, id: string, dimensions: readonly Dimension[], file: string): Rubric {
  const faults = rubric.points.flatMap((point, index) =>
    dimensions.some((dimension) => dimension.id === point.dimension)
      ? []
      : [{ field: `points[${index}].dimension`, message: `"${point.dimension}" is not in dimensions.yaml` }],
  );
  if (rubric.id !== id) faults.push({ field: 'id', message: `"${rubric.id}" must be the file's name, "${id}"` });
  if (faults.length > 0) throw new InvalidInput(file, faults);
  return rubric;
}

/** Up to three ids that look like what was typed. */
function nearest(typed: string, ids: readonly string[]): string[] {
  return ids
    .map((id) => ({ id, score: id.includes(typed) || typed.includes(id) ? 1 : distance(typed, id) }))
    .filter(({ id, score }) => score <= Math.max(2, id.length / 2))
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ id }) => id);
}
