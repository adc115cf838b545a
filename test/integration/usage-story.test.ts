import { expect, it, onTestFinished } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createUsageMonitor } from '../../src-main/engine/mailbox-usage/monitor.ts';
import { createAccountApi } from '../../src-main/engine/mxroute/client.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import { startAccountServer } from '../simulator/account-server.ts';
import { DEMO_STEPS, resetWorld } from '../simulator/demo-scenario.ts';
import { createFleet } from '../simulator/fleet.ts';
import { tempDb } from '../support/temp-db.ts';

const SCAN_MS = 15_000;
/** Between an answer that lacks something and the second look at it. */
const SECOND_LOOK_MS = 61_000;

it("the demo's story is heard as told: each alert once, each recovery once, round after round", async () => {
  const account = await startAccountServer({ account: createFleet().account, limits: { reads: 10_000 } });
  onTestFinished(() => account.close());
  let now = Date.UTC(2026, 0, 5, 8);
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      // A second look at what is missing is due only when it is later by this clock.
      if (ms === SECOND_LOOK_MS) now += ms;
      const timer = setTimeout(run, ms / 50);
      return { cancel: () => clearTimeout(timer) };
    },
  };
  const log = { log: () => undefined };
  const db = tempDb();
  const { server, username, apiKey } = account.account;
  const monitor = createUsageMonitor({
    db,
    accountId: 'default',
    assertCurrent: () => undefined,
    api: createAccountApi({
      apiUrl: account.url,
      server,
      username,
      apiKey: () => apiKey,
      clock,
      random: { next: () => 0 },
      log,
      timeoutMs: 600_000,
    }),
    audit: createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined }),
    settings: { get: <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K> },
    clock,
    log,
  });
  const world = { account, dns: { setRecord: () => undefined, removeRecord: () => undefined } };
  const hear = async (): Promise<string[]> => {
    now += SCAN_MS;
    const run = await monitor.run({ priority: 'usage' });
    expect(run.ok).toBe(true);
    expect([13, 14], 'one more where something is gone').toContain(run.requests);
    return run.events.map(({ action, target }) => `${action} ${target}`);
  };

  const first = await hear();
  expect(first).toEqual(['mailbox.quota_alert scans@kestrel-consulting.example']);
  expect(await hear()).toEqual([]);
  for (let round = 0; round < 2; round++) {
    const heard: string[] = [];
    for (const step of DEMO_STEPS) {
      step.apply(world);
      heard.push(...(await hear()), ...(await hear()));
    }
    expect(heard).toEqual([
      'mailbox.quota_alert orders@northwind-bakery.example',
      'mailbox.quota_recovered scans@kestrel-consulting.example',
      'mailbox.send_limit_alert noreply@shop.harbor-books.example',
      'mailbox.quota_recovered orders@northwind-bakery.example',
      'mailbox.send_limit_recovered noreply@shop.harbor-books.example',
    ]);
    resetWorld(world);
    expect(await hear()).toEqual(first);
  }
});
