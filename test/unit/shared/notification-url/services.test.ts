import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../../src-shared/notification-services.ts';
import { mask } from '../../../../src-shared/notification-url/mask.ts';
import { pasted } from '../../../../src-shared/notification-url/paste.ts';
import { findService, SERVICES } from '../../../../src-shared/notification-url/registry.ts';

const build = (id: string, fields: FieldValues) => findService(id)?.build(fields);
const url = (id: string, fields: FieldValues) => {
  const built = build(id, fields);
  return built?.ok ? built.value : built?.message;
};

describe('the forms', () => {
  it('have the labels that users know', () => {
    const labels = Object.fromEntries(
      SERVICES.map(({ label, fields }) => [label, fields.map((field) => field.label)]),
    );
    expect(labels).toEqual({
      ntfy: ['Server', 'Topic', 'Auth token', 'Priority', 'Tags', 'Use HTTPS'],
      'JSON Webhook': ['Webhook URL', 'Bearer token', 'Auth header', 'Use HTTPS'],
      Discord: ['Webhook ID', 'Webhook token'],
      'Email (SMTP)': ['SMTP host', 'Port', 'User', 'Password', 'From', 'To', 'Encryption'],
      'Custom Apprise URL': ['URL'],
    });
  });
});

describe('URLs that are right (apprise.md)', () => {
  const mail = {
    host: 'mail.example.com',
    user: 'me@example.com',
    password: 'p@ss:/ 1',
    to: 'you@example.com',
  };
  const cases: [string, string, FieldValues, string][] = [
    [
      'ntfy, a token that shows itself',
      'ntfy',
      { topic: 'mail', token: 'tk_abc' },
      'ntfys://tk_abc@ntfy.sh/mail',
    ],
    ['ntfy, another token', 'ntfy', { topic: 'mail', token: 'abc' }, 'ntfys://abc@ntfy.sh/mail?auth=token'],
    [
      'ntfy, priority and tags',
      'ntfy',
      { topic: 'mail', priority: 'high', tags: 'a, b' },
      'ntfys://ntfy.sh/mail?priority=high&tags=a,b',
    ],
    ['ntfy, pasted address as topic', 'ntfy', { topic: 'https://ntfy.sh/mail' }, 'ntfys://ntfy.sh/mail'],
    [
      'ntfy, own server with port over HTTP',
      'ntfy',
      { server: '192.168.1.5:8080', topic: 'x', https: 'false' },
      'ntfy://192.168.1.5:8080/x',
    ],
    [
      'ntfy, server as web address',
      'ntfy',
      { server: 'http://nas:81', topic: 'x', https: 'true' },
      'ntfy://nas:81/x',
    ],
    [
      'JSON, bearer',
      'json',
      { webhookUrl: 'https://example.com:8443/hook', bearerToken: 'X' },
      'jsons://example.com:8443/hook?+Authorization=Bearer%20X',
    ],
    [
      'JSON, a literal percent',
      'json',
      { webhookUrl: 'example.com/hook', bearerToken: 'a%b' },
      'jsons://example.com/hook?+Authorization=Bearer%20a%2525b',
    ],
    [
      'JSON, own header',
      'json',
      { webhookUrl: 'https://example.com/', authHeader: 'X-Api-Key: k' },
      'jsons://example.com/?+X-Api-Key=k',
    ],
    [
      'JSON, parameters are for the target',
      'json',
      { webhookUrl: 'http://example.com/h?x=1' },
      'json://example.com/h?-x=1',
    ],
    [
      'JSON, a last slash is kept',
      'json',
      { webhookUrl: 'https://example.com/h/?x=1' },
      'jsons://example.com/h/?-x=1&slash=/',
    ],
    [
      'JSON, a login becomes a header',
      'json',
      { webhookUrl: 'https://u:p@example.com/h' },
      'jsons://example.com/h?+Authorization=Basic%20dTpw',
    ],
    [
      'JSON, international host',
      'json',
      { webhookUrl: 'https://bücher.example/h' },
      'jsons://xn--bcher-kva.example/h',
    ],
    ['Discord', 'discord', { webhookId: '123', webhookToken: 'a-B_c' }, 'discord://123/a-B_c?overflow=split'],
    [
      'Discord, pasted address',
      'discord',
      { webhookId: 'https://discord.com/api/webhooks/123/abc' },
      'discord://123/abc?overflow=split',
    ],
    [
      'E-mail, STARTTLS',
      'email',
      mail,
      'mailtos://me%40example.com:p%40ss%3A%2F%201@mail.example.com:587/?mode=starttls&from=me%40example.com&to=you%40example.com',
    ],
    [
      'E-mail, 465 is SSL',
      'email',
      { ...mail, port: '465', password: 'p' },
      'mailtos://me%40example.com:p@mail.example.com:465/?mode=ssl&from=me%40example.com&to=you%40example.com',
    ],
    [
      'E-mail, encryption off',
      'email',
      { ...mail, password: 'p', encryption: 'off', port: '25' },
      'mailto://me%40example.com:p@mail.example.com:25/?from=me%40example.com&to=you%40example.com',
    ],
  ];
  for (const [name, id, fields, expected] of cases) it(name, () => expect(url(id, fields)).toBe(expected));
});

