import { extname, join, normalize, sep } from 'node:path';

/** The window's own address. Everything else is remote, and remote is refused. */
export const APP_SCHEME = 'app';
const APP_HOST = 'mxroute';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const START_URL = `${APP_ORIGIN}/index.html`;

export function isAppUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return (
      url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
    );
  } catch {
    return false;
  }
}

/** @returns the file below `root` that `text` names; undefined where it names none or leads out of `root`. */
export function fileForUrl(root: string, text: string): string | undefined {
  if (!isAppUrl(text)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(new URL(text).pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\') || path.endsWith('/')) return undefined;
  const file = normalize(join(root, path));
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : undefined;
}

const MIME_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** @returns undefined for what the window has no use for: it is not served. */
export const mimeType = (file: string): string | undefined => MIME_TYPES[extname(file).toLowerCase()];

/** Mantine writes its style sheets at run time: they carry the nonce. `style` attributes are set through the DOM. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
