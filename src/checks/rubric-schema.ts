import { z } from 'zod';
import { Rubric } from '../core/rubric.ts';

/** The JSON schema of a rubric file, for editors, as the text of `rubrics/rubric.schema.json`. */
export function rubricSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(Rubric, { io: 'input' }), null, 2)}\n`;
}
