import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../../src-shared/notification-services.ts';
import { findService, recognise, SERVICES } from '../../../../src-shared/notification-url/registry.ts';
import { fromTemplate, toTemplate } from '../../../../src-shared/notification-url/template.ts';

const service = (id: string) => {
  const found = findService(id);
  if (!found) throw new Error(id);
  return found;
};
/** Anything a person can type into one line, from quotes and blanks to emoji. */
const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const maybe = (values: fc.Arbitrary<string>) => fc.option(values, { nil: '' });
const host = fc.constantFrom(
  'example.com',
  'push.example.org:8443',
  '192.168.1.5',
  '192.168.1.5:8080',
  '[2001:db8::1]:8080',
  'nas',
);
const topic = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

const survives = (id: string, fields: FieldValues) => {
  const built = service(id).build(fields);
  expect(built).toMatchObject({ ok: true });
  if (!built.ok) return;
  expect(built.value).not.toMatch(/[\s{}"<>]/);
  expect(service(id).parse(built.value)).toEqual(fields);
  expect(recognise(built.value)?.service.id).toBe(id);
};

describe('fields → URL → fields is the identity', () => {
  it('ntfy', () => {
    const tag = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/[[\];,\s\p{Cc}\p{Cs}]/u.test(text));
    fc.assert(
      fc.property(
        fc.record({
          server: host,
          topic,
          token: maybe(
            fc.oneof(
              printable,
              printable.map((text) => `tk_${text}`),
            ),
          ),
          priority: fc.constantFrom('min', 'low', 'default', 'high', 'max'),
          tags: fc.array(tag, { maxLength: 3 }).map((tags) => tags.join(',')),
          https: fc.constantFrom('true', 'false'),
        }),
        (fields) => survives('ntfy', fields),
      ),
    );
  });

  it('JSON Webhook', () => {
    const url = fc.constantFrom(
      'https://example.com',
      'https://example.com/',
      'http://127.0.0.1:9000/hook',
      'https://example.com:8443/a/b/',
      'https://example.com/a//b',
      'https://example.com/a?x=1&y=a%20b',
      'https://example.com/a/?percent=100%25',
    );
    fc.assert(
      fc.property(url, printable, fc.constantFrom('none', 'bearer', 'header'), (webhookUrl, secret, kind) => {
        survives('json', {
          webhookUrl,
          bearerToken: kind === 'bearer' ? secret : '',
          authHeader: kind === 'header' ? `X-Auth: ${secret}` : '',
          https: String(webhookUrl.startsWith('https')),
        });
      }),
    );
  });

  it('Discord', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5,20}$/), printable, (webhookId, webhookToken) =>
        survives('discord', { webhookId, webhookToken }),
      ),
    );
  });

  it('Email (SMTP)', () => {
    fc.assert(
      fc.property(
        fc.record({
          host: fc.constantFrom('mail.example.com', '10.0.0.2'),
          port: fc.constantFrom('25', '587', '2525'),
          user: printable.map((text) => text.trim()).filter((text) => text !== ''),
          password: maybe(printable),
          from: fc.constantFrom('me@example.com', 'Müller 100% <me@example.com>'),
          to: fc.constantFrom('you@example.com', 'a+b@example.com,c@example.org'),
          encryption: fc.constantFrom('automatic', 'ssl', 'off'),
        }),
        (fields) => survives('email', fields),
      ),
    );
  });

  it('Custom Apprise URL', () => {
    for (const url of [
      'gotify://host/token',
      'slack://A/B/C?image=yes',
      'ntfy://user:pass@host/topic',
      'json://host/?x=1',
    ])
      survives('custom', { url });
  });
});

describe('a token in the environment', () => {
  const cases: Record<string, FieldValues> = {
    ntfy: { server: 'push.example.org', topic: 'mail', priority: 'high', tags: 'a', https: 'true' },
    json: { webhookUrl: 'https://example.com/hook?a=1', authHeader: '', https: 'true' },
    discord: { webhookId: '12345' },
    email: {
      host: 'mail.example.com',
      port: '587',
      user: 'me@example.com',
      from: 'me@example.com',
      to: 'you@example.com',
      encryption: 'automatic',
    },
    custom: {},
  };

  for (const { id, credential } of SERVICES) {
    it(`${id}: the stored URL lacks it, the sent one has it`, () => {
      const field = credential?.field ?? '';
      const tokens = field === 'url' ? fc.constantFrom('gotify://host/token') : printable;
      fc.assert(
        fc.property(tokens, (token) => {
          const fields = { ...cases[id], [field]: token };
          const template = toTemplate(service(id), fields);
          const direct = service(id).build(fields);
          expect(template).toMatchObject({ ok: true });
          if (!template.ok || !direct.ok) return;
          expect(template.value.template).toContain('{token}');
          expect(template.value.token).toBe(token);
          expect(fromTemplate(service(id), template.value.template, token)).toEqual(direct);
        }),
      );
    });
  }

  it('is refused where another secret would stay behind', () => {
    const fields = {
      webhookUrl: 'https://example.com',
      bearerToken: '',
      authHeader: 'X: secret',
      https: 'true',
    };
    expect(toTemplate(service('json'), fields)).toMatchObject({ ok: false, field: 'authHeader' });
  });
});
