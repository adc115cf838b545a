import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fileForUrl, isAppUrl, mimeType } from '../../../src-main/desktop/app-url.ts';

const ROOT = '/srv/app/out/renderer';

describe('addresses of the window', () => {
  it.each([
    ['app://mxroute/index.html', true],
    ['app://mxroute/assets/a.js?x#y', true],
    ['app://other/index.html', false],
    ['app://mxroute.evil/index.html', false],
    ['app://user@mxroute/index.html', false],
    ['https://mxroute/index.html', false],
    ['file:///index.html', false],
    ['', false],
    ['app:', false],
  ])('%s is our own: %s', (url, own) => {
    expect(isAppUrl(url)).toBe(own);
  });

  it.each([
    ['app://mxroute/index.html', `${ROOT}/index.html`],
    ['app://mxroute/assets/index-1a.js', `${ROOT}/assets/index-1a.js`],
    ['app://mxroute/assets/%C3%A4.css', `${ROOT}/assets/ä.css`],
    ['app://mxroute/index.html?query#hash', `${ROOT}/index.html`],
  ])('%s is the file %s', (url, file) => {
    expect(fileForUrl(ROOT, url)).toBe(file);
  });

  it.each([
    'app://mxroute/',
    'app://mxroute/assets/',
    'app://mxroute/..%2f..%2fpackage.json',
    'app://mxroute/%2e%2e%2fmain%2fmain.cjs',
    'app://mxroute/..%5c..%5cpackage.json',
    'app://mxroute/..%2frenderer-other/file.js',
    'app://mxroute/index.html%00.png',
    'app://mxroute/%E0%A4%A',
    'app://other/index.html',
    'file:///etc/passwd',
  ])('%s leads to no file', (url) => {
    expect(fileForUrl(ROOT, url)).toBeUndefined();
  });

  it('serves only what a window needs', () => {
    expect(mimeType('/a/index.html')).toBe('text/html; charset=utf-8');
    expect(mimeType('/a/B.JS')).toBe('text/javascript; charset=utf-8');
    expect(mimeType('/a/main.cjs')).toBeUndefined();
    expect(mimeType('/a/.env')).toBeUndefined();
  });

  it('allows nothing by default and no inline code', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });
});
