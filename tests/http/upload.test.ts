import { existsSync, readFileSync } from 'node:fs';
import { createServer, request as open, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openGuard } from '../../src/http/access/guard.ts';
import { mount } from '../../src/http/mount.ts';
import { logTo } from '../../src/http/operations/log.ts';
import { errorResponse } from '../../src/http/problem.ts';
import { route } from '../../src/http/route.ts';
import { uploadBody } from '../../src/http/upload.ts';

const kB = 1024;
const limits = { files: 3, fileSize: 100 * kB, total: 150 * kB };
const seen: string[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  const app = express();
  const Told = z.object({
    name: z.string().nullable(),
    files: z.array(z.object({ name: z.string(), size: z.int(), text: z.string() })),
  });
  const tell = route({
    method: 'post',
    path: '/files',
    name: 'tell',
    access: 'anyone',
    summary: 'Tells what came',
    body: uploadBody({ name: z.string().max(20).optional() }, limits),
    answers: { 200: { description: 'What came', schema: Told } },
    handle: ({ body: { fields, files } }) => {
      seen.push(...files.map((file) => file.path));
      return {
        status: 200,
        body: {
          name: fields.name ?? null,
          files: files.map(({ name, size, path }) => ({ name, size, text: readFileSync(path, 'utf8').slice(0, 20) })),
        },
      };
    },
  });
  mount(app, [tell], {
    guard: openGuard({ kind: 'open' }, { forgery: undefined, onError: () => undefined }),
    audit: () => undefined,
  });
  app.use(errorResponse(logTo('silent', { write: () => undefined })));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const form = (files: readonly [string, string][], fields: Record<string, string> = {}, under = 'files'): FormData => {
  const data = new FormData();
  for (const [name, text] of files) data.append(under, new File([text], name));
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};
const send = async (body: FormData): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('an upload', () => {
  it('brings several files, with their Chinese names, and the other fields', async () => {
    const { status, body } = await send(
      form(
        [
          ['面试-张三.txt', '候选人：您好'],
          ['b.csv', 'id'],
        ],
        { name: '一月' },
      ),
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      name: '一月',
      files: [
        { name: '面试-张三.txt', size: 18, text: '候选人：您好' },
        { name: 'b.csv', size: 2, text: 'id' },
      ],
    });
  });

  it('leaves no file behind when it has been answered', async () => {
    await send(form([['a.txt', 'a']]));
    expect(seen.length).toBeGreaterThan(0);
    await expect.poll(() => seen.filter((path) => existsSync(path))).toEqual([]);
  });

  it.each<[string, FormData, number, RegExp]>([
    ['a file over the limit', form([['a', 'x'.repeat(100 * kB + 1)]]), 413, /a file may have 100 kB/],
    [
      'files over the limit together',
      form([
        ['a', 'x'.repeat(80 * kB)],
        ['b', 'x'.repeat(80 * kB)],
      ]),
      413,
      /150 kB/,
    ],
    [
      'too many files',
      form([
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
        ['d', '4'],
      ]),
      413,
      /more than 3 files/,
    ],
    ['no file', form([], { name: 'x' }), 400, /files: holds no file/],
    ['a file under another name', form([['a', '1']], {}, 'file'), 400, /file: is no field for files/],
    ['an unknown field', form([['a', '1']], { colour: 'red' }), 400, /"colour"/],
    ['a field that is too long', form([['a', '1']], { name: 'x'.repeat(21) }), 400, /name/],
    ['a field of many kilobytes', form([['a', '1']], { name: 'x'.repeat(5_000) }), 400, /name: Field value too long/],
    ['a name that nests', form([['a', '1']], { 'name[a]': 'x' }), 400, /nesting/],
  ])('with %s is refused', async (_what, body, status, detail) => {
    const refused = await send(body);
    expect(refused.status).toBe(status);
    expect(refused.body.detail).toMatch(detail);
  });

  it.each([
    ['a boundary that is missing', 'multipart/form-data', 'x', /oundary/],
    [
      'an end that is missing',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
      /end of form/,
    ],
  ])('with %s is refused', async (_what, type, body, detail) => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
  });

  it.each([
    ['says beforehand', { 'content-length': String(200 * 1024 * kB) }, 0],
    ['does not say', {}, 101],
  ])('that is too large and %s so is refused while its sender has not ended', async (_what, headers, kilobytes) => {
    const outgoing = open(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', ...headers },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      outgoing.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      outgoing.once('error', reject);
    });
    outgoing.write('--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n');
    for (let sent = 0; sent < kilobytes; sent++) outgoing.write('x'.repeat(kB));
    // The form is never ended: an answer shows that nobody waits for the rest.
    expect(await answered).toBe(413);
    outgoing.destroy();
  });
});
