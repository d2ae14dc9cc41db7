import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../cli/run.ts';
import { startService, type TestService } from '../http/service.ts';

describe('serving the page', () => {
  let service: TestService;
  let script: string;
  let style: string;
  beforeAll(async () => {
    execFileSync(process.execPath, ['tools/build-page.ts'], { cwd: root, stdio: 'inherit' });
    service = await startService();
    const document = await (await get('/')).text();
    script = /src="(\/assets\/[^"]+\.js)"/.exec(document)?.[1] ?? '';
    style = /href="(\/assets\/[^"]+\.css)"/.exec(document)?.[1] ?? '';
  });
  afterAll(() => service?.stop());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(service.url + path, { headers });

  it.each(['/', '/practice/late-delivery', '/history'])('answers a browser at %s with the document', async (path) => {
    const response = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<div id="root">');
  });

  it.each(['/v1/nothing', '/v1/questions/nothing'])('leaves %s to the API, for a browser too', async (path) => {
    const response = await get(path, { accept: 'text/html' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([
    ['/practice/late-delivery', 'application/json'],
    ['/practice/late-delivery', '*/*'],
    ['/assets/nothing.js', 'text/html'],
    ['/favicon.ico', 'text/html'],
    ['/assets/../index.html', '*/*'],
    ['/assets/%2e%2e%2fbuilt-from', '*/*'],
  ])('answers 404 at %s for %s', async (path, accept) => {
    expect((await get(path, { accept })).status).toBe(404);
  });

  it('lets a browser keep what is named by its hash for good, and the document not at all', async () => {
    expect((await get(script)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/')).headers.get('cache-control')).toBe('no-store');
  });

  it('sends scripts and styles compressed to whoever takes it, and to nobody else', async () => {
    for (const [file, type] of [
      [script, 'text/javascript'],
      [style, 'text/css'],
    ] as const) {
      const plain = await get(file, { 'accept-encoding': 'identity' });
      const compressed = await get(file, { 'accept-encoding': 'gzip' });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(compressed.headers.get('content-encoding')).toBe('gzip');
      for (const response of [plain, compressed]) {
        expect(response.headers.get('content-type')).toContain(type);
        expect(response.headers.get('vary')).toContain('Accept-Encoding');
      }
      expect(await compressed.text()).toBe(await plain.text());
    }
  });

  it('lets in no script but its own, and no style without the nonce of this very document', async () => {
    const [first, second] = await Promise.all([get('/'), get('/')]);
    const policies = [first, second].map(({ headers }) => headers.get('content-security-policy') ?? '');
    for (const policy of policies) {
      expect(policy).toMatch(/^default-src 'none';script-src 'self';style-src 'self' 'nonce-[\w+/=]{24}';/);
      expect(policy).not.toContain('unsafe');
    }
    expect(policies[0]).not.toBe(policies[1]);
    const nonce = /'nonce-([^']+)'/.exec(policies[0] ?? '')?.[1] ?? '';
    expect(await first?.text()).toContain(`nonce="${nonce}"`);
  });
});
