import { describe, expect, it } from 'vitest';
import { allowedExternalUrl } from '../../../src-main/desktop/external-links.ts';

describe('addresses that may open in the browser', () => {
  it.each([
    'https://mxroute.com/',
    'https://panel.mxroute.com/login?next=1',
    'https://docs.mxroute.com/docs/dns.html#spf',
    'https://github.com/caronc/apprise/wiki',
    'https://github.com/caronc/apprise',
  ])('%s does', (url) => {
    expect(allowedExternalUrl(url)).toBe(url);
  });

  it.each([
    'http://mxroute.com/',
    'https://example.com/',
    'https://mxroute.com.evil.example/',
    'https://evil-mxroute.com/',
    'https://mxroute.com:8443/',
    'https://user:word@mxroute.com/',
    'https://github.com/',
    'https://github.com/caronc/apprise-evil',
    'https://github.com/caronc/apprise/../../evil/project',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:somebody@mxroute.com',
    'mxroute.com',
    '',
  ])('%s does not', (url) => {
    expect(allowedExternalUrl(url)).toBeUndefined();
  });
});
