import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy, fileForUrl, mimeType } from './app-url.ts';

/** What src-renderer/index.html says where each load's nonce goes. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** @returns the file with headers that allow it only what the window needs, each page with its own nonce. */
export async function respond(root: string, method: string, url: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  if (method !== 'GET') return new Response('', { status: 405, headers });
  const file = fileForUrl(root, url);
  const type = file && mimeType(file);
  if (!file || !type) return new Response('', { status: 404, headers });
  try {
    const content = await readFile(file);
    const isPage = type.startsWith('text/html');
    const body = isPage
      ? content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)
      : new Uint8Array(content);
    return new Response(body, {
      headers: { ...headers, 'Content-Type': type, 'Cache-Control': isPage ? 'no-store' : 'no-cache' },
    });
  } catch {
    return new Response('', { status: 404, headers });
  }
}
