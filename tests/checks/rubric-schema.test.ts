import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rubricSchemaText } from '../../src/checks/rubric-schema.ts';

const file = new URL('../../rubrics/rubric.schema.json', import.meta.url);

it('keeps rubrics/rubric.schema.json as the schema of the code has it; `npm run schema` writes it anew', () => {
  expect(readFileSync(file, 'utf8')).toBe(rubricSchemaText());
});
