import fc from 'fast-check';
import type { FieldValues, NotificationService } from '../../../../src-shared/notification-services.ts';
import { findService } from '../../../../src-shared/notification-url/registry.ts';
import { anyChar } from '../../../support/any-text.ts';

export const service = (id: string): NotificationService => {
  const found = findService(id);
  if (!found) throw new Error(id);
  return found;
};

/** Anything a person can type into one line, from quotes and blanks to emoji. */
export const printable = fc
  .string({ unit: anyChar, minLength: 1, maxLength: 40 })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

const maybe = (values: fc.Arbitrary<string>) => fc.option(values, { nil: '' });
const trimmed = printable.map((text) => text.trim()).filter((text) => text !== '');
const either = fc.constantFrom('true', 'false');
const port = fc.integer({ min: 1, max: 65_535 }).map(String);
const host = fc.constantFrom('example.com', '192.168.1.5', '[2001:db8::1]', '[::1]', 'nas', 'my_nas.lan');
const place = fc.tuple(host, maybe(port)).map(([name, at]) => (at === '' ? name : `${name}:${at}`));
const address = fc.constantFrom('you@example.com', 'a+b@example.com', 'ü@example.org');
const sender = fc.oneof(
  address,
  printable.map((name) => `${name.replace(/[<>"]/g, '')} <me@example.com>`.trim()),
);
const key = (first: string) => fc.stringMatching(/^[A-Za-z0-9]{29}$/).map((rest) => `${first}${rest}`);
const tag = fc
  .string({ unit: anyChar, minLength: 1, maxLength: 12 })
  .filter((text) => !/[[\];,\s\p{Cc}\p{Cs}]/u.test(text));
const webhookUrl = fc.constantFrom(
  'https://example.com',
  'https://example.com/',
  'http://127.0.0.1:9000/hook',
  'http://[2001:db8::1]:9000/hook',
  'https://example.com:8443/a/b/',
  'https://example.com/a?x=1&y=a%20b',
  'https://example.com/a/?percent=100%25',
);

/** Every service's form as a person may fill it in; the values as `parse` gives them back. */
export const FORMS: Record<string, fc.Arbitrary<FieldValues>> = {
  ntfy: fc.record({
    server: place,
    topic: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    token: maybe(
      fc.oneof(
        printable,
        printable.map((text) => `tk_${text}`),
      ),
    ),
    priority: fc.constantFrom('min', 'low', 'default', 'high', 'max'),
    tags: fc.array(tag, { maxLength: 3 }).map((tags) => tags.join(',')),
    https: either,
  }),
  json: fc
    .tuple(webhookUrl, printable, fc.constantFrom('none', 'bearer', 'header'))
    .map(([url, secret, kind]) => ({
      webhookUrl: url,
      bearerToken: kind === 'bearer' ? secret : '',
      authHeader: kind === 'header' && secret.trim() !== '' ? `X-Auth: ${secret}` : '',
      https: String(url.startsWith('https')),
    })),
  discord: fc.record({ webhookId: fc.stringMatching(/^\d{5,20}$/), webhookToken: printable }),
  slack: fc
    .tuple(
      fc.stringMatching(/^[A-Z0-9]{1,12}$/),
      fc.stringMatching(/^[A-Z0-9]{1,12}$/),
      fc.stringMatching(/^[A-Za-z0-9]{1,24}$/),
    )
    .map((parts) => ({ webhookUrl: `https://hooks.slack.com/services/${parts.join('/')}` })),
  gotify: fc.record({
    server: fc
      .tuple(host, fc.constantFrom('', '/gotify', '/a/b.c~d'))
      .map(([name, path]) => `${name}${path}`),
    port: maybe(port),
    token: fc.stringMatching(/^[\x21-\x7e]{1,30}$/).filter((text) => !/[/\\]/.test(text)),
    https: either,
  }),
  pushover: fc.record({ userKey: fc.oneof(key('u'), key('g'), key('Z')), apiToken: key('a') }),
  telegram: fc.record({
    botToken: fc
      .tuple(fc.integer({ min: 1 }), fc.stringMatching(/^[\w-]{1,40}$/))
      .map((two) => two.join(':')),
    chatId: fc.oneof(
      fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String),
      fc.bigInt({ min: 1n, max: 10n ** 15n }).map((number) => `-${number}`),
      fc.stringMatching(/^@[A-Za-z]\w{4,20}$/),
    ),
  }),
  email: fc
    .record({
      useResetSmtp: fc.constant('false'),
      host: fc.constantFrom('mail.example.com', '10.0.0.2', '[2001:db8::1]'),
      port,
      user: maybe(trimmed),
      password: maybe(printable),
      from: sender,
      to: fc.uniqueArray(address, { minLength: 1 }).map((all) => all.join(',')),
      encryption: fc.constantFrom('automatic', 'ssl', 'starttls', 'off'),
    })
    .map((fields) => (fields.user === '' ? { ...fields, password: '' } : fields))
    // Where "automatic" means the same, that is what the form shows.
    .map((fields) =>
      fields.encryption === (fields.port === '465' ? 'ssl' : 'starttls')
        ? { ...fields, encryption: 'automatic' }
        : fields,
    ),
  custom: fc.record({
    url: fc
      .tuple(fc.constantFrom('xmpps', 'matrix', 'ntfy', 'tgram'), fc.stringMatching(/^[!-~]{1,30}$/))
      .map(([scheme, rest]) => `${scheme}://u:p@x/a${rest}`),
  }),
};

export const RESET_FORM: fc.Arbitrary<FieldValues> = fc
  .record({ from: maybe(sender), to: fc.uniqueArray(address, { minLength: 1 }).map((all) => all.join(',')) })
  .map((fields) => ({
    useResetSmtp: 'true',
    host: '',
    port: '587',
    user: '',
    password: '',
    encryption: 'automatic',
    ...fields,
  }));
