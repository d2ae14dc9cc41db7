import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import type { BodyRule } from './body.ts';
import { parseWith } from './parse.ts';
import { Refused } from './problem.ts';
import { sizeOf } from './size.ts';

/** A file as it was sent: its name, and where its bytes stand until the response has ended. */
export type UploadedFile = { readonly name: string; readonly path: string; readonly size: number };

/** What is taken at the most; sizes in bytes. */
export type UploadLimits = { readonly files: number; readonly fileSize: number; readonly total: number };

const usual: UploadLimits = { files: 500, fileSize: 64 * 1024 * 1024, total: 128 * 1024 * 1024 };

/** Largest value of a field that is no file, in bytes, and how many there may be. */
const fieldSize = 4_096;
const mostFields = 20;

/**
 * A form with files under `files` and other fields. Files are written to a folder of their own while they come in, and are
 * gone when the response has ended. What is too large is refused as soon as that shows, not when all of it has come.
 */
export function uploadBody<F extends z.ZodRawShape>(
  fields: F,
  limits: UploadLimits = usual,
): BodyRule<{ readonly fields: z.output<z.ZodObject<F>>; readonly files: readonly UploadedFile[] }> {
  const Fields = z.strictObject(fields);
  const files = z.array(z.file()).min(1).max(limits.files);
  return {
    contents: [{ type: 'multipart/form-data', schema: z.strictObject({ files, ...fields }) }],
    limit: `${limits.files} files, ${sizeOf(limits.fileSize)} each, ${sizeOf(limits.total)} together`,
    read: async (request, response) => {
      if (Number(request.headers['content-length']) > limits.total) throw tooLarge(limits);
      const folder = await mkdtemp(join(tmpdir(), 'answer-grader-upload-'));
      response.once('close', () => void rm(folder, { recursive: true, force: true }));
      const received = await receive({ request, response, folder, limits });
      const parsed = parseWith(Fields, { ...request.body }, 'form') as z.output<z.ZodObject<F>>;
      if (received.length === 0) {
        throw formFault('files', {
          message: 'holds no file; send one or more under this name',
          zh: '一个也没有，请至少放一个',
        });
      }
      return { fields: parsed, files: received };
    },
  };
}

/** Reads the form. Rejects as soon as something is refused: multer would first wait for the end of what is sent. */
function receive(call: {
  readonly request: Request;
  readonly response: Response;
  readonly folder: string;
  readonly limits: UploadLimits;
}): Promise<UploadedFile[]> {
  const { request, response, folder, limits } = call;
  return new Promise((resolve, reject) => {
    const received: { name: string; path: string; size: number }[] = [];
    let refused: unknown;
    const refuse = (reason: unknown): void => {
      refused ??= reason;
      reject(refused);
    };
    let total = 0;
    request.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total > limits.total) refuse(tooLarge(limits));
    });
    const sized = (file: { size: number }) =>
      new Transform({
        transform(chunk: Buffer, _encoding, callback) {
          file.size += chunk.length;
          if (file.size > limits.fileSize) refuse(tooLarge(limits));
          if (refused === undefined) callback(null, chunk);
          else callback(refused as Error);
        },
      });
    const storage: multer.StorageEngine = {
      _handleFile(_request, { fieldname, originalname, stream }, callback) {
        if (fieldname !== 'files') {
          const message = 'is no field for files; send them as `files`';
          refuse(formFault(fieldname, { message, zh: '不是放文件的地方，文件请放在 files 里' }));
        }
        if (received.length === limits.files) refuse(tooMany(limits));
        if (refused !== undefined) return callback(refused);
        const file = { name: originalname, path: join(folder, String(received.length)), size: 0 };
        received.push(file);
        pipeline(stream, sized(file), createWriteStream(file.path, { mode: 0o600 })).then(
          () => callback(null),
          callback,
        );
      },
      // The folder goes as a whole.
      _removeFile: (_request, _file, callback) => callback(null),
    };
    const read = multer({
      storage,
      defParamCharset: 'utf8',
      limits: { fields: mostFields, fieldSize, fieldNameSize: 100, fieldNestingDepth: 0 },
    }).any();
    read(request, response, (error: unknown) => {
      if (refused === undefined && !error) resolve(received);
      else refuse(readFault(error));
    });
  });
}

function tooLarge({ fileSize, total }: UploadLimits): Refused {
  const detail = `a file may have ${sizeOf(fileSize)}, all that is sent at once ${sizeOf(total)}; send less at a time`;
  return new Refused({ status: 413, title: 'Content Too Large', detail });
}

function tooMany({ files }: UploadLimits): Refused {
  const detail = `more than ${files} files were sent at once; send fewer at a time`;
  return new Refused({ status: 413, code: 'too_many_files', title: 'Content Too Large', detail });
}

function formFault(field: string, told: { readonly message: string; readonly zh: string }): InvalidInput {
  return new InvalidInput('form', [{ field, ...told }]);
}

const unreadForm = '送来的内容没能读完整，请再试一次';

/** What multer and busboy say of a form, in words for the sender; faults of the machine stay what they are. */
function readFault(error: unknown): unknown {
  if (error instanceof multer.MulterError)
    return formFault(error.field ?? '', { message: error.message, zh: unreadForm });
  if (error instanceof Error && !('syscall' in error))
    return formFault('', { message: `cannot be read: ${error.message}`, zh: unreadForm });
  return error;
}
