import { describe, expect, it } from 'vitest';
import { allowedExternalUrl } from '../../../src-main/desktop/external-links.ts';
import { SERVICES } from '../../../src-shared/notification-url/registry.ts';

describe('addresses that may open in the browser', () => {
  it.each([
    'https://mxroute.com/',
    'https://panel.mxroute.com/login?next=1',
    'https://docs.mxroute.com/docs/dns.html#spf',
    'https://github.com/caronc/apprise/wiki',
    'https://github.com/caronc/apprise',
    'https://github.com/caronc/apprise/wiki/Notify_matrix',
    'https://appriseit.com/services/matrix/',
    'https://docs.signalgrid.co/',
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
    'https://appriseit.com.evil.example/',
    'https://support.discord.com/hc/en-us/articles/1-Something-Else',
    'https://api.slack.com/methods/chat.postMessage',
    'https://github.com/caronc/apprise/../../evil/project',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:somebody@mxroute.com',
    'mxroute.com',
    '',
  ])('%s does not', (url) => {
    expect(allowedExternalUrl(url)).toBeUndefined();
  });

  const links = SERVICES.flatMap(({ label, fields }) =>
    fields.flatMap((field) => (field.link ? [[label, field.label, field.link.url] as const] : [])),
  );
  it.each(links)('%s, %s: %s does', (_service, _field, url) => {
    expect(allowedExternalUrl(url)).toBe(url);
  });

  it('every service has a page on which its values are explained', () => {
    const without = SERVICES.filter(({ fields }) => !fields.some(({ link }) => link)).map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
