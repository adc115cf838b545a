import { describe, expect, it } from 'vitest';
import { checkTyped, missing, type SmtpFields } from '../../../../src-main/engine/smtp/problems.ts';

const GOOD: SmtpFields = {
  host: 'mail.example.com',
  port: 587,
  user: 'me@example.com',
  from: '',
  useTls: true,
};

describe('what is missing before a mail can be sent', () => {
  const rows: [string, Partial<SmtpFields>, boolean, string[]][] = [
    ['nothing', {}, true, []],
    ['a relay without login', { user: '', from: 'a@example.com' }, false, []],
    ['a name in From', { from: 'Alerts <a@example.com>' }, true, []],
    ['the host', { host: '' }, true, ['SMTP host is missing.']],
    ['a sender', { user: '' }, false, ['From is missing.']],
    [
      'a sender, for the user is none',
      { user: 'apikey' },
      true,
      ['From is missing, and the user is not an e-mail address.'],
    ],
    ['the password', {}, false, ['There is a user, but no password.']],
    ['the user', { user: '', from: 'a@example.com' }, true, ['There is a password, but no user.']],
    ['all of it', { host: '', user: '' }, false, ['SMTP host is missing.', 'From is missing.']],
    ['a host that is none', { host: 'not a host' }, true, [expect.stringMatching(/^SMTP host /) as string]],
    ['a From that is none', { from: 'nobody' }, true, [expect.stringMatching(/^From /) as string]],
  ];
  it.each(rows)('%s', (_, fields, password, sentences) => {
    expect(missing({ ...GOOD, ...fields }, password)).toEqual(sentences);
  });

  it('says it in the words of the place where the password should be', () => {
    expect(missing(GOOD, false, 'The variable is not set.')).toEqual(['The variable is not set.']);
  });
});

describe('what is typed into the form', () => {
  it.each([
    ['nothing yet', { host: '', user: '', from: '' }, ''],
    ['only a password', { host: '', user: '', from: '' }, 'secret'],
    ['all', GOOD, 'p@ss:/%20 word'],
    ['a port as text', { port: '465' }, 'x'],
  ])('%s is taken', (_, fields, password) => {
    expect(checkTyped({ ...GOOD, ...fields }, password)).toEqual({ ok: true, value: null });
  });
  it.each([
    ['a host with a path', { host: 'example.com/x' }, '', 'host'],
    ['a port that is none', { port: '70000' }, '', 'port'],
    ['a sender that is none', { from: 'nobody' }, '', 'from'],
    ['a line break in the user', { user: 'a\nb' }, 'x', 'user'],
    ['a line break in the password', {}, 'a\nb', 'password'],
  ])('%s is refused at its field', (_, fields, password, field) => {
    expect(checkTyped({ ...GOOD, ...fields }, password)).toMatchObject({ ok: false, field });
  });
});
