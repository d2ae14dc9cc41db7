/** A prompt in its two parts, and where what stands in them stands in the file. */
export type PromptFile = {
  readonly file: string;
  readonly text: string;
  readonly variables: readonly string[];
  readonly template: string;
  /** Line on which the variables are declared. */
  readonly declaredAt: number;
  /** Line on which the template begins. */
  readonly templateAt: number;
};

/** Line of a prompt file on which a variable is used first. */
export function lineOfVariable({ template, templateAt }: PromptFile, name: string): number {
  const before = template.slice(0, Math.max(0, template.indexOf(`{{${name}}}`)));
  return templateAt + before.split('\n').length - 1;
}
