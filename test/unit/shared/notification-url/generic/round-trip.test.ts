import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../../../src-shared/notification-services.ts';
import { familiesOf } from '../../../../../src-shared/notification-url/generic/families.ts';
import {
  fieldName,
  NOT_SET,
  SCHEMA_FIELD,
  TEMPLATE_FIELD,
} from '../../../../../src-shared/notification-url/generic/field-names.ts';
import { genericService } from '../../../../../src-shared/notification-url/generic/generic-service.ts';
import { formatPairs } from '../../../../../src-shared/notification-url/generic/pairs.ts';
import type { DescribedPart, ServiceDescription } from '../../../../../src-shared/service-catalogue.ts';
import { ALL, IN_QUERY, MAIL, SERVER, TWO_WAYS, WITH_PATH } from './described.ts';

/** As much of what has a meaning in URLs as of all the rest. */
const printable = fc.oneof(
  fc.constantFrom(...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))),
  fc.constantFrom('%', '%2F', '+', '/', '@', ':', ';', '\\', '#', '?', '&', ' '),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
/** Any printable Unicode, blanks at the ends included. */
const anything = fc
  .string({ unit: printable, minLength: 1, maxLength: 20 })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const capitals = fc.string({ unit: fc.constantFrom(...'ABYZ0189'), minLength: 1, maxLength: 12 });
const words = anything.filter((text) => text.trim() !== '');
const trimmed = words.map((text) => text.trim());
const entries = fc
  .array(
    trimmed.filter((text) => !text.includes(',')),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) => list.join(','));
const pairs = fc
  .uniqueArray(
    fc.tuple(
      trimmed.filter((text) => !text.includes(':')),
      anything,
    ),
    {
      maxLength: 3,
      selector: ([name]) => name,
    },
  )
  .map(formatPairs);

function valuesFor(piece: DescribedPart): fc.Arbitrary<string> {
  if (piece.role === 'pairs') return pairs;
  if (piece.kind === 'choice') {
    const unset = piece.role === 'arg' && piece.default === null ? [NOT_SET] : [];
    return fc.constantFrom(...piece.choices, ...unset);
  }
  if (piece.kind === 'list') return piece.role === 'arg' ? fc.oneof(fc.constant(''), entries) : entries;
  if (piece.kind === 'bool') return fc.constantFrom('true', 'false');
  if (piece.kind === 'int') return fc.integer({ min: piece.min ?? 1, max: piece.max ?? 99 }).map(String);
  if (piece.kind === 'float') return fc.constantFrom('', '0', '2.5', '10');
  if (piece.name === 'host') return fc.constantFrom('example.com', '127.0.0.1', '[::1]', 'nas');
  if (piece.name === 'path') return fc.constantFrom('/', '/a', '/a b/ü');
  if (piece.name === 'access_token') return capitals.map((text) => `xox-${text}`);
  if (piece.pattern) return capitals;
  if (piece.role === 'arg') return fc.oneof(fc.constant(''), piece.private ? words : trimmed);
  return piece.private ? words : trimmed;
}

/** A form that is filled in for one of the templates. */
function formOf(description: ServiceDescription): fc.Arbitrary<{ fields: FieldValues; template: string }> {
  const families = familiesOf(description);
  const tokens = new Map(
    description.parts.filter(({ role }) => role === 'token').map((one) => [one.name, one]),
  );
  const options = description.parts.filter(({ role }) => role !== 'token');
  const choices = families.flatMap((family) => family.templates.map((template) => ({ family, template })));
  return fc.constantFrom(...choices).chain(({ family, template }) => {
    const asked = family.templates[0]?.tokens ?? [];
    const filled = asked.map((name) => {
      const piece = tokens.get(name);
      if (!piece) throw new Error(name);
      const empty = piece.kind === 'choice' ? NOT_SET : '';
      return [name, template.tokens.includes(name) ? valuesFor(piece) : fc.constant(empty)] as const;
    });
    const values: Record<string, fc.Arbitrary<string>> = Object.fromEntries([
      ...filled,
      ...options.map((one) => [fieldName(one), valuesFor(one)] as const),
    ]);
    if (families.length > 1) values[TEMPLATE_FIELD] = fc.constant(family.name);
    if (description.schemes.length > 1) values[SCHEMA_FIELD] = fc.constantFrom(...description.schemes);
    return fc.record(values).map((fields) => ({ fields, template: template.text }));
  });
}

