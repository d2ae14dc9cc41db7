import { z } from 'zod';
import { JudgeUnavailable } from '../core/errors.ts';
import { parseJsonLine } from '../core/json-line.ts';
import type { Judgement, JudgeRequest } from '../core/judge.ts';
import type { Capabilities } from './capabilities.ts';
import { readCompletion } from './completion.ts';
import { conclude } from './conclude.ts';
import { masked, unmasked } from './mask.ts';
import { type Prompt, renderPrompt } from './prompt.ts';
import { parseReply, replySchema } from './reply.ts';
import { buildRequestBody, type RequestBody } from './request-body.ts';
import { mostCompletionTokens } from './tokens.ts';

/** An answer to be judged in bulk, by an id that is its own. */
export type BatchItem = { readonly id: string; readonly request: JudgeRequest };

/** One line of a Batch API input file. */
export type BatchLine = {
  readonly custom_id: string;
  readonly method: 'POST';
  readonly url: '/v1/chat/completions';
  readonly body: RequestBody;
};

/** What came back: judgements by id, and every entry that gave none, with the reason. */
export type ImportedReplies = {
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly faults: readonly { readonly id: string; readonly fault: string }[];
};

/** The request that would be sent, as a line of a Batch API input file. */
export function exportRequest(
  { id, request }: BatchItem,
  { model, prompt, capabilities }: { model: string; prompt: Prompt; capabilities: Capabilities },
): BatchLine {
  return {
    custom_id: id,
    method: 'POST',
    url: '/v1/chat/completions',
    body: buildRequestBody(
      {
        model,
        messages: [{ role: 'user', content: renderPrompt(prompt, masked(request)) }],
        schema: replySchema(request.rubric),
        temperature: 0,
        seed: 1,
        limit: mostCompletionTokens,
      },
      capabilities,
    ),
  };
}

const OutputLine = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
});

/**
 * Reads the lines of a Batch API output file back. There is no second question in a batch: a quotation that is not in the
 * answer leaves its point `undecided`. Missing, failed, unknown and double entries are faults; of doubles the first stands.
 */
export function importReplies(lines: readonly string[], items: readonly BatchItem[], model: string): ImportedReplies {
  const wanted = new Map(items.map((item) => [item.id, item.request]));
  const judgements = new Map<string, Judgement>();
  const faults: { id: string; fault: string }[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const entry = OutputLine.safeParse(parseJsonLine(line)).data;
    if (entry === undefined) {
      faults.push({ id: '', fault: `line ${index + 1} is no entry of a batch output file` });
      continue;
    }
    const { custom_id: id } = entry;
    const request = wanted.get(id);
    if (request === undefined) faults.push({ id, fault: 'was never asked' });
    else if (seen.has(id)) faults.push({ id, fault: `stands twice, again in line ${index + 1}` });
    else {
      seen.add(id);
      const judgement = judgementOf(entry, request, model);
      if (typeof judgement === 'string') faults.push({ id, fault: judgement });
      else judgements.set(id, judgement);
    }
  }
  for (const id of wanted.keys()) if (!seen.has(id)) faults.push({ id, fault: 'is missing' });
  return { judgements, faults };
}

/** The judgement, or why there is none. */
function judgementOf(entry: z.infer<typeof OutputLine>, request: JudgeRequest, model: string): Judgement | string {
  const { response, error } = entry;
  if (response == null || response.status_code !== 200)
    return `failed: ${error?.message ?? `status ${response?.status_code ?? 'unknown'}`}`;
  try {
    const completion = readCompletion(response.body);
    if (completion.fault !== undefined) return `failed: ${completion.fault}`;
    const reply = parseReply(completion.text, request.rubric);
    if (reply.points.size === 0) return 'failed: the model sent no usable verdict';
    return unmasked({ ...conclude(reply, masked(request)), model, usage: completion.usage }, request);
  } catch (failure) {
    if (failure instanceof JudgeUnavailable) return `failed: ${failure.message}`;
    throw failure;
  }
}
