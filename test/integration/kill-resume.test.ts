import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent, MailboxAlertEntry } from '../../src-shared/audit-event.ts';
import { startWorld, type World } from '../e2e/support/world.ts';
import { randomFrom } from '../simulator/seeded-random.ts';
import { runCli, startCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

const KILLS = 5;
const MORE_DOMAINS = 40;
/** What the client asks at once of one account, for a scan. */
const IN_FLIGHT = 5;

describe(`a scan killed with SIGKILL ${KILLS} times in its middle`, () => {
  let world: World;
  let options: { dataDir: string; env: Record<string, string> };

  beforeEach(async () => {
    world = await startWorld();
    world.account.limits.reads = 100_000;
    const { username, server, apiKey } = world.fleet.account;
    options = {
      dataDir: tempFolder('mxm-kill-resume-'),
      env: { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey },
    };
    for (let each = 0; each < MORE_DOMAINS; each++)
      world.account.addDomain({
        domain: `more-${each}.example`,
        mailboxes: [{ username: 'info', quota: 1000, usage: 950 }],
      });
    // Slow enough that a kill hits the middle of the scan.
    world.account.fault({ path: '/domains/*/email-accounts', fault: { kind: 'latency', ms: 60 } });
  });
  afterEach(() => world.close());

  const answered = () =>
    world.account.requests.filter(({ path, status }) => path.endsWith('/email-accounts') && status === 200);
  const ask = <T>(query: string): T => {
    const db = new Database(join(options.dataDir, 'mxroute-manager.db'), { readonly: true });
    const answer = db.prepare(query).pluck().get() as T;
    db.close();
    return answer;
  };

  it('goes on where it stopped each time, and tells every alert once', { timeout: 120_000 }, async () => {
    const random = randomFrom(20_261_123);
    const domains = world.fleet.account.domains.size;
    let kept = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const before = answered().length;
      const process = startCli(['monitor', 'usage', '--wait', '0'], options);
      // One more than are under way at once: the first of them was kept before the next was asked for.
      while (answered().length < before + IN_FLIGHT + 1) await sleep(2);
      await sleep(random() * 60);
      process.kill('SIGKILL');
      expect((await process.ended).signal).toBe('SIGKILL');
      const keptNow = ask<number>("SELECT count(*) FROM scan_answers WHERE monitor = 'usage'");
      expect(keptNow).toBeGreaterThan(kept);
      kept = keptNow;
      expect(ask<number>('SELECT count(*) FROM mailboxes')).toBe(0);
    }
    expect(kept).toBeLessThan(domains);

    const beforeLast = answered().length;
    const last = await runCli(['monitor', 'usage', '--wait', '0', '--json'], options);
    expect(last.status, last.stderr).toBeLessThanOrEqual(1);
    expect(answered().length - beforeLast).toBe(domains - kept);
    // Nothing is asked for twice but what was under way at a kill.
    expect(answered().length).toBeLessThanOrEqual(domains + KILLS * IN_FLIGHT);
    expect(ask<number>("SELECT count(*) FROM scan_answers WHERE monitor = 'usage'")).toBe(0);

    const list = await runCli(['events', '--limit', '1000', '--json'], options);
    const alerts = (JSON.parse(list.stdout) as AuditEvent[])
      .filter(({ action }) => action === 'mailbox.quota_alert')
      .flatMap(({ details }) => (details.mailboxes as MailboxAlertEntry[]).map(({ mailbox }) => mailbox));
    expect(new Set(alerts).size).toBe(alerts.length);
    expect(alerts.filter((mailbox) => mailbox.includes('@more-'))).toHaveLength(MORE_DOMAINS);
    expect(ask<string>('PRAGMA integrity_check')).toBe('ok');
  });
});
