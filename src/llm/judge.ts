import { fileURLToPath } from 'node:url';
import { JudgeUnavailable } from '../core/errors.ts';
import { type Evidence, locateEvidence, overlaps } from '../core/evidence.ts';
import {
  addUsage,
  type FlagFinding,
  type Judge,
  type Judgement,
  type JudgeRequest,
  noUsage,
  type PointFinding,
} from '../core/judge.ts';
import type { ReviewReason } from '../core/review.ts';
import { type EndpointSettings, type Message, openEndpoint } from './endpoint.ts';
import { readPrompt, renderPrompt, withoutCut } from './prompt.ts';
import { type PointReply, parseReply, type Reply, replySchema } from './reply.ts';

const promptFile = fileURLToPath(new URL('../../prompts/judge.md', import.meta.url));

/**
 * The LLM judge: one call for all points of an answer, a second one with the faults named when the reply is faulty or a
 * quotation is not in the answer. What is then still unusable is `undecided`.
 */
export function createLlmJudge(settings: EndpointSettings): Judge {
  const prompt = readPrompt(promptFile);
  const endpoint = openEndpoint(settings);

  async function judge(request: JudgeRequest): Promise<Judgement> {
    const schema = replySchema(request.rubric);
    const question: Message = { role: 'user', content: renderPrompt(prompt, request) };
    const first = await endpoint.complete([question], schema, request.signal);
    let reply = parseReply(first.text, request.rubric);
    let usage = addUsage(noUsage, first.usage);
    const faults = [...reply.faults, ...inventedQuotations(reply, request)];
    if (faults.length > 0) {
      const complaint: Message = {
        role: 'user',
        content: `The reply cannot be used:\n${faults.join('\n')}\nSend the whole corrected JSON object.`,
      };
      const second = await endpoint.complete(
        [question, { role: 'assistant', content: first.text }, complaint],
        schema,
        request.signal,
      );
      usage = addUsage(usage, second.usage);
      reply = mergeReplies(parseReply(second.text, request.rubric), reply);
    }
    if (reply.points.size === 0) throw new JudgeUnavailable('the model sent no usable verdict');
    return { ...conclude(reply, request), model: settings.model, usage };
  }

  return { model: settings.model, prompt: prompt.hash, judge };
}

/** The corrected reply, with points of the first where the second lost them. */
function mergeReplies(second: Reply, first: Reply): Reply {
  return {
    points: new Map([...first.points, ...second.points]),
    redFlags: new Map([...first.redFlags, ...second.redFlags]),
    faults: second.faults,
  };
}

function inventedQuotations(reply: Reply, request: JudgeRequest): string[] {
  return [...reply.points].flatMap(([id, { verdict, evidence }]) => {
    if (verdict === 'missed') return [];
    if (evidence.length === 0) return [`the point "${id}" is ${verdict} without evidence`];
    return evidence
      .filter((quotation) => quote(quotation, request).length === 0)
      .map((quotation) => `point "${id}": "${quotation}" does not stand in the answer`);
  });
}

function conclude(reply: Reply, request: JudgeRequest): Pick<Judgement, 'points' | 'redFlags' | 'reviewReasons'> {
  const reviewReasons = new Set<ReviewReason>();
  const points = request.rubric.points.map(({ id }): PointFinding => {
    const said = reply.points.get(id);
    if (said === undefined)
      return { id, verdict: 'undecided', evidence: [], reason: unusable[request.lang], advice: null };
    if (said.verdict === 'missed')
      return { id, verdict: 'missed', evidence: [], reason: said.reason, advice: said.advice || null };
    const [first, ...rest] = evidenceOf(said, request);
    if (first !== undefined)
      return {
        id,
        verdict: said.verdict,
        evidence: [first, ...rest],
        reason: said.reason,
        advice: said.advice || null,
      };
    reviewReasons.add('evidence_not_found');
    return { id, verdict: 'undecided', evidence: [], reason: notFound[request.lang], advice: null };
  });
  const redFlags = request.rubric.red_flags.flatMap((flag): FlagFinding[] => {
    const [first, ...rest] = (reply.redFlags.get(flag.id) ?? []).flatMap((quotation) => quote(quotation, request));
    return first === undefined ? [] : [{ id: flag.id, evidence: [first, ...rest] }];
  });
  return { points, redFlags, reviewReasons: [...reviewReasons] };
}

function evidenceOf(said: PointReply, request: JudgeRequest): Evidence[] {
  return said.evidence.flatMap((quotation) => quote(quotation, request));
}

/** Where a quotation stands in the answer, outside what is addressed to the grader; nothing when it merely repeats the question. */
function quote(quotation: string, request: JudgeRequest): Evidence[] {
  const { rubric, answer, cut } = request;
  const found = locateEvidence(withoutCut(request), quotation).filter(
    (evidence) => !cut.some((span) => overlaps(span, evidence)),
  );
  const copied = locateEvidence(`${rubric.prompt}\n${rubric.en.prompt}`, quotation).length > 0;
  return copied ? [] : found.map(({ start, end }) => ({ start, end, quote: answer.slice(start, end) }));
}

const unusable = { zh: '模型对这一点的回复无法采用', en: 'what the model said of this point cannot be used' } as const;
const notFound = { zh: '模型引用的话不在作答里', en: 'the words that the model quotes are not in the answer' } as const;
