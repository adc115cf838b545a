import { describe, expect, it } from 'vitest';
import { email } from '../../../../src-shared/notification-url/email.ts';
import { recognise } from '../../../../src-shared/notification-url/registry.ts';
import {
  type ResetSmtp,
  usesResetSmtp,
  withResetSmtp,
} from '../../../../src-shared/notification-url/reset-smtp.ts';

const smtp: ResetSmtp = {
  host: 'mail.example.com',
  port: 587,
  user: 'reset@example.com',
  password: 'p@ss:/% ü🚨',
  from: 'Portal <portal@example.com>',
  useTls: true,
};
const stored = (fields: Record<string, string> = {}): string => {
  const built = email.build({ useResetSmtp: 'true', to: 'you@example.com', ...fields });
  if (!built.ok) throw new Error(built.message);
  return built.value;
};
const sent = (reference: string, settings: Partial<ResetSmtp> = {}) => {
  const url = withResetSmtp(reference, { ...smtp, ...settings });
  if (!url.ok) throw new Error(url.message);
  return recognise(url.value)?.fields;
};

describe('an e-mail target on the settings of Mailbox Password Reset', () => {
  it('is told from every other', () => {
    expect(usesResetSmtp(stored())).toBe(true);
    expect(usesResetSmtp('mailtos://u:p@mail.example.com:587/?to=a@b.com')).toBe(false);
    expect(usesResetSmtp('https://example.com/mxroute-smtp://')).toBe(false);
  });

  it('holds no server, login or password, whatever else was typed', () => {
    const url = stored({ host: 'HOST.example.com', user: 'USER', password: 'PASSWORD', port: '465' });
    expect(url).toBe('mxroute-smtp://reset/?to=you%40example.com');
  });

  it('takes server, login and encryption from the settings when something is sent', () => {
    expect(sent(stored({ to: 'you@example.com, b@example.org' }))).toEqual({
      useResetSmtp: 'false',
      host: 'mail.example.com',
      port: '587',
      user: 'reset@example.com',
      password: 'p@ss:/% ü🚨',
      from: 'Portal <portal@example.com>',
      to: 'you@example.com,b@example.org',
      encryption: 'automatic',
    });
  });

  const senders: [string, string, Partial<ResetSmtp>, string][] = [
    ['the target’s own', 'Me <me@example.com>', {}, 'Me <me@example.com>'],
    ['else the settings’', '', {}, 'Portal <portal@example.com>'],
    ['else the user', '', { from: '' }, 'reset@example.com'],
  ];
  for (const [name, from, settings, expected] of senders) {
    it(`From: ${name}`, () => expect(sent(stored({ from }), settings)?.from).toBe(expected));
  }

  const modes: [Partial<ResetSmtp>, RegExp][] = [
    [{}, /^mailtos:.*[?&]mode=starttls/],
    [{ port: 465 }, /^mailtos:.*[?&]mode=ssl/],
    [{ port: 2525 }, /^mailtos:.*[?&]mode=starttls/],
    [{ useTls: false, port: 25 }, /^mailto:(?!.*mode=)/],
  ];
  for (const [settings, expected] of modes) {
    it(`${JSON.stringify(settings)}: ${expected}`, () => {
      expect(withResetSmtp(stored(), { ...smtp, ...settings })).toMatchObject({
        ok: true,
        value: expect.stringMatching(expected),
      });
    });
  }

  const incomplete: [Partial<ResetSmtp>, string][] = [
    [{ host: '' }, 'Settings → Mailbox Password Reset: SMTP host is needed.'],
    [{ port: 0 }, 'Settings → Mailbox Password Reset: Port must be a number from 1 to 65535.'],
    [{ user: '' }, 'Settings → Mailbox Password Reset: User is needed with a password.'],
    [
      { user: 'reset', from: '' },
      'Settings → Mailbox Password Reset: From is needed: the user is no e-mail address.',
    ],
  ];
  for (const [settings, message] of incomplete) {
    it(`${JSON.stringify(settings)} is said as the settings’ fault`, () => {
      expect(withResetSmtp(stored(), { ...smtp, ...settings })).toEqual({
        ok: false,
        code: 'smtp_incomplete',
        message,
      });
    });
  }

  it.each(['mxroute-smtp://reset/', 'mxroute-smtp://other/?to=a@b.com', 'mailtos://x', ''])(
    '%j cannot be read',
    (url) => expect(withResetSmtp(url, smtp)).toMatchObject({ ok: false, code: 'bad_template' }),
  );
});
