import { describe, expect, it } from 'vitest';
import { isAsked } from '../../../../src-shared/notification-services.ts';
import { email } from '../../../../src-shared/notification-url/email.ts';
import { SERVICE_LINKS, SERVICES } from '../../../../src-shared/notification-url/registry.ts';

describe('the forms', () => {
  it('have the services and labels that users know, in that order', () => {
    const labels = SERVICES.map(({ label, fields }) => [label, fields.map((field) => field.label)]);
    expect(labels).toEqual([
      ['ntfy', ['Server', 'Topic', 'Auth token', 'Priority', 'Tags', 'Use HTTPS']],
      ['JSON Webhook', ['Webhook URL', 'Bearer token', 'Auth header', 'Use HTTPS']],
      ['Discord', ['Webhook ID', 'Webhook token']],
      ['Slack', ['Incoming webhook URL']],
      ['Gotify', ['Server', 'Port', 'Application token', 'Use HTTPS']],
      ['Pushover', ['User key', 'API token']],
      ['Telegram', ['Bot token', 'Chat ID']],
      [
        'Email (SMTP)',
        [
          'Use Mailbox Password Reset SMTP settings',
          'SMTP host',
          'Port',
          'User',
          'Password',
          'From',
          'To',
          'Encryption',
        ],
      ],
      ['Custom Apprise URL', ['URL']],
    ]);
  });

  it('mark as secret what the table marks', () => {
    const secrets = SERVICES.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'secret'));
    expect(secrets.map(({ label }) => label)).toEqual([
      'Auth token',
      'Bearer token',
      'Auth header',
      'Webhook token',
      'Incoming webhook URL',
      'Application token',
      'User key',
      'API token',
      'Bot token',
      'Password',
      'URL',
    ]);
  });

  it('name one variable per service for the token alone', () => {
    expect(SERVICES.map(({ credential }) => credential?.variable)).toEqual([
      'APPRISE_CRED_NTFY',
      'APPRISE_CRED_JSON',
      'APPRISE_CRED_DISCORD',
      undefined,
      'APPRISE_CRED_GOTIFY',
      'APPRISE_CRED_PUSHOVER',
      'APPRISE_CRED_TELEGRAM',
      'APPRISE_CRED_SMTP',
      'APPRISE_CRED_CUSTOM',
    ]);
  });

  for (const { label, fields } of SERVICES) {
    it(`${label}: every field is explained, and one leads to where its values are found`, () => {
      for (const field of fields) expect(field.help ?? '', field.label).toMatch(/^[A-Z0-9].*\.$/);
      expect(fields.some(({ link }) => link)).toBe(true);
    });
  }

  it('link to https pages of the services only', () => {
    for (const link of SERVICE_LINKS) expect(new URL(link)).toMatchObject({ protocol: 'https:', port: '' });
    expect(new Set(SERVICE_LINKS.map((link) => new URL(link).host))).toEqual(
      new Set([
        'docs.ntfy.sh',
        'appriseit.com',
        'support.discord.com',
        'api.slack.com',
        'gotify.net',
        'pushover.net',
        'core.telegram.org',
      ]),
    );
  });

  it('ask with the reset settings for From and To only', () => {
    const asked = (useResetSmtp: string) =>
      email.fields
        .filter((field) => isAsked(field, { useResetSmtp }, email.fields))
        .map(({ label }) => label);
    expect(asked('true')).toEqual(['Use Mailbox Password Reset SMTP settings', 'From', 'To']);
    expect(asked('false')).toHaveLength(8);
    expect(asked('')).toHaveLength(8);
  });
});