describe('fields → URL → fields', () => {
  it.each(ALL)(
    'is the identity for $label, whatever a person types',
    (description) => {
      const service = genericService(description);
      fc.assert(
        fc.property(formOf(description), ({ fields, template }) => {
          const url = service.build(fields);
          if (!url.ok) throw new Error(`${template}: ${url.message}`);
          const again = service.parse(url.value);
          expect(again, url.value).toBeDefined();
          expect(service.build(again ?? {})).toEqual(url);
          // A path is as good as the first part of what follows it.
          if (description !== WITH_PATH) expect(again).toEqual(fields);
        }),
        { numRuns: 500 },
      );
    },
    30_000,
  );

  it('leaves nothing in a URL that Apprise would take for a separator', () => {
    const service = genericService(SERVER);
    fc.assert(
      fc.property(
        words,
        words.map((text) => text.trim()),
        (password, user) => {
          const url = service.build({ host: 'example.com', user, password });
          expect(url).toMatchObject({
            ok: true,
            value: expect.stringMatching(/^chats:\/\/[\w.~%-]+:[\w.~%-]+@example\.com$/),
          });
        },
      ),
    );
  });
});

describe('URLs', () => {
  const built = (description: ServiceDescription, fields: FieldValues) => {
    const url = genericService(description).build(fields);
    return url.ok ? url.value : `${url.field}: ${url.message}`;
  };
  it.each([
    [SERVER, { host: 'example.com' }, 'chats://example.com'],
    [SERVER, { host: 'example.com', port: '8443', [SCHEMA_FIELD]: 'chat' }, 'chat://example.com:8443'],
    [SERVER, { host: '[::1]', targets: '#general, @bob' }, 'chats://[::1]/%23general/%40bob'],
    [SERVER, { host: 'h', user: 'a@b', password: ' p:/ ' }, 'chats://a%40b:%20p%3A%2F%20@h'],
    [SERVER, { host: 'h', 'arg.verify': 'false', 'arg.mode': 'slow' }, 'chats://h?verify=no'],
    [SERVER, { host: 'h', 'arg.cc': 'a@b.c, d@e.f' }, 'chats://h?cc=a%40b.c,d%40e.f'],
    [SERVER, { host: 'h', 'arg.note': '50% off ' }, 'chats://h?note=50%2525%20off'],
    [
      SERVER,
      { host: 'h', 'pairs.headers': 'X-A: 1; X-B: a\\;b', 'pairs.payload': 'k: v' },
      'chats://h?+X-A=1&+X-B=a%3Bb&:k=v',
    ],
    [TWO_WAYS, { webhook_a: 'A', webhook_b: 'B' }, 'hook://A/B'],
    [
      TWO_WAYS,
      { [TEMPLATE_FIELD]: '{schema}://{access_token}/{targets}', access_token: 'xox-1' },
      'hook://xox-1/',
    ],
    [MAIL, { apikey: 'k', from_email: 'me@example.com' }, 'mailer://k:me@example.com'],
    [
      MAIL,
      { apikey: 'k', from_email: 'me@example.com', targets: 'you@example.com' },
      'mailer://k:me@example.com/you%40example.com',
    ],
    [WITH_PATH, { host: 'h', path: 'sub/dir', token: 't' }, 'notes://h/sub/dir/t'],
    [WITH_PATH, { host: 'h', path: '/', token: 't' }, 'notes://h/t'],
    [
      IN_QUERY,
      { project: 'p', targets: 'a', keyfile: '/k y', 'arg.batch': 'true' },
      'cloud://p/a?keyfile=%2Fk%20y&batch=yes',
    ],
  ])('%$ %j', (description, fields, url) => expect(built(description, fields)).toBe(url));

  it.each([
    [SERVER, 'chats://example.com/?unknown=1'],
    [SERVER, 'chats://user@example.com'],
    [SERVER, 'chats://example.com?mode=odd'],
    [SERVER, 'chats://example.com?mode=slow'],
    [SERVER, 'chats://example.com?verify=no&verify=no'],
    [SERVER, 'other://example.com'],
    [SERVER, 'chats://example.com/%ZZ'],
    [SERVER, 'chats://example.com/a%2Cb'],
    [TWO_WAYS, 'hook://not a token'],
  ])('%$ of which a form would not say all, or not the same, are left to Paste URL: %s', (description, url) =>
    expect(genericService(description).parse(url)).toBeUndefined(),
  );
});
