import { describe, expect, it } from 'vitest';
import { mask } from '../../../../src-shared/notification-url/mask.ts';

describe('mask: by an allow-list', () => {
  const cases: [string, string][] = [
    ['ntfys://tk_SECRET@push.example.com:8443/topic?x=1', 'ntfys://push.example.com:8443/…'],
    ['ntfys://tk_SECRET@ntfy.sh/topic', 'ntfys://…'],
    ['ntfy://SECRETTOPIC', 'ntfy://…'],
    ['jsons://example.com/SECRET?+Authorization=Bearer%20SECRET', 'jsons://example.com/…'],
    ['json://user:SECRET@example.com', 'json://example.com/…'],
    ['json://a:SECRET@SECRET@example.com', 'json://…'],
    ['discord://SECRET/SECRET', 'discord://…'],
    ['tgram://123:SECRET/-100', 'tgram://…'],
    ['pover://SECRET@SECRET', 'pover://…'],
    ['gotify://SECRET', 'gotify://…'],
    ['gotifys://example.com/SECRET', 'gotifys://example.com/…'],
    ['mailtos://me%40example.com:SECRET@mail.example.com:587/?to=x', 'mailtos://mail.example.com:587/…'],
    ['slack://SECRET/SECRET/SECRET', 'slack://…'],
    ['tgram://123456:SECRET/%40SECRET', 'tgram://…'],
    ['gotifys://example.com:8443/SECRET/SECRET', 'gotifys://example.com:8443/…'],
    ['gotifys://[2001:db8:0:0:0:0:0:1]/SECRET', 'gotifys://[2001:db8::1]/…'],
    ['mxroute-smtp://reset/?from=SECRET@example.com&to=SECRET@example.com', 'mailtos://…'],
    ['mxroute-smtp://SECRET/SECRET', 'mailtos://…'],
    ['https://hooks.slack.com/services/SECRET', 'https://…'],
    ['SECRET', '…'],
    // With this parameter the host is one more topic on the public server.
    ['ntfy://SECRET/topic?mode=cloud', 'ntfy://…'],
    ['ntfys://SECRET/topic?priority=1&M%4FDE=cloud', 'ntfys://…'],
    ['ntfys://SECRET/topic?priority=1;mode=cloud', 'ntfys://…'],
    // A slash in a password that nobody encoded: no host where it looks like one.
    ['mailto://SECRET:587/3@mail.example.com', 'mailto://…'],
    ['json://SECRET/x@example.com', 'json://…'],
  ];
  for (const [text, expected] of cases) {
    it(text, () => {
      expect(mask(text)).toBe(expected);
      expect(mask(text)).not.toContain('SECRET');
    });
  }
});
