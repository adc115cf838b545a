import { beforeEach, describe, expect, it } from 'vitest';
import { createUsageQueries } from '../../src-main/engine/mailbox-usage/queries.ts';
import type { MailboxAlertEntry } from '../../src-shared/audit-event.ts';
import { addAccount } from '../support/temp-db.ts';
import { actions, entries, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan, rows, names, alarms, everything } = world;

describe('a scan', () => {
  it('costs one request and one per domain', async () => {
    const run = await scan();
    expect(run).toMatchObject({
      ok: true,
      requests: 4,
      events: [],
      message: '3 mailboxes in 3 domains read.',
    });
    expect(world.server.count()).toBe(4);
  });

  it('keeps what it read, for the window', async () => {
    await scan();
    expect(names()).toEqual(['info@a.example', 'info@b.example', 'sales@a.example']);
    expect(rows()[0]).toMatchObject({
      quotaMb: 1000,
      usageMb: 500,
      quotaPercent: 50,
      sendPercent: 0,
      alarms: [],
    });
    const { domainSummaries } = createUsageQueries(world.db);
    world.server.setUsage('sales@a.example', { usage: 600 });
    await scan();
    expect(domainSummaries('default').get('a.example')).toEqual({
      mailboxes: 2,
      fullest: { mailbox: 'sales@a.example', quotaPercent: 60, usageMb: 600, quotaMb: 1000, alarm: false },
    });
  });

  it('tells for its domain whether the fullest mailbox is in alarm', async () => {
    world.server.setUsage('sales@a.example', { usage: 950 });
    await scan();
    expect(createUsageQueries(world.db).domainSummaries('default').get('a.example')?.fullest).toMatchObject({
      mailbox: 'sales@a.example',
      alarm: true,
    });
  });

  it('tells its progress by domain', async () => {
    const steps: string[] = [];
    await scan(0, { onProgress: (done, total, current) => steps.push(`${done}/${total} ${current ?? '-'}`) });
    expect(steps[0]).toBe('0/3 -');
    expect(steps.at(-1)).toMatch(/^3\/3 .*example$/);
  });

  it('alerts for what is full at the first scan, all mailboxes in one event, the fullest first', async () => {
    world.server.setUsage('info@a.example', { usage: 900 });
    world.server.setUsage('info@b.example', { usage: 950 });
    const run = await scan();
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.events[0]).toMatchObject({ target: '2 mailboxes', actor: 'monitor', account: 'default' });
    expect(run.events[0]?.details.threshold).toBe(90);
    expect(entries(run.events[0])).toEqual([
      {
        mailbox: 'info@b.example',
        domain: 'b.example',
        value: 950,
        limit: 1000,
        percent: 95,
        since: new Date(world.now).toISOString(),
      },
      {
        mailbox: 'info@a.example',
        domain: 'a.example',
        value: 900,
        limit: 1000,
        percent: 90,
        since: new Date(world.now).toISOString(),
      },
    ]);
    expect(run.message).toBe('3 mailboxes in 3 domains read, 1 alert.');
  });

  it('alerts once and recovers once for 91 → 87 → 84, and says since when', async () => {
    const heard: string[][] = [];
    for (const usage of [910, 870, 840]) {
      world.server.setUsage('info@a.example', { usage });
      heard.push(actions(await scan()));
    }
    expect(heard).toEqual([['mailbox.quota_alert'], [], ['mailbox.quota_recovered']]);
    const events = world.db.prepare('SELECT details FROM events ORDER BY id').pluck().all() as string[];
    const [alert, recovered] = events.map((text) => JSON.parse(text).mailboxes[0] as MailboxAlertEntry);
    expect(recovered?.since).toBe(alert?.since);
    expect(alarms()).toEqual([]);
  });

  it('holds storage and daily sends apart', async () => {
    world.server.setUsage('info@a.example', { usage: 999, sent: 9000 });
    expect(actions(await scan())).toEqual(['mailbox.quota_alert', 'mailbox.send_limit_alert']);
    world.server.setUsage('info@a.example', { sent: 10 });
    expect(actions(await scan())).toEqual(['mailbox.send_limit_recovered']);
    expect(alarms()).toEqual(['info@a.example storage']);
  });

  it('recovers a mailbox that is now unlimited, saying why', async () => {
    world.server.setUsage('info@a.example', { usage: 950 });
    await scan();
    world.server.setUsage('info@a.example', { quota: 0 });
    const run = await scan();
    expect(entries(run.events[0])[0]).toMatchObject({ reason: 'now unlimited', value: 950 });
    expect(entries(run.events[0])[0]).not.toHaveProperty('percent', expect.anything());
  });

  it('re-evaluates when the threshold changes', async () => {
    world.server.setUsage('info@a.example', { usage: 800 });
    expect(actions(await scan())).toEqual([]);
    world.settings.set('usage.storagePercent', 75);
    expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    world.settings.set('usage.storagePercent', 90);
    expect(actions(await scan())).toEqual(['mailbox.quota_recovered']);
  });

  it('keeps the accounts apart', async () => {
    world.server.setUsage('info@a.example', { usage: 950 });
    await scan();
    addAccount(world.db, 'second');
    const run = await world.createMonitor('second').run({ priority: 'usage' });
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.events[0]?.account).toBe('second');
  });
});

describe('a scan of some domains', () => {
  beforeEach(async () => {
    world.server.setUsage('info@b.example', { usage: 950 });
    await scan();
  });

  it('asks for these only and forgets no other', async () => {
    const run = await scan(1, { only: ['a.example'] });
    expect(run).toMatchObject({ ok: true, requests: 1 });
    expect(names()).toHaveLength(3);
    expect(alarms()).toEqual(['info@b.example storage']);
  });

  it('judges like the whole scan', async () => {
    world.server.setUsage('info@b.example', { usage: 100 });
    expect(actions(await scan(1, { only: ['B.example'] }))).toEqual(['mailbox.quota_recovered']);
  });
});

describe('cancelling', () => {
  it('leaves no trace', async () => {
    await scan();
    const before = everything();
    world.server.setUsage('info@a.example', { usage: 950 });
    world.server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'hang' } });
    const controller = new AbortController();
    const run = scan(12, {
      signal: controller.signal,
      onProgress: (done) => done === 2 && controller.abort(),
    });
    expect(await run).toMatchObject({ ok: false, cancelled: true, events: [] });
    expect(everything()).toBe(before);
  });
});

describe('faults of this computer', () => {
  it('a database that cannot be written fails the scan with a sentence', async () => {
    world.db.pragma('query_only = ON');
    expect(await scan()).toMatchObject({ ok: false, message: expect.stringContaining('read-only') });
    world.db.pragma('query_only = OFF');
  });

  it('an account removed during its scan crashes nothing', async () => {
    world.db.prepare('DELETE FROM accounts').run();
    expect(await scan()).toMatchObject({ ok: false });
  });
});