describe('what is wrong is said at its field', () => {
  const cases: [string, string, FieldValues, string, RegExp][] = [
    ['no topic', 'ntfy', {}, 'topic', /^Topic is needed\.$/],
    ['a topic with a blank', 'ntfy', { topic: 'a b' }, 'topic', /^Topic may have/],
    [
      'a server with a path',
      'ntfy',
      { server: 'https://example.com/ntfy', topic: 'x' },
      'server',
      /^Server must/,
    ],
    ['a port that is none', 'ntfy', { server: 'nas:99999', topic: 'x' }, 'server', /^Server/],
    ['another scheme', 'json', { webhookUrl: 'ftp://example.com' }, 'webhookUrl', /not ftp/],
    [
      'two credentials',
      'json',
      { webhookUrl: 'https://e.com', bearerToken: 'a', authHeader: 'X: y' },
      'authHeader',
      /bearer/,
    ],
    [
      'a header without a value',
      'json',
      { webhookUrl: 'https://e.com', authHeader: 'nonsense' },
      'authHeader',
      /Name: value/,
    ],
    [
      'a line break in a token',
      'json',
      { webhookUrl: 'https://e.com', bearerToken: 'a\nb' },
      'bearerToken',
      /cannot be sent/,
    ],
    ['an encoded slash', 'json', { webhookUrl: 'https://e.com/a%2Fb' }, 'webhookUrl', /Apprise cannot send/],
    ['a repeated parameter', 'json', { webhookUrl: 'https://e.com/?a=1&a=2' }, 'webhookUrl', /repeats/],
    ['no webhook', 'discord', {}, 'webhookId', /^Webhook ID is needed/],
    [
      'a user that is no address and no From',
      'email',
      { host: 'h.example.com', user: 'me', to: 'a@b.com' },
      'from',
      /^From/,
    ],
    [
      'a password without user',
      'email',
      { host: 'h.example.com', password: 'x', from: 'a@b.com', to: 'a@b.com' },
      'user',
      /^User/,
    ],
    [
      'a recipient that is none',
      'email',
      { host: 'h.example.com', from: 'a@b.com', to: 'a@b.com, nobody' },
      'to',
      /nobody/,
    ],
    ['no URL', 'custom', {}, 'url', /^URL is needed/],
    ['two URLs', 'custom', { url: 'json://a json://b' }, 'url', /one URL/],
  ];
  for (const [name, id, fields, field, message] of cases) {
    it(name, () =>
      expect(build(id, fields)).toMatchObject({ ok: false, field, message: expect.stringMatching(message) }),
    );
  }
});

describe('addresses as people paste them', () => {
  const cases: [string, string, string][] = [
    ['https://ntfy.sh/mail', 'ntfy', 'ntfys://ntfy.sh/mail'],
    ['https://discord.com/api/webhooks/123/abc', 'discord', 'discord://123/abc?overflow=split'],
    ['https://ptb.discord.com/api/webhooks/123/abc/', 'discord', 'discord://123/abc?overflow=split'],
    ['http://192.168.1.9:8123/api/webhook/xyz', 'json', 'json://192.168.1.9:8123/api/webhook/xyz'],
    [' ntfys://tk_a@example.com/t ', 'ntfy', 'ntfys://tk_a@example.com/t'],
    ['https://hooks.slack.com/services/T/B/C', 'custom', 'https://hooks.slack.com/services/T/B/C'],
    ['gotify://example.com/token', 'custom', 'gotify://example.com/token'],
  ];
  for (const [text, id, expected] of cases) {
    it(text, () => {
      const result = pasted(text);
      expect(result.ok && [result.value.service.id, result.value.url]).toEqual([id, expected]);
    });
  }
  it.each(['', 'nonsense', 'a b', 'json:/x'])('refuses %j', (text) => {
    expect(pasted(text)).toMatchObject({ ok: false, field: 'url' });
  });
});

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
    ['https://hooks.slack.com/services/SECRET', 'https://…'],
    ['SECRET', '…'],
  ];
  for (const [text, expected] of cases) {
    it(text, () => {
      expect(mask(text)).toBe(expected);
      expect(mask(text)).not.toContain('SECRET');
    });
  }
});
