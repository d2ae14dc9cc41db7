import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ParsedRoute } from 'swagger-typescript-api';
import { boundsModule } from './client-bounds.ts';
import { holdLock } from './lock.ts';
import { type Description, fetchDescription } from './openapi.ts';
import { hashOf } from './source-hash.ts';

const folder = fileURLToPath(new URL('../src/web/client', import.meta.url));
const target = join(folder, 'api.ts');
const bounds = join(folder, 'bounds.ts');
const stamp = join(folder, 'made-from');

/** What the description of the service comes from, and what turns it into requests. */
const sources = [
  'src/{config,core,grading,http,store,transcripts,checks}/**/*.ts',
  'package-lock.json',
  'tools/client*.ts',
];

/**
 * Writes the page's typed requests, and the bounds of what it may send, from the OpenAPI description of the service, unless
 * those that stand there were made from the same sources. The files are not committed: they are made wherever they are needed,
 * by `npm run check` and by the build of the page, so that they cannot be stale.
 */
export async function writeClient(): Promise<void> {
  const wanted = hashOf(sources);
  mkdirSync(folder, { recursive: true });
  using _lock = await holdLock(join(folder, 'lock'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(target) && existsSync(bounds)) return;
  // Loaded only here: it takes longer than to see that nothing is to be done.
  const { generateApi } = await import('swagger-typescript-api');
  const description = await fetchDescription();
  const { files } = await generateApi({
    spec: withoutStreams(description) as never,
    httpClientType: 'fetch',
    singleHttpClient: true,
    moduleNameIndex: 1,
    unwrapResponseData: true,
    generateUnionEnums: true,
    hooks: { onCreateRoute: encodeParameters },
    silent: true,
  });
  const [file] = files;
  if (file === undefined) throw new Error('no client came out of the OpenAPI description');
  // Written by others for looser settings than ours; its types hold where it is used.
  writeFileSync(target, `// @ts-nocheck\n${file.fileContent}`);
  writeFileSync(bounds, boundsModule(description));
  writeFileSync(stamp, wanted);
}

/** Streams of events are read by other means; the requests made here ask for what comes as a whole. */
function withoutStreams(description: Description): Description {
  for (const { responses } of Object.values(description.paths).flatMap((methods) => Object.values(methods))) {
    for (const [status, { content }] of Object.entries(responses)) {
      if (Object.keys(content ?? {}).join() === 'text/event-stream') delete responses[status];
    }
  }
  return description;
}

/** A parameter may hold a character that means something in an address. */
function encodeParameters(route: ParsedRoute): ParsedRoute {
  const path = (route.request.path ?? '').replaceAll(/\{(\w+)\}/g, '{encodeURIComponent($1)}');
  return { ...route, request: { ...route.request, path } };
}

if (import.meta.main) await writeClient();
