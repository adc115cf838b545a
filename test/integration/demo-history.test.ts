import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { StatusPeriod } from '../../src-shared/views/domains.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { startAdminServer } from '../simulator/admin-server.ts';
import { createHistory } from '../simulator/demo-history.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import { createFleet } from '../simulator/fleet.ts';
import { FILLING, WITHOUT_DMARC } from '../simulator/fleet-names.ts';
import { startReceiver } from '../simulator/receiver.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const DAY_MS = 86_400_000;
const closing: (() => Promise<void>)[] = [];
let account: AccountServer;
let dns: DnsServer;
let engine: Engine;

beforeEach(async () => {
  const fleet = createFleet();
  account = await startAccountServer({ account: fleet.account, limits: { reads: 6_000 } });
  dns = await startDnsServer({ zones: fleet.zones });
  const [admin, receiver] = await Promise.all([startAdminServer({ account, dns }), startReceiver()]);
  closing.push(account.close, dns.close, admin.close, receiver.close);
  const { server, username, apiKey } = fleet.account;
  engine = await createEngine({
    dataDir: tempFolder('mxm-demo-'),
    shell: 'headless',
    processEnvironment: {
      MX_SERVER: server,
      MX_USER: username,
      MX_API_KEY: apiKey,
      MXROUTE_API_URL: account.url,
      MXM_DNS_SERVERS: dns.address,
      MXM_DEMO_RECEIVER: receiver.url,
      MXM_DEMO_HISTORY: `${admin.url}/__sim/history`,
    },
    keychain: () => new MemoryKeychain(),
  });
});
afterEach(async () => {
  await engine.stop(0);
  for (const close of closing.splice(0)) await close();
});

const count = (table: 'mailbox_samples' | 'domain_statuses' | 'events') =>
  engine.parts.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

/** The youngest status, and since when it has been so. */
const firstOfLast = (history: readonly StatusPeriod[]) => {
  const last = history.at(-1);
  // A status that is told twice in a row would be a change that never was.
  expect(history.at(-2)?.overall).not.toBe(last?.overall);
  return { overall: last?.overall, from: last?.from };
};

describe('the demo’s invented past', () => {
  it('is there before the first scan, is judged by nobody, and gives a chart and a forecast', async () => {
    await engine.start();
    expect(count('mailbox_samples')).toBeGreaterThanOrEqual(40 * 30);
    await engine.parts.scans.scanNow('all').runs;
    const [first] = engine.parts.accounts.active();
    const detail = await engine.call('mailboxes.get', { account: first?.id ?? '', mailbox: FILLING });
    expect(detail).toMatchObject({ ok: true, value: { forecast: { mbPerDay: expect.any(Number) } } });
    const alerts = engine.parts.events.list({ limit: 50 }).filter(({ actor }) => actor === 'monitor');
    expect(alerts.map(({ action, target }) => [action, target]).sort()).toEqual([
      ['dns.health_alert', 'pixelforge.example'],
      ['mailbox.quota_alert', 'scans@kestrel-consulting.example'],
    ]);

    const domain = await engine.call('domains.get', {
      account: first?.id ?? '',
      domain: 'studio-lumen.example',
    });
    if (!domain.ok) throw new Error(domain.message);
    expect(domain.value.history.map(({ overall }) => overall)).toContain('unhealthy');
    const since = Date.parse(domain.value.history[0]?.from ?? '');
    expect(Date.now() - since).toBeGreaterThan(29 * DAY_MS);
  });

  it('and today are one: each domain has its status for as long as its history says', async () => {
    await engine.start();
    // The feed joins its messages: the past comes with the first that tells of domains.
    const told = new Promise<void>((done) => {
      engine.subscribe(({ topic }) => topic === 'domains' && done());
    });
    await engine.parts.scans.scanNow('dns').runs;
    await told;
    const rows = await engine.call('domains.list', undefined);
    if (!rows.ok) throw new Error(rows.message);
    for (const { account: id, domain, overall, since } of rows.value) {
      const detail = await engine.call('domains.get', { account: id, domain });
      if (!detail.ok) throw new Error(detail.message);
      expect({ domain, overall, from: since }).toMatchObject({
        domain,
        ...firstOfLast(detail.value.history),
      });
    }
    const degraded = rows.value.filter(({ overall }) => overall === 'degraded');
    expect(degraded.map(({ domain }) => domain)).toEqual([WITHOUT_DMARC]);
    expect(Date.now() - Date.parse(degraded[0]?.since ?? '')).toBeGreaterThan(19 * DAY_MS);
  });

  it('is told once: a data folder that has readings of its own is left alone', async () => {
    await engine.parts.scans.scanNow('usage').runs;
    const before = count('mailbox_samples');
    await engine.start();
    expect(count('mailbox_samples')).toBe(before);
  });

  it('ends before today, and today’s counts are below yesterday’s: no sending rate comes of it', () => {
    const now = Date.UTC(2026, 10, 23, 15);
    const { samples, statuses } = createHistory(account.account, now);
    expect(createHistory(account.account, now)).toEqual({ samples, statuses });
    for (const { at } of samples) expect(now - at).toBeGreaterThan(DAY_MS / 2);
    for (const { mailbox, sent } of samples) {
      const [user = '', domain = ''] = mailbox.split('@');
      expect(sent).toBeGreaterThan(account.account.domains.get(domain)?.mailboxes.get(user)?.sent ?? 0);
    }
    for (const one of statuses) expect(one.until).toBeGreaterThan(one.since);
  });
});
