import { describe, expect, it } from 'vitest';
import {
  askedFields,
  askedValues,
  changedCount,
  initialValues,
  usesResetSmtp,
} from '../../../../src-renderer/lib/service-fields.ts';
import type { NotificationService } from '../../../../src-shared/notification-services.ts';
import { email } from '../../../../src-shared/notification-url/email.ts';
import { ntfy } from '../../../../src-shared/notification-url/ntfy.ts';
import { success } from '../../../../src-shared/result.ts';

const names = (service: NotificationService, values: Record<string, string>) =>
  askedFields(service, { ...initialValues(service), ...values }).map(({ name }) => name);

describe('a service’s form', () => {
  it('begins with the defaults, or with what is stored', () => {
    expect(initialValues(ntfy)).toMatchObject({ server: 'ntfy.sh', topic: '', https: 'true' });
    expect(initialValues(ntfy, { topic: 'mine' })).toMatchObject({ server: 'ntfy.sh', topic: 'mine' });
  });

  it('asks only for From and To with the Mailbox Password Reset SMTP settings', () => {
    expect(names(email, { useResetSmtp: 'true' })).toEqual(['useResetSmtp', 'from', 'to']);
    expect(names(email, { useResetSmtp: 'false' })).toEqual(
      expect.arrayContaining(['host', 'port', 'user', 'password', 'from', 'to', 'encryption']),
    );
    expect(usesResetSmtp(email, { ...initialValues(email), useResetSmtp: 'true' })).toBe(true);
    expect(usesResetSmtp(email, initialValues(email))).toBe(false);
  });

  it('does not send what was typed into a field that is hidden by now', () => {
    const values = {
      ...initialValues(email),
      useResetSmtp: 'true',
      password: 'typed before',
      to: 'a@b.example',
    };
    expect(askedValues(email, values)).toEqual({ useResetSmtp: 'true', from: '', to: 'a@b.example' });
  });

  it('shows a field for one of several values of another', () => {
    const service: NotificationService = {
      id: 'apprise:test',
      label: 'Test',
      fields: [
        { name: 'form.template', label: 'Template', kind: 'select', options: ['a', 'b', 'c'], default: 'a' },
        { name: 'token', label: 'Token', kind: 'secret', when: { field: 'form.template', is: ['b', 'c'] } },
      ],
      build: () => success('x://y'),
      parse: () => undefined,
      ownHost: () => undefined,
    };
    expect(names(service, {})).toEqual(['form.template']);
    expect(names(service, { 'form.template': 'c' })).toEqual(['form.template', 'token']);
  });

  it('counts the folded fields that say something', () => {
    const fields = [
      { name: 'a', label: 'A', kind: 'select', default: 'split' },
      { name: 'b', label: 'B', kind: 'text' },
    ] as const;
    expect(changedCount(fields, { a: 'split', b: '' })).toBe(0);
    expect(changedCount(fields, { a: 'upstream', b: '' })).toBe(1);
  });
});
