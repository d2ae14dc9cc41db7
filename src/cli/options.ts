import { InvalidArgumentError, Option } from 'commander';
import { presetNames } from '../llm/presets.ts';

/** What is said of an answer that is not typed. */
export const noText = 'the answer; without it, --file or standard input is read';

/** What is said of an output file. */
export const outFormats =
  'grades in the order of the input; the ending says the format: .jsonl, .csv, .xlsx, .json, or .html for a report';

/** Who judges. */
export const engineOption = () =>
  new Option('--engine <engine>', 'who judges (default: hybrid where OPENAI_API_KEY is set)').choices([
    'heuristic',
    'hybrid',
  ]);

/** The language of what is shown. */
export const langOption = () => new Option('--lang <lang>', 'language of what is shown').choices(['zh', 'en']);

/** The vendor of the model. */
export const presetOption = () =>
  new Option('--preset <name>', 'vendor of the model: its base URL and what it is known to take').choices(presetNames);

/** Reads a whole number from 1. */
export function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

/** Reads an amount of money, without its currency. */
export function amount(value: string): number {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(value)) throw new InvalidArgumentError('It must be an amount such as 2 or 0.50.');
  return Number(value);
}
