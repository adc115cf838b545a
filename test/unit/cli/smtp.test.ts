import { describe, expect, it } from 'vitest';
import { smtp } from '../../../src-main/cli/commands/smtp.ts';
import type { SmtpView } from '../../../src-shared/views/smtp.ts';
import { type Fake, runCommand } from './support.ts';

const VIEW: SmtpView = {
  host: 'mail.example.com',
  port: 587,
  user: 'reset@example.com',
  from: '',
  useTls: true,
  password: 'keychain',
  store: 'keychain',
  fromEnvironment: { port: 'RESET_SMTP_PORT' },
  problems: [],
  keychain: { usable: true, reason: null },
};
const run = (line: string, fake: Fake = {}) =>
  runCommand(smtp, line.split(' '), {
    ...fake,
    answers: { 'smtp.get': VIEW, 'smtp.save': VIEW, ...fake.answers },
  });
const saved = { host: 'mail.example.com', port: 587, user: 'reset@example.com', from: '', useTls: true };

describe('smtp', () => {
  it('shows what is set, by whom, and where the password is', async () => {
    const { stdout, stderr, status } = await run('show', {
      answers: { 'smtp.get': { ...VIEW, password: null, problems: ['Password is missing.'] } },
    });
    expect(stdout).toMatch(/^host +mail\.example\.com/);
    expect(stdout).toMatch(/port +587 +set by environment \(RESET_SMTP_PORT\)/);
    expect(stdout).toMatch(/password +none/);
    expect([stderr, status]).toEqual(['Password is missing.\n', 0]);
  });
  it('sets several keys at once; the password stays', async () => {
    const { calls } = await run('set host smtp.example.net port 465 tls off');
    expect(calls.at(-1)).toEqual([
      'smtp.save',
      { ...saved, host: 'smtp.example.net', port: '465', useTls: false, store: 'keychain' },
    ]);
  });
  it('takes the password from standard input, into the store that is asked for', async () => {
    const { calls, stdout, stderr } = await run('password --store database', {
      stdin: ' odd pass:word \nrest',
    });
    expect(calls.at(-1)?.[1]).toEqual({ ...saved, store: 'database', password: ' odd pass:word ' });
    expect(stdout + stderr).not.toContain('odd pass');
  });
  it('.env holds the password by hand: none is read here; --remove forgets it', async () => {
    expect((await run('password --store env')).calls.at(-1)?.[1]).toEqual({ ...saved, store: 'env' });
    expect((await run('password --remove')).calls.at(-1)?.[1]).toEqual({
      ...saved,
      store: 'keychain',
      password: '',
    });
  });
  it('test: exit 0 or 2', async () => {
    const good = await run('test me@example.com', {
      answers: { 'smtp.test': { ok: true, durationMs: 120, error: null } },
    });
    expect([good.status, good.stdout]).toEqual([0, 'delivered in 120 ms\n']);
    const bad = await run('test me@example.com --json', {
      answers: { 'smtp.test': { ok: false, durationMs: null, error: 'The login was refused.' } },
    });
    expect([bad.status, JSON.parse(bad.stdout).error]).toEqual([2, 'The login was refused.']);
  });
  it.each([
    ['set password hunter2', /password is read from standard input: smtp password/],
    ['password hunter2', /secrets are read from standard input/],
    ['password', /the password is missing on standard input/],
    ['set', /set what\?/],
    ['set host', /the value of host is missing/],
    ['set hots x', /must be one of host, port, user, from, tls/],
    ['set tls maybe', /tls must be one of/],
    ['test', /the address to send to is missing/],
    ['show --store env', /--store belongs to smtp password/],
    ['password --remove --store env', /either --store or --remove/],
    ['explode', /smtp cannot "explode"/],
  ])('%s: exit 64, and no secret is repeated', async (line, message) => {
    const { status, stderr, calls } = await run(line);
    expect(status).toBe(64);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('hunter2');
    expect(calls.map(([channel]) => channel)).not.toContain('smtp.save');
  });
});
