import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { noVariableReason, typedEnvLine, variableProblem } from '../../../../src-renderer/lib/env-token.ts';
import { ntfy } from '../../../../src-shared/notification-url/ntfy.ts';
import { slack } from '../../../../src-shared/notification-url/slack.ts';

describe('Copy token for .env', () => {
  it.each(['tk_plain', 'with blank', "it's", '#hash', 'a"b', '$HOME', 'both \' and "'])(
    'writes a line from which dotenv reads %s again',
    (token) => {
      const line = typedEnvLine(ntfy, { token }, 'APPRISE_CRED_NTFY') ?? '';
      expect(parse(line)).toEqual({ APPRISE_CRED_NTFY: token });
    },
  );

  it('has no line without a token, and none for a token that no line can hold', () => {
    expect(typedEnvLine(ntfy, { token: '' }, 'APPRISE_CRED_NTFY')).toBeNull();
    expect(typedEnvLine(ntfy, { token: 'two\nlines' }, 'APPRISE_CRED_NTFY')).toBeNull();
  });
});

describe('the variable', () => {
  it.each([
    ['APPRISE_CRED_NTFY', true],
    ['APPRISE_CRED_NTFY_PHONE_2', true],
    ['APPRISE_CRED_NTFY_', false],
    ['APPRISE_CRED_DISCORD', false],
    ['PATH', false],
    ['', false],
  ])('%s is allowed: %s', (name, allowed) => {
    expect(variableProblem(ntfy, name) === null).toBe(allowed);
  });

  it('is refused with the reason where a service has none', () => {
    expect(noVariableReason(slack)).toContain('Slack');
    expect(noVariableReason(ntfy)).toBeNull();
  });
});
