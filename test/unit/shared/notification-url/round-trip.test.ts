import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../../src-shared/notification-services.ts';
import { isAsked } from '../../../../src-shared/notification-services.ts';
import { mask } from '../../../../src-shared/notification-url/mask.ts';
import { recognise, SERVICES } from '../../../../src-shared/notification-url/registry.ts';
import {
  fromTemplate,
  templateFields,
  toTemplate,
} from '../../../../src-shared/notification-url/template.ts';
import { wildChar } from '../../../support/any-text.ts';
import { FORMS, printable, RESET_FORM, service } from './support.ts';

const survives = (id: string, fields: FieldValues) => {
  const built = service(id).build(fields);
  expect(built).toMatchObject({ ok: true });
  if (!built.ok) return;
  expect(built.value).not.toMatch(/[\s{}"<>]/);
  expect(service(id).parse(built.value)).toEqual(fields);
  expect(recognise(built.value)?.service.id).toBe(id);
};
const form = (id: string): fc.Arbitrary<FieldValues> => {
  const found = FORMS[id];
  if (!found) throw new Error(`no form for ${id}`);
  return found;
};

describe('fields → URL → fields is the identity', () => {
  for (const { id, label } of SERVICES.filter(({ id }) => id !== 'custom')) {
    it(label, () => fc.assert(fc.property(form(id), (fields) => survives(id, fields))));
  }
  it('Email (SMTP) with the settings of Mailbox Password Reset', () =>
    fc.assert(fc.property(RESET_FORM, (fields) => survives('email', fields))));

  it('Custom Apprise URL: whatever no form holds', () => {
    const hasForm = ({ url = '' }: FieldValues) => recognise(url)?.service.id !== 'custom';
    fc.assert(
      fc.property(
        form('custom').filter((fields) => !hasForm(fields)),
        (fields) => {
          expect(service('custom').build(fields)).toEqual({ ok: true, value: fields.url });
        },
      ),
    );
  });
});

describe('any text in any field', () => {
  const anything = fc.oneof(
    printable,
    fc.string({ unit: wildChar }),
    fc.constant('\ud800'),
    fc.constant('a\nb'),
  );
  for (const one of SERVICES) {
    for (const field of one.fields) {
      it(`${one.label}, ${field.label}: arrives as it is, or is refused at a field of the form`, () => {
        fc.assert(
          fc.property(form(one.id), anything, (fields, text) => {
            const typed = { ...fields, [field.name]: text };
            const built = one.build(typed);
            if (!built.ok) {
              expect(one.fields.map(({ name }) => name)).toContain(built.field);
              expect(built.message).toMatch(/^[A-Z].*[.]$/s);
              return;
            }
            expect(built.value).toMatch(/^[a-z-]+:\/\/\S+$/);
            const again = one.parse(built.value);
            expect(again && one.build(again)).toEqual(built);
            if (field.kind !== 'secret' || one.id === 'custom' || again?.[field.name] === '') return;
            // A header's name and value are kept apart by a colon and one blank, however they were typed.
            const kept = field.name === 'authHeader' ? text.replace(/^([^:]*?)\s*:\s?/, '$1: ') : text;
            if (isAsked(field, typed, one.fields)) expect(again?.[field.name]?.trim()).toBe(kept.trim());
          }),
        );
      });
    }
  }
});

describe('mask', () => {
  for (const { id, label } of SERVICES) {
    it(`${label}: scheme and, of an own server, host and port; nothing else`, () => {
      fc.assert(
        fc.property(form(id), (fields) => {
          const built = service(id).build(fields);
          if (!built.ok) throw new Error(built.message);
          const own = id === 'custom' ? undefined : service(id).ownHost(fields);
          const scheme = built.value.slice(0, built.value.indexOf(':'));
          if (id === 'custom') expect(mask(built.value)).toMatch(/^[a-z]+:\/\/(x\/)?…$/);
          else expect(mask(built.value)).toBe(`${scheme}://${own === undefined ? '' : `${own}/`}…`);
        }),
      );
    });
  }
  it('of a target on reset SMTP tells no recipient', () => {
    fc.assert(
      fc.property(RESET_FORM, (fields) => {
        const built = service('email').build(fields);
        expect(built.ok && mask(built.value)).toBe('mailtos://…');
      }),
    );
  });
});

describe('a token in the environment', () => {
  for (const { id, label, credential, fields: all } of SERVICES) {
    if (!credential || credential.field === 'url') continue;
    it(`${label}: the stored URL lacks it, the sent one has it`, () => {
      const usable = form(id).filter(
        (fields) => fields[credential.field] !== '' && (id !== 'json' || fields.authHeader === ''),
      );
      fc.assert(
        fc.property(usable, (fields) => {
          const token = fields[credential.field] ?? '';
          const template = toTemplate(service(id), fields);
          const direct = service(id).build(fields);
          expect(template).toMatchObject({ ok: true, value: { token } });
          if (!template.ok) return;
          expect(template.value.template.split('{token}')).toHaveLength(2);
          expect(fromTemplate(service(id), template.value.template, token)).toEqual(direct);
          expect(templateFields(service(id), template.value.template)).toEqual({
            ...fields,
            [credential.field]: '',
          });
          if (token.length > 12) expect(template.value.template).not.toContain(encodeURIComponent(token));
        }),
      );
    });
    it(`${label}: the stand-in passes the form`, () => {
      const sample = all.find(({ name }) => name === credential.field)?.sample ?? 'MxmTokenStandIn';
      expect(sample).toMatch(/^[\w:]+$/);
      fc.assert(
        fc.property(
          form(id).filter((fields) => fields.authHeader !== '' || id !== 'json'),
          (fields) => {
            const typed = { ...fields, authHeader: '', [credential.field]: sample };
            if (id === 'email' && fields.user === '') return;
            expect(service(id).build(typed)).toMatchObject({ ok: true });
          },
        ),
        { numRuns: 20 },
      );
    });
  }

  it('Custom Apprise URL: the whole of it is the token', () => {
    const fields = { url: 'xmpps://user:pass@host/room' };
    const template = toTemplate(service('custom'), fields);
    expect(template).toEqual({ ok: true, value: { template: '{token}', token: fields.url } });
    expect(fromTemplate(service('custom'), '{token}', fields.url)).toEqual({ ok: true, value: fields.url });
  });

  it('Slack has none: its whole address is the secret', () => {
    const webhookUrl = 'https://hooks.slack.com/services/T/B/C';
    expect(toTemplate(service('slack'), { webhookUrl })).toMatchObject({ ok: false, code: 'no_token' });
  });

  it('reset SMTP has none of its own', () => {
    const fields = { useResetSmtp: 'true', to: 'you@example.com' };
    expect(toTemplate(service('email'), fields)).toMatchObject({
      ok: false,
      code: 'no_token',
      field: 'store',
    });
  });

  it('is refused where another secret would stay behind', () => {
    const fields = { webhookUrl: 'https://example.com', authHeader: 'X: secret', https: 'true' };
    expect(toTemplate(service('json'), fields)).toMatchObject({ ok: false, field: 'authHeader' });
  });

  it('is refused where it could not be told from the rest', () => {
    const fields = { server: 'example.com', topic: 'MxmTokenStandIn', token: 'abc' };
    expect(toTemplate(service('ntfy'), fields)).toMatchObject({ ok: false, field: 'token' });
  });
});
