/** The answers of the forms that are made in memory, at the most; the others have no limit. */
export const mostAnswers = { html: 3_000, xlsx: 5_000 } as const;

/** The forms in which so many answers are refused. */
export function tooLargeFor(answers: number): ('html' | 'xlsx')[] {
  return (['html', 'xlsx'] as const).filter((format) => answers > mostAnswers[format]);
}
