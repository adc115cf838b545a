import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import {
  acceptPasted,
  envLine,
  fieldSentence,
  initialValues,
  revealableUrl,
  validateFields,
  variableProblem,
} from '../../../../src-renderer/lib/target-form.ts';
import { custom } from '../../../../src-shared/notification-url/custom.ts';
import { discord } from '../../../../src-shared/notification-url/discord.ts';
import { json } from '../../../../src-shared/notification-url/json.ts';
import { ntfy } from '../../../../src-shared/notification-url/ntfy.ts';

describe('the Build form', () => {
  it('begins with the defaults, or with what is stored', () => {
    expect(initialValues(ntfy)).toMatchObject({ server: 'ntfy.sh', topic: '', https: 'true' });
    expect(initialValues(ntfy, { topic: 'mine' })).toMatchObject({ server: 'ntfy.sh', topic: 'mine' });
  });

  it('fills both Discord fields from one pasted webhook address', () => {
    const values = acceptPasted(
      discord,
      initialValues(discord),
      'webhookId',
      'https://discord.com/api/webhooks/123/abc-DEF',
    );
    expect(values).toMatchObject({ webhookId: '123', webhookToken: 'abc-DEF' });
  });

  it('takes an address into its own field as it is', () => {
    const address = 'https://hooks.example.net/mx?x=1';
    expect(acceptPasted(json, initialValues(json), 'webhookUrl', address).webhookUrl).toBe(address);
  });

  it('does not mistake typing for pasting', () => {
    const values = { ...initialValues(discord), webhookId: 'https://discord.com/api/webhooks/1/a' };
    expect(acceptPasted(discord, values, 'webhookId', `${values.webhookId}b`).webhookToken).toBe('');
  });

  it('says which field is wrong as a sentence', () => {
    const checked = validateFields(ntfy, initialValues(ntfy), false);
    expect(checked).toMatchObject({ ok: false, field: 'topic' });
    expect(fieldSentence('Topic', 'is needed')).toBe('Topic is needed.');
    expect(fieldSentence('Server', 'Enter the server.')).toBe('Enter the server.');
  });
});

describe('editing a stored target', () => {
  it('accepts empty secrets as unchanged', () => {
    const values = initialValues(discord, { webhookId: '123', webhookToken: '' });
    expect(validateFields(discord, values, true).ok).toBe(true);
    expect(validateFields(discord, values, false).ok).toBe(false);
    expect(validateFields(custom, { url: '' }, true).ok).toBe(true);
  });

  it('reveals a URL only where all of it was typed here', () => {
    const stored = { webhookId: '123', webhookToken: '' };
    expect(revealableUrl(discord, stored, true)).toBeNull();
    expect(revealableUrl(discord, { ...stored, webhookToken: 'abc' }, true)).toContain('discord://123/abc');
  });
});

describe('Copy token for .env', () => {
  it.each(['tk_plain', 'with blank', "it's", '#hash', 'a"b', '$HOME', 'both \' and "'])(
    'writes a line from which dotenv reads %s again',
    (token) => {
      const line = envLine(ntfy, { token }, 'APPRISE_CRED_NTFY') ?? '';
      expect(parse(line)).toEqual({ APPRISE_CRED_NTFY: token });
    },
  );

  it('has no line without a token', () => {
    expect(envLine(ntfy, { token: '' }, 'APPRISE_CRED_NTFY')).toBeNull();
  });

  it.each([
    ['APPRISE_CRED_NTFY', true],
    ['APPRISE_CRED_NTFY_PHONE_2', true],
    ['APPRISE_CRED_NTFY_', false],
    ['APPRISE_CRED_DISCORD', false],
    ['PATH', false],
  ])('variable %s is allowed: %s', (name, allowed) => {
    expect(variableProblem(ntfy, name) === null).toBe(allowed);
  });
});
