import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import type { Usage } from '../core/judge.ts';

const Amount = z.number().nonnegative();

/** What a model costs per million tokens. */
export const Price = z.strictObject({ currency: z.string(), prompt: Amount, cached: Amount, completion: Amount });
export type Price = z.infer<typeof Price>;

const PriceFile = z.strictObject({ as_of: z.iso.date(), models: z.record(z.string(), Price) });
export type PriceFile = z.infer<typeof PriceFile>;

const shipped = fileURLToPath(new URL('./prices.yaml', import.meta.url));

/** Reads a dated price list; ours where none is named. @throws {InvalidInput} when it is not one */
export function readPrices(path = shipped): PriceFile {
  const parsed = PriceFile.safeParse(parse(readFileSync(path, 'utf8'), { schema: 'core' }));
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    path,
    parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  );
}

/** What the tokens cost, in the currency of the price. */
export function costOf(usage: Usage, price: Price): number {
  const fresh = usage.prompt_tokens - usage.cached_tokens;
  return (fresh * price.prompt + usage.cached_tokens * price.cached + usage.completion_tokens * price.completion) / 1e6;
}

/** Tokens of a text, rounded up without a tokenizer: a Chinese character is at most about one, four Latin letters about one. */
export function roughTokens(text: string): number {
  const wide = text.match(/[^\u0020-\u024f\s]/g)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 3);
}
