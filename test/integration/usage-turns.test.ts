import { describe, expect, it } from 'vitest';
import { createMailboxWatch } from '../../src-main/engine/account-watch/mailbox-watch.ts';
import { seenDomains, seenMailboxes } from '../../src-main/engine/account-watch/seen.ts';
import { createWatchStore } from '../../src-main/engine/account-watch/store.ts';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createUsageMonitor } from '../../src-main/engine/mailbox-usage/monitor.ts';
import type { AccountApi, MailboxList } from '../../src-main/engine/mxroute/api.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import { longestTurn } from '../support/longest-turn.ts';
import { tempDb } from '../support/temp-db.ts';
import { actions, HOUR, START } from './usage-support.ts';

const DOMAINS = 500;
const MAILBOXES_EACH = 20;
const names = Array.from({ length: DOMAINS }, (_, index) => `d${String(index).padStart(3, '0')}.example`);
const accountId = 'default';

/** An account of 10,000 mailboxes with its watch, without a network between. */
async function bigAccount() {
  let now = START;
  const db = tempDb();
  const clock = { now: () => now, after: () => ({ cancel: () => undefined }) };
  const log = { log: () => undefined };
  const audit = createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined });
  const get = <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K>;
  let usageMb = 500;
  let sent = 0;
  const listOf = (domain: string): MailboxList => ({
    mailboxes: Array.from({ length: MAILBOXES_EACH }, (_, index) => ({
      ...{ mailbox: `user${index}@${domain}`, domain, quotaMb: 1000, usageMb, sendLimit: 9_600, sent },
      suspended: false,
    })),
    ...{ problems: [], complete: true, readAt: now, servedAt: now },
  });
  const api = {
    listDomains: async () => names,
    listMailboxes: async (domain: string) => {
      await new Promise((resolve) => setImmediate(resolve));
      return listOf(domain);
    },
  } as unknown as AccountApi;
  const assertCurrent = () => undefined;
  const options = { db, accountId, audit, clock, log, login: 'demo', settings: { get }, assertCurrent };
  const sightings = names.map((domain) => {
    return { domain, facet: 'mailboxes' as const, seen: seenMailboxes(listOf(domain)), at: now };
  });
  const findings = { domains: seenDomains(names), domainsAt: now, sightings };
  await createWatchStore(options).storeScan(findings, () => undefined);
  const { seen, quiet } = createMailboxWatch(options);
  const monitor = createUsageMonitor({ ...options, api, mailboxesSeen: seen, mailboxesQuiet: quiet });
  return {
    db,
    scan(change: { usageMb: number }) {
      now += 12 * HOUR;
      ({ usageMb } = change);
      sent += 10;
      return monitor.run({ priority: 'usage' });
    },
  };
}

describe('10,000 mailboxes in 500 domains', () => {
  it('are stored without holding up the event loop for 50 ms', { timeout: 60_000 }, async () => {
    const account = await bigAccount();
    const first = await longestTurn(() => account.scan({ usageMb: 500 }));
    const turns: number[] = [];
    // A garbage collection or a busy machine is not what is measured: the best of three counts.
    while (turns.length < 3 && !turns.some((turn) => turn < 50))
      turns.push(
        await longestTurn(async () => {
          const usageMb = 500 + turns.length;
          expect(await account.scan({ usageMb })).toMatchObject({ ok: true, events: [] });
        }),
      );
    console.log(
      `longest turn of the first scan: ${first.toFixed(1)} ms, of quiet ones: ${turns.map((turn) => turn.toFixed(1)).join(', ')} ms`,
    );
    expect(Math.min(...turns)).toBeLessThan(50);
    expect(account.db.prepare('SELECT count(*) FROM mailboxes').pluck().get()).toBe(10_000);
    const loud = await longestTurn(async () => {
      expect(actions(await account.scan({ usageMb: 950 }))).toEqual(['mailbox.quota_alert']);
    });
    console.log(`all of them in alarm at once: ${loud.toFixed(1)} ms`);
    expect(account.db.prepare('SELECT count(*) FROM mailbox_alarms').pluck().get()).toBe(10_000);
  });
});
