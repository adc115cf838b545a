import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { MonitorName } from '../../src-shared/monitors.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createAccount } from '../simulator/account-state.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const LATENCY_MS = 150;
/** What scans write for themselves; `sqlite_sequence` and the log are looked at apart. */
const STATE = ['mailboxes', 'mailbox_alarms', 'mailbox_samples', 'account_quotas', 'inventory'];
const OF_DNS = ['domains', 'domain_checks', 'domain_statuses', 'expectations', 'verification_keys'];

let before: AccountServer;
let after: AccountServer;
let dns: DnsServer;
let engine: Engine;

/** An account whose only domain has no records, and whose mailbox and storage are nearly full. */
async function startTroubled(domain: string): Promise<AccountServer> {
  const mailboxes = [{ username: 'info', quota: 1000, usage: 990 }];
  const server = await startAccountServer({ account: createAccount([{ domain, mailboxes }]) });
  server.account.quotaBytes = 1000 * 1024 ** 2;
  return server;
}

beforeEach(async () => {
  [before, after] = await Promise.all([startTroubled('old.example'), startTroubled('new.example')]);
  dns = await startDnsServer({ zones: {} });
  engine = await createEngine({
    dataDir: tempFolder('mxm-edited-'),
    shell: 'headless',
    processEnvironment: { MXM_DNS_SERVERS: dns.address },
    keychain: () => new MemoryKeychain(),
  });
  await save(before);
});
afterEach(async () => {
  await engine.stop(0);
  await Promise.all([before.close(), after.close(), dns.close()]);
});

async function save({ account: { server, username, apiKey }, url: apiUrl }: AccountServer): Promise<void> {
  const [known] = engine.parts.accounts.active();
  const draft = { server, username, apiKey, apiUrl, ...(known && { id: known.id }) };
  const saved = await engine.call('account.save', draft);
  if (!saved.ok) throw new Error(saved.message);
}
const stored = () =>
  JSON.stringify(
    [...STATE, ...OF_DNS].map((table) => engine.parts.db.prepare(`SELECT * FROM "${table}"`).all()),
  );
const alerts = () =>
  engine.parts.events
    .list({ limit: 100 })
    .filter(({ action }) => action !== 'settings.update')
    .map(({ action, target }) => `${action} ${target}`)
    .sort();

/** A run for the account as it is now. */
function run(monitor: MonitorName) {
  const [account] = engine.parts.accounts.active();
  if (!account) throw new Error('no account');
  return engine.parts.pool.for(account)[monitor].run({ priority: 'interactive' });
}

describe('an account that is edited to another login while it is looked at', () => {
  it.each<[MonitorName, string[]]>([
    ['dns', ['dns.health_alert new.example']],
    ['usage', ['mailbox.quota_alert info@new.example']],
    ['quota', ['account.quota_alert demo at eagle.mxlogin.com']],
    ['watch', []],
  ])('%s: nothing of the old one is stored or told, all of the new one is', async (monitor, expected) => {
    before.fault({ path: '*', fault: { kind: 'latency', ms: LATENCY_MS } });
    const underWay = run(monitor);
    await save(after);
    const nothing = stored();
    expect(await underWay).toMatchObject({ ok: false, errorCode: 'account_changed', events: [] });
    expect(before.count(undefined, 200)).toBeGreaterThan(0);
    expect(stored()).toBe(nothing);

    expect(await run(monitor)).toMatchObject({ ok: true });
    expect(stored()).not.toBe(nothing);
    expect(stored()).not.toContain('old.example');
    expect(alerts()).toEqual(expected);
  });
});
