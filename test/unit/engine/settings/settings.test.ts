import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import { readDotenv } from '../../../../src-main/engine/settings/dotenv-file.ts';
import { createEnvironment } from '../../../../src-main/engine/settings/environment.ts';
import { createSettingsStore } from '../../../../src-main/engine/settings/store.ts';
import { SETTING_KEYS, type SettingKey } from '../../../../src-shared/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb, tempFolder } from '../../../support/temp-db.ts';

function store(env: Record<string, string> = {}) {
  const db = tempDb();
  const environment = createEnvironment(join(tempFolder(), '.env'), new Redactor(), env);
  return { db, settings: createSettingsStore(db, environment, new FakeClock()) };
}

describe('stored settings', () => {
  it('start from their defaults, each of which its own schema accepts', () => {
    const { settings } = store();
    for (const key of SETTING_KEYS) {
      const view = settings.view(key);
      expect(view.source, key).toBe('default');
      expect(settings.set(key, view.value).ok, key).toBe(true);
    }
  });

  it.each<[SettingKey, unknown, unknown]>([
    ['dns.intervalHours', '48', 48],
    ['dns.enabled', 'off', false],
    ['dns.resolvers', '1.1.1.1, 127.0.0.1:5353 [::1]:53', ['1.1.1.1', '127.0.0.1:5353', '[::1]:53']],
    [
      'dns.resolvers',
      'router.home 2001:db8::1 ::ffff:192.0.2.1',
      ['router.home', '2001:db8::1', '::ffff:192.0.2.1'],
    ],
    ['dns.dmarcDefault', ' v=DMARC1; p=reject ', 'v=DMARC1; p=reject'],
  ])('takes %s = %j as a shell writes it', (key, given, expected) => {
    const { settings } = store();
    expect(settings.set(key, given)).toMatchObject({
      ok: true,
      value: { value: expected, source: 'stored' },
    });
    expect(settings.get(key)).toEqual(expected);
  });

  it.each<[SettingKey, unknown, RegExp]>([
    ['dns.intervalHours', 0, /at least 1/],
    ['dns.intervalHours', 169, /at most 168/],
    ['dns.intervalHours', 1.5, /whole number/],
    ['dns.intervalHours', 'soon', /whole number from 1 to 168/],
    ['dns.intervalHours', '', /whole number/],
    ['dns.intervalHours', null, /whole number/],
    ['usage.storagePercent', 49, /at least 50/],
    ['usage.storagePercent', 100, /at most 99/],
    ['dns.enabled', 'perhaps', /true or false/],
    ['dns.resolvers', 'not a server!', /host/],
    ['dns.resolvers', '1.1.1.1:99999', /port/],
    ['dns.resolvers', '2001:db8:1', /no IPv6 address/],
    ['dns.resolvers', '1:2:3', /no IPv6 address/],
    ['dns.resolvers', '[:::]:53', /no IPv6 address/],
    ['dns.dmarcDefault', 'v=spf1 -all', /v=DMARC1/],
    ['dns.dmarcDefault', 'v=DMARC1; p=maybe', /p=none/],
    ['appearance.theme', 'pink', /system, light or dark/],
  ])('refuses %s = %j with a reason at the field, and keeps what was there', (key, given, reason) => {
    const { settings } = store();
    const before = settings.get(key);
    const result = settings.set(key, given);
    expect(result).toMatchObject({ ok: false, field: key });
    expect(result.ok ? '' : result.message).toMatch(reason);
    expect(settings.get(key)).toEqual(before);
  });

  it('shows a damaged stored value, uses the default, and loses no neighbour', () => {
    const { db, settings } = store();
    settings.set('usage.storagePercent', 80);
    settings.set('dns.intervalHours', 12);
    db.prepare("UPDATE settings SET value = '9999' WHERE key = 'dns.intervalHours'").run();
    expect(settings.get('dns.intervalHours')).toBe(24);
    expect(settings.view('dns.intervalHours').problem).toMatch(/at most 168.*default/);
    expect(settings.get('usage.storagePercent')).toBe(80);
    expect(db.prepare("SELECT value FROM settings WHERE key = 'dns.intervalHours'").pluck().get()).toBe(
      '9999',
    );
  });
});

describe('the environment', () => {
  it('wins over the stored value, shows so, and cannot be overwritten from the window', () => {
    const { settings } = store({ MXM_DNS_SERVERS: '9.9.9.9' });
    expect(settings.view('dns.resolvers')).toMatchObject({ value: ['9.9.9.9'], source: 'environment' });
    expect(settings.set('dns.resolvers', ['1.1.1.1'])).toMatchObject({ ok: false, code: 'environment' });
  });

  it('is not used where it is absurd: reported, and the stored value counts', () => {
    const { settings } = store({ DMARC_RECORD: 'hello' });
    expect(settings.view('dns.dmarcDefault')).toMatchObject({ source: 'default' });
    expect(settings.view('dns.dmarcDefault').problem).toMatch(/DMARC_RECORD must start with v=DMARC1/);
  });

  it('wins over .env, and an empty variable counts as not set', () => {
    const file = join(tempFolder(), '.env');
    writeFileSync(file, 'MX_USER=from-file\nMX_SERVER=file.example\n');
    const environment = createEnvironment(file, new Redactor(), { MX_USER: 'from-process', MX_SERVER: '' });
    expect(environment.get('MX_USER')).toBe('from-process');
    expect(environment.get('MX_SERVER')).toBe('file.example');
    expect(environment.get('NOT_THERE')).toBeUndefined();
  });

  it('notices a change of .env while running', async () => {
    const file = join(tempFolder(), '.env');
    const redactor = new Redactor();
    const environment = createEnvironment(file, redactor, {});
    onTestFinished(() => environment.close());
    const changed = new Promise<void>((resolve) => environment.onChange(resolve));
    writeFileSync(file, 'MX_API_KEY=sesame-open-123\n');
    await changed;
    expect(environment.get('MX_API_KEY')).toBe('sesame-open-123');
    expect(redactor.text('key sesame-open-123 seen')).not.toContain('sesame');
  });
});

describe('a malformed .env', () => {
  it('reports each bad line by number without quoting it, and keeps the good ones', () => {
    const file = join(tempFolder(), '.env');
    writeFileSync(file, '# comment\n\nGOOD=1\nthis is hunter2 nonsense\nexport ALSO="two words"\n=novalue\n');
    const { values, problems } = readDotenv(file);
    expect(values).toEqual({ GOOD: '1', ALSO: 'two words' });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/Line 4/);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('takes values over several lines, and reports a quote that is never closed', () => {
    const file = join(tempFolder(), '.env');
    writeFileSync(file, 'KEY="first\nsecond"\nNEXT=1\n');
    expect(readDotenv(file)).toEqual({ values: { KEY: 'first\nsecond', NEXT: '1' }, problems: [] });
    appendFileSync(file, 'OPEN="never\nends\n');
    expect(readDotenv(file).problems).toEqual([expect.stringMatching(/Line 4 .* never closed/)]);
  });

  it('is nothing where it is missing, and a sentence where it is binary or unreadable', () => {
    const folder = tempFolder();
    expect(readDotenv(join(folder, 'none'))).toEqual({ values: {}, problems: [] });
    writeFileSync(join(folder, 'binary'), Buffer.from([1, 0, 2]));
    expect(readDotenv(join(folder, 'binary')).problems).toEqual([expect.stringMatching(/not a text file/)]);
    expect(readDotenv(folder).problems).toEqual([expect.stringMatching(/could not be read/)]);
  });
});
