import { describe, expect, it } from 'vitest';
import { monitor } from '../../../src-main/cli/commands/monitor.ts';
import type { Engine } from '../../../src-main/engine/engine.ts';
import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { addAccount } from '../../support/temp-db.ts';
import { openTestEngine } from '../../support/test-engine.ts';
import { runCommand } from './support.ts';

/** On an engine in quiet hours that hold targets too; its scans find what `found` names. */
async function inQuietHours(found: AuditAction[], prepare: (engine: Engine) => void = () => undefined) {
  const clock = new FakeClock();
  const engine = await openTestEngine({ shell: 'headless', clock });
  const { db, settings, notifications, audit } = engine.parts;
  addAccount(db, 'default');
  db.prepare(
    `INSERT INTO targets (id, label, service, masked_url, store, url, created_at)
     VALUES ('t', 'Phone', 'custom', 'json://127.0.0.1', 'database', 'json://127.0.0.1', 0)`,
  ).run();
  notifications.subscriptions.set(['mailbox.quota_alert', 'dns.health_alert']);
  const hour = new Date(clock.now()).getHours();
  const local = (by: number) => `${String((24 + hour + by) % 24).padStart(2, '0')}:00`;
  settings.set('notifications.enabled', true);
  settings.set('notifications.quietEnabled', true);
  settings.set('notifications.quietTargets', true);
  settings.set('notifications.quietFrom', local(-2));
  settings.set('notifications.quietTo', local(2));
  const scanNow = () => {
    db.transaction(() => {
      for (const action of found)
        audit.record({ action, accountId: null, actor: 'monitor', target: 'a', details: {} });
    })();
    return { runs: Promise.resolve([]) };
  };
  prepare(engine);
  const parts = { ...engine.parts, scans: { scanNow, cancel: () => undefined } };
  return runCommand(monitor, ['--json'], { engine: { ...engine, parts } as unknown as Engine });
}

describe('monitor in quiet hours that hold targets too', () => {
  it('does not wait for what they hold, says so, and has done its work', async () => {
    const { status, stdout, stderr } = await inQuietHours(['mailbox.quota_alert', 'mailbox.quota_alert']);
    expect(JSON.parse(stdout).deliveries).toEqual({ delivered: 0, queued: 2, failed: 0, held: 2 });
    expect(stderr).toBe('2 alerts wait for the end of quiet hours.\n');
    expect(status).toBe(0);
  });

  it('exits with 1 all the same where something else is still queued', async () => {
    const { status, stdout, stderr } = await inQuietHours(['mailbox.quota_alert'], ({ parts }) => {
      parts.db.exec(`
        INSERT INTO targets (id, label, service, masked_url, store, url, enabled, created_at)
          VALUES ('off', 'Off', 'custom', 'json://127.0.0.1', 'database', 'json://127.0.0.1', 0, 0);
        INSERT INTO events (id, at, action, severity, actor, target, details)
          VALUES (1, 0, 'dns.health_alert', 'failure', 'monitor', 'a', '{}');
        INSERT INTO outbox (event_id, target_id, target_label, status, created_at)
          VALUES (1, 'off', 'Off', 'queued', 0);`);
    });
    expect(JSON.parse(stdout).deliveries).toMatchObject({ queued: 2, held: 1 });
    expect(stderr).toBe('1 alert waits for the end of quiet hours.\n');
    expect(status).toBe(1);
  });

  it('counts what a mute hid that is over by now', async () => {
    const { stdout } = await inQuietHours([], ({ parts }) => {
      parts.db.exec(`
        INSERT INTO domains (account_id, domain, overall, since, checked_at) VALUES ('default', 'a', 'unhealthy', 0, 0);
        INSERT INTO events (id, at, action, severity, actor, target, details)
          VALUES (1, 0, 'mailbox.quota_alert', 'warning', 'monitor', 'a', '{}');
        INSERT INTO hidden_alerts (topic, subject, event_id) VALUES ('t', 'a', 1);`);
    });
    expect(JSON.parse(stdout).deliveries).toMatchObject({ queued: 1, held: 1 });
  });
});
