import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../src-main/engine/log/logger.ts';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempFolder } from '../../../support/temp-db.ts';

describe('the redacting writer', () => {
  it.each([
    ['as it is', (secret: string) => `x ${secret} y`],
    ['percent-encoded', (secret: string) => encodeURIComponent(secret)],
    ['in JSON', (secret: string) => JSON.stringify({ value: secret })],
    ['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
  ])('blanks a known secret %s', (_, write) => {
    const redactor = new Redactor();
    const secret = 'pä"ss/w ord&1';
    redactor.add(secret);
    const clean = redactor.text(write(secret));
    expect(clean).toContain('•••');
    expect(clean).not.toContain(write(secret).trim().slice(2, -2) || secret);
  });

  it('masks notification URLs even when nobody told it of them', () => {
    const text = new Redactor().text('sending to discord://1234/abcdef?x=1 and tgram://BOT:KEY/5 failed');
    expect(text).toBe('sending to discord://••• and tgram://••• failed');
  });

  it('keeps the host of a web address, never its user or path', () => {
    expect(new Redactor().text('GET https://bob:pw@hooks.example.com/services/A/B failed')).toBe(
      'GET https://hooks.example.com/••• failed',
    );
  });

  it('blanks values of secret-looking keys at any depth, cleans errors, survives cycles', () => {
    const fields: Record<string, unknown> = {
      a: [{ apiKey: 'hunter1', password: 'hunter2' }],
      error: new Error('json://user@host/x'),
    };
    fields.self = fields;
    const clean = JSON.stringify(new Redactor().value(fields));
    expect(clean).not.toMatch(/hunter1|hunter2|user@/);
    expect(clean).toContain('[circular]');
  });
});

describe('the log file', () => {
  it('holds one JSON object a line, for this user only, without secrets', () => {
    const folder = join(tempFolder(), 'logs');
    const redactor = new Redactor();
    redactor.add('sesame-open');
    const log = createLogger({ folder, redactor, clock: new FakeClock() });
    log.log('info', 'asked with sesame-open', { token: 'abc', nested: { url: 'ntfy://sesame-open@host/t' } });
    const file = join(folder, 'mxroute-manager.log');
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ level: 'info', message: 'asked with •••', token: '•••' });
    expect(text).not.toContain('sesame');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('that cannot be written stops nothing and says so once', () => {
    const blocked = join(tempFolder(), 'a-file');
    writeFileSync(blocked, '');
    const echoed: string[] = [];
    const log = createLogger({
      folder: join(blocked, 'logs'),
      redactor: new Redactor(),
      clock: new FakeClock(),
      echo: (line) => echoed.push(line),
    });
    log.log('warn', 'one');
    log.log('warn', 'two');
    expect(echoed.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
    expect(echoed).toHaveLength(3);
  });
});
