import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitUrl } from '../../../../src-shared/notification-url/parts.ts';
import { SERVICES } from '../../../../src-shared/notification-url/registry.ts';
import { wildChar } from '../../../support/any-text.ts';
import { FORMS } from './support.ts';

/** Fields that say where a message goes, or which form it has; all others only say with what. */
const PLACES = new Set(
  'server topic https webhookUrl authHeader port host encryption useResetSmtp webhookId userKey apiToken botToken chatId'.split(
    ' ',
  ),
);
const KNOWN = new Set(['auth', 'priority', 'tags', 'mode', 'smtp', 'from', 'to', 'overflow', 'slash']);

describe('what is typed into a field stays in it', () => {
  for (const service of SERVICES.filter(({ id }) => id !== 'custom')) {
    const form = FORMS[service.id];
    for (const { name, label } of service.fields.filter((field) => !PLACES.has(field.name))) {
      it(`${service.label}, ${label}: no other host, scheme or parameter`, () => {
        fc.assert(
          fc.property(
            form ?? fc.constant({}),
            fc.string({ unit: wildChar, maxLength: 30 }),
            (fields, text) => {
              const plain = service.build({ ...fields, [name]: 'me@example.com' });
              const built = service.build({ ...fields, [name]: text });
              if (!plain.ok || !built.ok) return;
              const [before, after] = [splitUrl(plain.value), splitUrl(built.value)];
              expect(after).toMatchObject({ scheme: before?.scheme, host: before?.host, port: before?.port });
              for (const [key] of after?.query ?? []) expect(KNOWN.has(key) || /^[+-]/.test(key)).toBe(true);
              // Apprise splits parameters at semicolons too.
              expect(built.value).not.toMatch(/[\s;]/);
            },
          ),
        );
      });
    }
  }
});
