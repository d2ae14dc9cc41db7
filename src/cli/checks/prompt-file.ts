import type { z } from 'zod';
import type { PromptFile } from '../../checks/lint/prompt-file.ts';
import { InvalidInput } from '../../core/errors.ts';
import { parseLocated } from '../../grading/catalogue/yaml-file.ts';
import { FrontMatter } from '../../llm/prompt.ts';

/** Takes a prompt file apart. @throws {InvalidInput} when its front matter is missing or malformed */
export function parsePromptFile(text: string, file: string): PromptFile {
  const [, header, template] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (header === undefined || template === undefined)
    throw new InvalidInput(file, [
      { field: '', message: 'a prompt begins with front matter between two lines of ---', line: 1 },
    ]);
  const { data, lineOf } = parseHeader(header, file);
  return {
    file,
    text,
    variables: data.variables,
    template,
    declaredAt: lineOf(['variables']) + 1,
    templateAt: header.split('\n').length + 3,
  };
}

/** The header, its faults moved down by the line above it. */
function parseHeader(header: string, file: string) {
  try {
    return parseLocated<z.infer<typeof FrontMatter>>(header, FrontMatter, file);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      file,
      error.faults.map((fault) => ({ ...fault, line: (fault.line ?? 0) + 1 })),
    );
  }
}
