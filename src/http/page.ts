import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { pageFolder } from './page-folder.ts';
import { only, sendProblem } from './problem.ts';

const aYear = '365d';

/**
 * The built page: files named by their hash, which a browser may keep for good, and one document for every address that the
 * page itself understands. Whoever asks for JSON at such an address is left to the routes after it.
 */
export function page(): Router {
  const router = Router();
  const files = express.static(join(pageFolder, 'assets'), {
    index: false,
    redirect: false,
    immutable: true,
    maxAge: aYear,
  });
  router.use('/assets', preferCompressed, files);
  router.route('/').get(sendDocument).all(only('GET, HEAD'));
  // No dot: what looks like a file is one or is not there.
  router.get(/^\/[^.]+$/, (request, response, next) => {
    if (request.accepts(['json', 'html']) === 'html') sendDocument(request, response, next);
    else next();
  });
  return router;
}

/** Sends the copy that the build has compressed, to whoever takes it. */
const preferCompressed: RequestHandler = (request, response, next) => {
  const name = /^\/[\w.-]+\.(js|css)$/.exec(request.path);
  if (name !== null && existsSync(join(pageFolder, 'assets', `${name[0]}.gz`))) {
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') === 'gzip') {
      response.type(name[1] ?? '').set('Content-Encoding', 'gzip');
      request.url = `${name[0]}.gz`;
    }
  }
  next();
};

/**
 * The document. The components make styles while they are drawn; each document has a nonce of its own by which a browser
 * knows them, so it is never kept, and no other inline style is let in.
 */
const sendDocument: RequestHandler = (request, response, next) => {
  const document = join(pageFolder, 'index.html');
  if (!existsSync(document)) {
    const detail = 'the page is not built; run "npm run build", or start the service with "npm start"';
    sendProblem(response, { status: 503, title: 'Service Unavailable', detail });
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  contentSecurityPolicy(nonce)(request, response, (error) => {
    if (error !== undefined) next(error);
    else
      response
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(readFileSync(document, 'utf8').replaceAll('__NONCE__', nonce));
  });
};

function contentSecurityPolicy(nonce: string) {
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", `'nonce-${nonce}'`],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}
