import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readFixtures } from '../src/checks/fixtures.ts';
import type { Case } from '../src/checks/run-answers.ts';
import { openCheckJudge } from '../src/cli/checks/check-judge.ts';
import { readConfig } from '../src/config.ts';
import { type Catalogue, openCatalogue } from '../src/grading/catalogue/catalogue.ts';
import { stubReply } from './stub-reply.ts';

/** Every labelled answer of a folder. */
export function readCases(catalogue: Catalogue, folder: string): Case[] {
  return catalogue.ids.flatMap((question) => {
    const set = catalogue.setOf(question).id;
    return readFixtures(folder, set, question).map((fixture) => ({ fixture, rubric: catalogue.rubric(question), set }));
  });
}

/** Writes recordings of the stub for these cases, marked as made up. */
export async function writeSyntheticRecordings(
  folder: string,
  given: {
    readonly catalogue: Catalogue;
    readonly cases: readonly Case[];
    readonly model: string;
    readonly today: string;
  },
): Promise<void> {
  const { catalogue, model, today } = given;
  const judge = await openCheckJudge({
    engine: 'hybrid',
    catalogue,
    config: { ...readConfig({ OPENAI_API_KEY: 'stub' }), model },
    version: 'stub',
    recordings: folder,
    record: { through: stubFetch, origin: 'synthetic' },
    model,
    today,
  });
  for (const { fixture } of given.cases) await judge.grade(fixture);
}

/** The stub under the SDK, without a network. */
export const stubFetch: typeof fetch = async (_, init) => {
  const { messages } = JSON.parse(String(init?.body)) as { messages: { content: string }[] };
  const content = JSON.stringify(stubReply(messages[0]?.content ?? '', false));
  const id = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return Response.json({
    id: `stub-${id}`,
    object: 'chat.completion',
    created: 0,
    model: 'stub',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null } }],
    usage: { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 },
  });
};

// On its own it makes the recordings of fixtures/recordings again, which a changed prompt or rubric has made stale.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const catalogue = openCatalogue('rubrics');
  const cases = readCases(catalogue, 'fixtures/answers').filter(({ fixture }) =>
    ['pos-overcharge/d01', 'pos-overcharge/d02'].includes(fixture.id),
  );
  const today = new Date().toISOString().slice(0, 10);
  await writeSyntheticRecordings('fixtures/recordings', { catalogue, cases, model: 'stub', today });
}
