import { describe, expect, it } from 'vitest';
import { neverRun } from '../../../../src-main/engine/scheduler/repository.ts';
import type { MonitorName } from '../../../../src-shared/monitors.ts';
import type { Overview } from '../../../../src-shared/views/app.ts';
import { fillBigData } from '../../../support/big-data.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { openTestEngine } from '../../../support/test-engine.ts';
import { NOW } from './support.ts';

const HOUR_MS = 3_600_000;

async function openEngine(accounts = ['default']) {
  const engine = await openTestEngine({ clock: new FakeClock(NOW) });
  const { db, schedule } = engine.parts;
  const size = { domains: 4, mailboxes: 12, events: 0, deliveries: 0, sampleDays: 0 };
  for (const accountId of accounts) fillBigData(db, { accountId, ...size, seed: 3, now: NOW });
  db.exec("UPDATE domains SET overall = 'healthy'; DELETE FROM mailbox_alarms");
  return {
    engine,
    db,
    ran: (monitor: MonitorName, hoursAgo: number, lastCode: string | null = null) =>
      schedule.save({
        ...neverRun('default', monitor, NOW),
        lastStartedAt: NOW - hoursAgo * HOUR_MS,
        lastFinishedAt: NOW - hoursAgo * HOUR_MS,
        lastOk: lastCode === null,
        lastMessage: lastCode === null ? 'Done.' : 'MXroute refused.',
        lastCode,
      }),
    overview: async (): Promise<Overview> => {
      const answer = await engine.call('overview.get', undefined);
      if (!answer.ok) throw new Error(answer.message);
      return answer.value;
    },
  };
}

describe('"cannot check" in the tray', () => {
  it('is shown as soon as any monitor is refused, for all will be', async () => {
    const { ran, overview } = await openEngine();
    ran('dns', 3);
    ran('usage', 3);
    expect((await overview()).state).toBe('healthy');
    ran('watch', 1, 'unauthorized');
    expect(await overview()).toMatchObject({
      state: 'unknown',
      summary: 'all 4 domains healthy, the credentials are missing or refused',
      attention: [
        { kind: 'monitor', severity: 'warning', subject: 'Account watch', message: 'MXroute refused.' },
      ],
      attentionTotal: 1,
    });
  });

  it('is over when a later scan was let in', async () => {
    const { ran, overview } = await openEngine();
    ran('watch', 3, 'unauthorized');
    ran('usage', 2);
    ran('dns', 1);
    expect(await overview()).toMatchObject({
      state: 'healthy',
      summary: 'all 4 domains healthy, checked 1 h ago',
    });
  });

  it('is not shown for a watch that fails for another reason, or that is switched off', async () => {
    const { ran, overview, engine } = await openEngine();
    ran('dns', 3);
    ran('watch', 1, 'timeout');
    expect((await overview()).state).toBe('healthy');
    ran('watch', 1, 'unauthorized');
    engine.parts.settings.set('watch.enabled', false);
    expect(await overview()).toMatchObject({ state: 'healthy', attention: [], attentionTotal: 0 });
  });

  it('is shown where DNS could not be scanned at all', async () => {
    const { ran, overview } = await openEngine();
    ran('dns', 1, 'no_dns');
    expect(await overview()).toMatchObject({
      state: 'unknown',
      summary: 'all 4 domains healthy, the last check could not run',
    });
  });
});

describe('two accounts', () => {
  it('are summed up, the worst of both first', async () => {
    const { db, overview, ran } = await openEngine(['default', 'second']);
    ran('dns', 1);
    const break1 = db.prepare(
      'UPDATE domains SET overall = ? WHERE account_id = ? AND domain = (SELECT min(domain) FROM domains)',
    );
    break1.run('degraded', 'default');
    break1.run('unhealthy', 'second');
    const alarm = db.prepare(
      "INSERT INTO mailbox_alarms (account_id, mailbox, measure, since) SELECT account_id, mailbox, 'storage', 0 FROM mailboxes WHERE account_id = ? LIMIT 1",
    );
    db.exec('UPDATE mailboxes SET quota_mb = 100, usage_mb = 91');
    db.exec("UPDATE mailboxes SET usage_mb = 99 WHERE account_id = 'second'");
    alarm.run('default');
    alarm.run('second');
    const found = await overview();
    expect(found).toMatchObject({
      state: 'unhealthy',
      counts: { healthy: 6, degraded: 1, unhealthy: 1, unknown: 0 },
      mailboxes: 24,
      alarmedTotal: 2,
      attentionTotal: 4,
    });
    expect(found.attention.map(({ kind, account }) => `${kind} ${account}`)).toEqual([
      'dns second',
      'dns default',
      'mailbox second',
      'mailbox default',
    ]);
    expect(found.alarmedMailboxes.map(({ account, quotaPercent }) => [account, quotaPercent])).toEqual([
      ['second', 99],
      ['default', 91],
    ]);
  });
});

describe('the account’s own storage', () => {
  it('needs attention above its threshold, and makes the state degraded', async () => {
    const { db, overview, ran, engine } = await openEngine();
    ran('dns', 1);
    engine.parts.settings.set('usage.accountPercent', 80);
    const gb = 1024 ** 3;
    const value = { usedBytes: 85 * gb, limitBytes: 100 * gb, breakdown: {}, grace: null, countedAt: null };
    db.prepare(
      "INSERT INTO account_quotas (account_id, value, read_at, alarm_since) VALUES ('default', ?, ?, ?)",
    ).run(JSON.stringify(value), NOW, NOW);
    expect(await overview()).toMatchObject({
      state: 'degraded',
      summary: '1 account nearly full, checked 1 h ago',
      quotas: [{ account: 'default', percent: 85, thresholdPercent: 80 }],
      attention: [
        { kind: 'account', severity: 'warning', subject: 'default', message: '85 of 100 GB used (85.0 %).' },
      ],
    });
  });
});

describe('mailboxes in alarm', () => {
  it('are ordered by what is worst about each; an unusual sending rate counts as full', async () => {
    const { db, overview } = await openEngine();
    db.exec('UPDATE mailboxes SET quota_mb = 100, usage_mb = 10, send_limit = 200, sent = 20');
    const names = db.prepare('SELECT mailbox FROM mailboxes ORDER BY mailbox').pluck().all() as string[];
    const [full = '', sends = '', rate = '', both = ''] = names;
    const set = db.prepare('UPDATE mailboxes SET usage_mb = ?, sent = ? WHERE mailbox = ?');
    const alarm = db.prepare(
      "INSERT INTO mailbox_alarms (account_id, mailbox, measure, since) VALUES ('default', ?, ?, 0)",
    );
    set.run(92, 20, full);
    alarm.run(full, 'storage');
    // 97 % of its storage, but that alarm does not stand.
    set.run(97, 182, sends);
    alarm.run(sends, 'sends');
    alarm.run(rate, 'sendRate');
    set.run(93, 198, both);
    alarm.run(both, 'storage');
    alarm.run(both, 'sends');
    const { alarmedMailboxes, alarmedTotal } = await overview();
    expect(alarmedTotal).toBe(4);
    expect(alarmedMailboxes.map(({ mailbox, alarms }) => [mailbox, alarms.join()])).toEqual([
      [rate, 'sendRate'],
      [both, 'storage,sends'],
      [full, 'storage'],
      [sends, 'sends'],
    ]);
  });
});
