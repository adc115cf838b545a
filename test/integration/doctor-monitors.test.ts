import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { DoctorItem } from '../../src-shared/views/doctor.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import { createFleet } from '../simulator/fleet.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

let account: AccountServer;
let dns: DnsServer;
let engine: Engine;

beforeEach(async () => {
  account = await startAccountServer({ account: createFleet({ domains: 2, mailboxes: 2 }).account });
  dns = await startDnsServer({
    zones: { 'mxroute.com': { TXT: ['v=spf1 -all'] } },
  });
  const { server, username, apiKey } = account.account;
  engine = await createEngine({
    dataDir: tempFolder('mxm-doctor-'),
    shell: 'headless',
    processEnvironment: {
      MX_SERVER: server,
      MX_USER: username,
      MX_API_KEY: apiKey,
      MXROUTE_API_URL: account.url,
      MXM_DNS_SERVERS: dns.address,
    },
    keychain: () => new MemoryKeychain(),
  });
});
afterEach(async () => {
  await engine.stop(0);
  await account.close();
  await dns.close();
});

async function line(id: string): Promise<DoctorItem> {
  const answer = await engine.call('doctor.run', undefined);
  const found = answer.ok ? answer.value.find((item) => item.id === id) : undefined;
  if (!found) throw new Error(`no line ${id}`);
  return found;
}
const schedule = (monitor: 'quota' | 'watch' | 'dns', lastOk: boolean, lastMessage: string) => {
  const [first] = engine.parts.accounts.active();
  engine.parts.schedule.save({
    accountId: first?.id ?? '',
    monitor,
    dueAt: 0,
    failures: lastOk ? 0 : 1,
    failingSince: null,
    reported: false,
    lastStartedAt: Date.UTC(2026, 4, 3, 10),
    lastFinishedAt: Date.UTC(2026, 4, 3, 10),
    lastOk,
    lastMessage,
    lastCode: lastOk ? null : 'timeout',
  });
};

describe('what can be watched at all', () => {
  it('storage and watch: reads now what they read, and says when they last ran', async () => {
    expect(await line('account-storage')).toMatchObject({
      status: 'pass',
      message: 'MXroute tells what is asked. It has not run yet.',
    });
    schedule('watch', true, 'No changes.');
    expect(await line('account-watch')).toMatchObject({
      status: 'pass',
      message: 'MXroute tells what is asked. Last run 2026-05-03T10:00:00.000Z: No changes.',
    });
    expect(account.count('/quota', 200)).toBeGreaterThan(0);
  });

  it('what MXroute does not tell is named, and where to look', async () => {
    account.fault({ path: '/quota', fault: { kind: 'status', status: 403 } });
    account.fault({ path: '/domains/*/spam/whitelist', fault: { kind: 'status', status: 403 } });
    for (const id of ['account-storage', 'account-watch'])
      expect(await line(id)).toMatchObject({
        status: 'fail',
        message: expect.stringMatching(/does not allow this request/),
        fix: { screen: 'settings', section: 'Account' },
      });
  });

  it('what is switched off is not asked for', async () => {
    engine.parts.settings.set('watch.enabled', false);
    engine.parts.settings.set('usage.enabled', false);
    const before = account.count('/quota');
    expect(await line('account-watch')).toMatchObject({
      status: 'skip',
      message: 'Account watch monitoring is switched off.',
    });
    expect(await line('account-storage')).toMatchObject({ status: 'skip' });
    expect(account.count('/quota')).toBe(before);
  });

  it.each([
    ['quota', 'Mailbox usage monitoring', 'Account storage'],
    ['watch', 'Account watch monitoring', 'Account watch'],
    ['dns', 'DNS health monitoring', 'DNS health'],
  ] as const)('a last run of %s that failed leads to its card', async (monitor, section, label) => {
    schedule(monitor, false, 'MXroute did not answer.');
    expect(await line('monitors')).toMatchObject({
      status: 'fail',
      message: `${label}: MXroute did not answer.`,
      fix: { screen: 'notifications', section },
    });
  });

  it('domains of which nothing is known lead to the domains', async () => {
    expect(await line('domains-checked')).toMatchObject({ status: 'skip' });
    const [first] = engine.parts.accounts.active();
    const add = (domain: string, overall: string) =>
      engine.parts.db
        .prepare(
          'INSERT INTO domains (account_id, domain, overall, since, checked_at) VALUES (?, ?, ?, 0, 0)',
        )
        .run(first?.id, domain, overall);
    add('a.example', 'healthy');
    expect(await line('domains-checked')).toMatchObject({ status: 'pass', message: '1 of 1.' });
    for (let index = 0; index < 7; index++) add(`u${index}.example`, 'unknown');
    expect(await line('domains-checked')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/u0\.example, .*u4\.example and 2 more: no alert can come/),
      fix: { screen: 'domains' },
    });
  });

  it('resolvers: each that answers with its time, each that does not with why', async () => {
    expect(await line('resolvers')).toMatchObject({
      status: 'pass',
      message: expect.stringMatching(/^1 of 1 answer: 127\.0\.0\.1:\d+ in \d+ ms\.$/),
    });
    dns.behave('mxroute.com', { rcode: 'refused' });
    expect(await line('resolvers')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/^No resolver works: 127\.0\.0\.1:\d+: Refused to answer/),
      fix: { screen: 'settings', section: 'DNS' },
    });
  });
});
