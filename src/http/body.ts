import express, { type Request, type Response } from 'express';
import type { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import { parseWith } from './parse.ts';
import { Refused } from './problem.ts';
import { sizeOf } from './size.ts';

/** What a route takes as its body: how the document describes it, and how it is read. */
export type BodyRule<T> = {
  /** One entry a media type. `schema` describes what is sent. */
  readonly contents: readonly { readonly type: string; readonly schema: z.ZodType }[];
  /** The most that is read, in words. */
  readonly limit: string;
  readonly read: (request: Request, response: Response) => Promise<T>;
};

/** A body of JSON in UTF-8, parsed by a schema. */
export function jsonBody<S extends z.ZodType>(schema: S, limit = 256 * 1024): BodyRule<z.output<S>> {
  const readRaw = express.raw({ type: () => true, limit, inflate: false });
  return {
    contents: [{ type: 'application/json', schema }],
    limit: sizeOf(limit),
    read: async (request, response) => {
      await new Promise<void>((resolve, reject) => {
        readRaw(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
      });
      return parseWith(schema, decodeJson(request.body), 'request body') as z.output<S>;
    },
  };
}

/** A body in one of several forms, told apart by its media type. */
export function eitherBody<A, B>(first: BodyRule<A>, second: BodyRule<B>): BodyRule<A | B> {
  return {
    contents: [...first.contents, ...second.contents],
    limit: [first, second]
      .map(({ contents, limit }) => `${limit} as ${contents.map(({ type }) => type).join(' or ')}`)
      .join('; '),
    read: (request, response) => (sendsTypeOf(first, request) ? first : second).read(request, response),
  };
}

/** Reads a body. @throws {Refused} 415 where it is of no type that the rule takes; {InvalidInput} where it is not as described */
export function readBody<T>(rule: BodyRule<T>, request: Request, response: Response): Promise<T> {
  if (sendsTypeOf(rule, request)) return rule.read(request, response);
  const types = rule.contents.map((content) => content.type).join(' or ');
  throw new Refused({ status: 415, title: 'Unsupported Media Type', detail: `send the body as ${types}` });
}

function sendsTypeOf<T>(rule: BodyRule<T>, { headers }: Request): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return rule.contents.some((content) => content.type === type.trim().toLowerCase());
}

/** The body as JSON. Bytes that are not UTF-8 are refused rather than replaced: offsets would no longer be the sender's. */
function decodeJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) throw bodyFault('is empty; send JSON', '请求是空的');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw bodyFault('is not UTF-8 text', '请求不是 UTF-8 文本');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw bodyFault('is not valid JSON', '请求不是有效的 JSON');
  }
}

function bodyFault(message: string, zh: string): InvalidInput {
  return new InvalidInput('request body', [{ field: '', message, zh }]);
}
