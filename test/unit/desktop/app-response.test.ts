import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { respond } from '../../../src-main/desktop/app-response.ts';

const parent = mkdtempSync(join(tmpdir(), 'mxm-protocol-'));
const root = join(parent, 'renderer');

beforeAll(() => {
  mkdirSync(root);
  writeFileSync(
    join(root, 'index.html'),
    '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>',
  );
  writeFileSync(join(root, 'main.js'), 'export {}; // __CSP_NONCE__');
  writeFileSync(join(parent, 'secret.js'), 'secret');
});
afterAll(() => rmSync(parent, { recursive: true }));

const nonceOf = (response: Response): string | undefined =>
  /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];

describe('what app:// answers', () => {
  it('gives the page the nonce of its own policy, another on each load', async () => {
    const [first, second] = await Promise.all([
      respond(root, 'GET', 'app://mxroute/index.html'),
      respond(root, 'GET', 'app://mxroute/index.html'),
    ]);
    expect(await first.text()).toBe(
      `<meta content="${nonceOf(first)}"><style nonce="${nonceOf(first)}"></style>`,
    );
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  it('gives scripts as they are', async () => {
    const script = await respond(root, 'GET', 'app://mxroute/main.js');
    expect(script.status).toBe(200);
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await script.text()).toBe('export {}; // __CSP_NONCE__');
  });

  it.each([
    ['GET', 'app://mxroute/none.js', 404],
    ['GET', 'app://mxroute/..%2fsecret.js', 404],
    ['GET', 'app://mxroute/', 404],
    ['POST', 'app://mxroute/index.html', 405],
  ])('%s %s is refused with %i and still under the policy', async (method, url, status) => {
    const response = await respond(root, method, url);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
