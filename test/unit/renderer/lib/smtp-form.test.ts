import { describe, expect, it } from 'vitest';
import {
  defaultRecipient,
  rebaseSmtp,
  type SmtpForm,
  smtpDirty,
  smtpDraftOf,
  smtpFieldOf,
  smtpForm,
  validateSmtp,
} from '../../../../src-renderer/lib/smtp-form.ts';
import type { SmtpView } from '../../../../src-shared/views/smtp.ts';

const view = (change: Partial<SmtpView> = {}): SmtpView => ({
  host: 'eagle.mxlogin.com',
  port: 587,
  user: 'alerts@a.example',
  from: '',
  useTls: true,
  password: 'keychain',
  store: 'keychain',
  fromEnvironment: {},
  problems: [],
  keychain: { usable: true, reason: null },
  ...change,
});
const edited = (change: Partial<SmtpForm>): SmtpForm => ({ ...smtpForm(view()), ...change });

describe('the password', () => {
  it('stays as it is where none was typed', () => {
    expect(smtpDraftOf(smtpForm(view()))).not.toHaveProperty('password');
  });

  it('goes along as typed, and empty where it is to be removed', () => {
    expect(smtpDraftOf(edited({ password: ' a b ' })).password).toBe(' a b ');
    expect(smtpDraftOf(edited({ password: '' })).password).toBe('');
  });

  it.each([
    [{ store: 'database', password: 'database' }, 'database'],
    // Chosen, although the variable does not hold it yet.
    [{ store: 'env', password: null }, 'env'],
    [{ store: null, password: null }, 'keychain'],
    [{ store: null, password: null, keychain: { usable: false, reason: 'locked' } }, 'database'],
  ] as const)('lives, by %o, in: %s', (change, store) => expect(smtpForm(view(change)).store).toBe(store));
});

describe('unsaved changes', () => {
  it('are none after loading, and there once a field or the password changed', () => {
    const baseline = smtpForm(view());
    expect(smtpDirty(smtpForm(view()), baseline)).toBe(false);
    expect(smtpDirty(edited({ port: '465' }), baseline)).toBe(true);
    expect(smtpDirty(edited({ password: '' }), baseline)).toBe(true);
  });

  it('survive when main tells something new, while untouched fields follow it', () => {
    const after = rebaseSmtp(
      edited({ user: 'me@a.example' }),
      smtpForm(view()),
      smtpForm(view({ host: 'new.example', user: 'other@a.example' })),
    );
    expect(after).toMatchObject({ host: 'new.example', user: 'me@a.example' });
  });
});

describe('what would be refused', () => {
  it.each([
    ['port', '0'],
    ['port', '65536'],
    ['port', '25.5'],
    ['port', ''],
    ['host', 'https://mail.example'],
    ['host', 'a b'],
    ['from', 'Alerts'],
    ['from', 'Alerts <a@b.example>'],
  ] as const)('stands at %s = “%s”', (field, value) => {
    expect(Object.keys(validateSmtp(edited({ [field]: value })))).toEqual([field]);
  });

  it('is nothing about complete settings, nor about what is not filled in yet', () => {
    expect(validateSmtp(smtpForm(view()))).toEqual({});
    expect(validateSmtp(edited({ host: '', user: '', from: ' a@b.example ' }))).toEqual({});
  });

  it('of main finds its field', () => {
    expect(smtpFieldOf('smtp.port')).toBe('port');
    expect(smtpFieldOf('store')).toBe('store');
    expect(smtpFieldOf('elsewhere')).toBeUndefined();
    expect(smtpFieldOf(undefined)).toBeUndefined();
  });
});

describe('the test message', () => {
  it.each([
    [{ from: 'a@b.example', user: 'u@b.example' }, 'a@b.example'],
    [{ from: '', user: 'u@b.example' }, 'u@b.example'],
    [{ from: '', user: 'login-name' }, ''],
  ])('of %o goes to “%s”', (settings, to) => expect(defaultRecipient(settings)).toBe(to));
});
