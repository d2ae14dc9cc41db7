import { z } from 'zod';

const Pattern = z.string().trim().min(1, 'a pattern must not be empty');
const Exclude = z.union([Pattern, z.array(Pattern).min(1)]);

/** Options of an indicator that looks at the text itself. */
const leafOptions = {
  /** Patterns that cancel a match which they overlap or share a clause with. */
  exclude: Exclude.optional(),
  /** `candidate` (default): words put in the customer's mouth do not count; `anyone`: they do. */
  speaker: z.enum(['candidate', 'anyone']).optional(),
  /** `affirmed` (default): a negated, refused or hypothetical mention does not count; `negated`: only a negated one does. */
  polarity: z.enum(['affirmed', 'negated', 'any']).optional(),
};

/** How close the parts must stand: in one clause, in one sentence, or anywhere in the answer. */
const Scope = z.enum(['clause', 'sentence', 'answer']);

/** An observable sign in an answer. A plain string is short for `{ term }`; `docs/rubrics.md` describes the language. */
export type Indicator =
  | string
  | (LeafOptions & { term: string })
  | (LeafOptions & { regex: string })
  | (LeafOptions & { concept: string })
  | { all: Indicator[]; same?: z.infer<typeof Scope> | undefined }
  | { any: Indicator[] }
  | { at_least: number; of: Indicator[]; same?: z.infer<typeof Scope> | undefined }
  | { none: Indicator[] }
  | { near: number; of: Indicator[] }
  | { before: string; of: Indicator }
  | { after: string; of: Indicator };

type LeafOptions = {
  exclude?: string | string[] | undefined;
  speaker?: 'candidate' | 'anyone' | undefined;
  polarity?: 'affirmed' | 'negated' | 'any' | undefined;
};

/** Parses an indicator; an unknown operator is an error. */
export const Indicator: z.ZodType<Indicator> = z.lazy(() =>
  z.union([
    Pattern,
    z.strictObject({ term: Pattern, ...leafOptions }),
    z.strictObject({ regex: Pattern, ...leafOptions }),
    z.strictObject({ concept: Pattern, ...leafOptions }),
    z.strictObject({ all: z.array(Indicator).min(2), same: Scope.optional() }),
    z.strictObject({ any: z.array(Indicator).min(1) }),
    z.strictObject({ at_least: z.int().positive(), of: z.array(Indicator).min(2), same: Scope.optional() }),
    z.strictObject({ none: z.array(Indicator).min(1) }),
    z.strictObject({ near: z.int().positive(), of: z.array(Indicator).min(2) }),
    z.strictObject({ before: Pattern, of: Indicator }),
    z.strictObject({ after: Pattern, of: Indicator }),
  ]),
);

/** A shared vocabulary entry: ways to say one thing, in both languages, each a pattern without gaps. */
export const Concept = z.strictObject({
  about: z.string().trim().min(1),
  terms: z.array(Pattern).min(1),
});
export type Concept = z.infer<typeof Concept>;
