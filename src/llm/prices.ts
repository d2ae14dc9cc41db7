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
export function readPrices(path: string = shipped): PriceFile {
  const parsed = PriceFile.safeParse(parse(readText(path), { schema: 'core' }));
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

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidInput(path, [{ field: '', message: `cannot be read as a price list (${code})` }]);
  }
}
