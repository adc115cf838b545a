import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../../src-main/engine/audit/message.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import type { OsMessage } from '../../../../src-main/engine/notifications/os-channel.ts';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import { createHarness, type Harness, turns } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TRANSIENT = { ok: false, permanent: false, reason: 'No answer in time.' } as const;
const ALL: AuditAction[] = [
  'dns.health_alert',
  'dns.health_recovered',
  'mailbox.quota_alert',
  'mailbox.quota_recovered',
  'domain.create',
];

interface Running extends Harness {
  ids: string[];
  shown: OsMessage[];
}

/** 3 May 2026, noon by this computer's clock, everything subscribed. */
function running(labels: string[], options: { os?: boolean } = {}): Running {
  const harness = createHarness();
  harness.clock.time = new Date(2026, 4, 3, 12, 0).getTime();
  harness.notifications.subscriptions.set(ALL);
  const shown: OsMessage[] = [];
  if (options.os)
    harness.notifications.registerOsChannel({
      send: async (message) => {
        shown.push(message);
        return { ok: true };
      },
    });
  const ids = labels.map((label) => harness.addTarget(label));
  harness.notifications.start();
  return Object.assign(harness, { ids, shown });
}
const short = (title: string) => title.replace('[MXroute Manager] ', '');
const titles = (harness: Harness) => harness.channel.sent.map(({ title }) => short(title));
const statuses = (harness: Harness) => harness.notifications.deliveries.list().map(({ status }) => status);
const many = (harness: Harness, from: number, to: number) =>
  harness.db.transaction(() => {
    for (let index = from; index <= to; index++) harness.record('mailbox.quota_alert', `m${index}`);
  })();

/** Quiet from 11:00 to 14:00: it is noon. */
function quiet(harness: Harness, targets = false) {
  Object.assign(harness.settings, {
    'notifications.quietEnabled': true,
    'notifications.quietFrom': '11:00',
    'notifications.quietTo': '14:00',
    'notifications.quietTargets': targets,
  });
}

describe('what a target leaves out', () => {
  it('is not queued for it, and is for the others and this computer', () => {
    const harness = running(['all'], { os: true });
    harness.addTarget('failures', { minimumSeverity: 'failure' });
    harness.addTarget('chosen', { events: ['mailbox.quota_alert'] });
    const to = (action: AuditAction) => {
      const { id } = harness.record(action);
      return harness.notifications.deliveries.list({ eventId: id }).map(({ targetLabel }) => targetLabel);
    };
    expect(to('mailbox.quota_alert')).toEqual(['This computer', 'all', 'chosen']);
    expect(to('dns.health_alert')).toEqual(['This computer', 'all', 'failures']);
    expect(to('dns.health_recovered')).toEqual(['This computer', 'all', 'failures']);
    expect(to('domain.create')).toEqual(['This computer', 'all']);
  });
});

describe('quiet hours', () => {
  it('silence this computer, all severities, and not the targets', async () => {
    const harness = running(['a'], { os: true });
    quiet(harness);
    harness.record('dns.health_alert');
    harness.record('mailbox.quota_alert');
    await harness.clock.advance(HOUR);
    expect(harness.shown).toEqual([]);
    expect(harness.channel.sent).toHaveLength(2);
  });

  it('deliver what they held as one digest, at their end', async () => {
    const harness = running([], { os: true });
    quiet(harness);
    harness.record('mailbox.quota_alert', 'm@a');
    await harness.clock.advance(HOUR);
    harness.record('dns.health_alert', 'a');
    await harness.clock.advance(HOUR - 1);
    expect(harness.shown).toEqual([]);
    expect(harness.notifications.deliveries.list()).toMatchObject([
      { status: 'queued', held: true },
      { status: 'queued', held: true },
    ]);
    await harness.clock.advance(1);
    expect(harness.shown).toHaveLength(1);
    expect(harness.shown[0]).toMatchObject({
      eventId: 0,
      eventIds: [1, 2],
      title: '[MXroute Manager] 2 alerts: 1 failure, 1 warning',
      severity: 'failure',
    });
    expect(harness.shown[0]?.body).toMatch(/^Held during quiet hours; delayed since 3 May 2026, 12:00/);
    expect(statuses(harness)).toEqual(['delivered', 'delivered']);
    expect(harness.notifications.deliveries.list()[0]).not.toHaveProperty('held');
  });

  it('deliver a single held alert as itself, with its delay', async () => {
    const harness = running([], { os: true });
    quiet(harness);
    const { id } = harness.record('dns.health_alert', 'a');
    await harness.clock.advance(2 * HOUR);
    expect(harness.shown).toEqual([expect.objectContaining({ eventId: id, target: 'a' })]);
    expect(harness.shown[0]?.body).toContain('delayed since');
  });

  it('name every alert: 45 held ones come in three digests', async () => {
    const harness = running([], { os: true });
    quiet(harness);
    many(harness, 1, 45);
    await harness.clock.advance(2 * HOUR);
    expect(harness.shown.map(({ eventIds }) => eventIds?.length)).toEqual([20, 20, 5]);
    const text = harness.shown.map(({ body }) => body).join('\n');
    for (let index = 1; index <= 45; index++) expect(text).toMatch(new RegExp(`: m${index}$`, 'm'));
  });

  it('hold, if chosen, what targets get below failure; failures and their ends go past it at once', async () => {
    const harness = running(['a']);
    quiet(harness, true);
    harness.record('mailbox.quota_alert', 'm@a');
    harness.record('dns.health_alert', 'a');
    harness.record('domain.create', 'b');
    harness.record('dns.health_recovered', 'a');
    await harness.clock.advance(2 * HOUR - 1);
    expect(titles(harness)).toEqual(['DNS problem: a', 'DNS recovered: a']);
    await harness.clock.advance(1);
    expect(titles(harness).slice(2)).toEqual(['2 alerts: 1 warning, 1 message']);
    expect(statuses(harness)).toEqual(Array(4).fill('delivered'));
  });

  it('keep nobody who waits for the outbox to empty', async () => {
    const harness = running(['a']);
    quiet(harness, true);
    harness.record('mailbox.quota_alert', 'm@a');
    await turns();
    expect(await Promise.race([harness.notifications.drain(MINUTE, 'empty'), turns(50)])).toBe(true);
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert', 'a');
    await turns();
    const drained = harness.notifications.drain(MINUTE, 'empty');
    expect(await Promise.race([drained, turns(50)])).toBeUndefined();
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(45_000);
    expect(await drained).toBe(true);
  });

  it('that are switched off let go at once what waits', async () => {
    const harness = running(['a'], { os: true });
    quiet(harness, true);
    harness.record('mailbox.quota_alert', 'm@a');
    harness.record('mailbox.quota_alert', 'm@b');
    await harness.clock.advance(MINUTE);
    expect(harness.shown).toEqual([]);
    harness.settings['notifications.quietEnabled'] = false;
    harness.notifications.wake();
    await turns();
    expect(harness.shown.map(({ title }) => short(title))).toEqual(['2 alerts: 2 warnings']);
    expect(titles(harness)).toEqual(['2 alerts: 2 warnings']);
  });

  it('that are changed count as they are then', async () => {
    const harness = running([], { os: true });
    quiet(harness);
    harness.record('dns.health_alert');
    await turns();
    harness.settings['notifications.quietTo'] = '16:00';
    harness.notifications.wake();
    await harness.clock.advance(3 * HOUR);
    expect(harness.shown).toEqual([]);
    await harness.clock.advance(HOUR);
    expect(harness.shown).toHaveLength(1);
  });

  it('hold across a restart', async () => {
    const harness = running([], { os: true });
    quiet(harness);
    harness.record('dns.health_alert', 'a');
    harness.record('dns.health_alert', 'b');
    await turns();
    await harness.notifications.stop();
    const shown: OsMessage[] = [];
    const next = harness.restart();
    next.registerOsChannel({
      send: async (message) => {
        shown.push(message);
        return { ok: true };
      },
    });
    next.start();
    await harness.clock.advance(HOUR);
    expect(shown).toEqual([]);
    await harness.clock.advance(HOUR);
    expect(shown).toMatchObject([{ eventIds: [1, 2] }]);
  });

  it('are not counted among the 24 hours of a message that was tried before', async () => {
    const harness = running(['a']);
    harness.channel.answer = () => TRANSIENT;
    harness.record('mailbox.quota_alert', 'm@a');
    await turns();
    Object.assign(harness.settings, {
      'notifications.quietEnabled': true,
      'notifications.quietFrom': '12:00',
      'notifications.quietTo': '11:59',
      'notifications.quietTargets': true,
    });
    await harness.clock.advance(24 * HOUR - MINUTE - 1);
    expect(harness.channel.sent).toHaveLength(1);
    harness.settings['notifications.quietEnabled'] = false;
    await harness.clock.advance(10 * HOUR);
    expect(statuses(harness)).toEqual(['queued']);
    await harness.clock.advance(14 * HOUR + MINUTE);
    expect(statuses(harness)).toEqual(['failed']);
  });

  it('do not let a failure that cannot be delivered use up the time of what they hold', async () => {
    const harness = running(['a']);
    Object.assign(harness.settings, {
      'notifications.quietEnabled': true,
      'notifications.quietFrom': '12:00',
      'notifications.quietTo': '11:59',
      'notifications.quietTargets': true,
    });
    harness.channel.answer = () => TRANSIENT;
    harness.record('mailbox.quota_alert', 'm@a');
    harness.record('dns.health_alert', 'a');
    await harness.clock.advance(24 * HOUR + MINUTE);
    const held = harness.notifications.deliveries
      .list()
      .find(({ action }) => action === 'mailbox.quota_alert');
    expect(held).toMatchObject({ status: 'queued' });
  });

  it('do not touch tests', async () => {
    const harness = running(['a'], { os: true });
    quiet(harness, true);
    await harness.notifications.testTargets();
    expect(harness.channel.sent).toHaveLength(1);
    expect(harness.shown).toHaveLength(1);
  });
});

describe('a burst', () => {
  it('nine go alone at once, the rest waits for the end of the minute and goes as one', async () => {
    const harness = running(['a']);
    for (let index = 1; index <= 14; index++) {
      harness.record('dns.health_alert', `d${index}`);
      await harness.clock.advance(1_000);
    }
    expect(titles(harness)).toEqual(Array.from({ length: 9 }, (_, index) => `DNS problem: d${index + 1}`));
    await harness.clock.advance(60_000 - 14_000 - 1);
    expect(harness.channel.sent).toHaveLength(9);
    await harness.clock.advance(1);
    expect(titles(harness).at(-1)).toBe('5 alerts: 5 failures');
    expect(statuses(harness)).toEqual(Array(14).fill('delivered'));
    harness.record('dns.health_alert', 'later');
    await turns();
    expect(titles(harness).at(-1)).toBe('DNS problem: later');
  });

  it('is each lane’s own', async () => {
    const harness = running(['a'], { os: true });
    harness.settings['notifications.osEnabled'] = false;
    for (let index = 1; index <= 9; index++) {
      harness.record('dns.health_alert', `d${index}`);
      await turns();
    }
    harness.settings['notifications.osEnabled'] = true;
    harness.record('dns.health_alert', 'tenth');
    await turns();
    expect(harness.channel.sent).toHaveLength(9);
    expect(harness.shown).toHaveLength(1);
  });

  it('is not joined where that is switched off', async () => {
    const harness = running(['a']);
    harness.settings['notifications.digest'] = false;
    many(harness, 1, 30);
    await turns(200);
    expect(titles(harness)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Mailbox nearly full: m${index + 1}`),
    );
  });

  it('leaves nothing waiting when the app ends', async () => {
    const harness = running(['a']);
    for (let index = 1; index <= 12; index++) {
      harness.record('dns.health_alert', `d${index}`);
      await turns();
    }
    expect(harness.channel.sent).toHaveLength(9);
    expect(await harness.notifications.drain(10_000)).toBe(true);
    expect(titles(harness).at(-1)).toBe('3 alerts: 3 failures');
  });
});

describe('a backlog of ten or more', () => {
  it('goes as digests of 20, in order, at once', async () => {
    const harness = running(['a']);
    many(harness, 1, 1_000);
    await turns(400);
    expect(harness.channel.sent).toHaveLength(50);
    const named = harness.channel.sent.flatMap(({ events }) => events?.map(({ target }) => target) ?? []);
    expect(named).toEqual(Array.from({ length: 1_000 }, (_, index) => `m${index + 1}`));
    expect(harness.clock.now()).toBe(new Date(2026, 4, 3, 12, 0).getTime());
  });

  it('that failed goes again together, with its own attempts and 24 hours, and fails with one event', async () => {
    const harness = running(['a']);
    harness.channel.answer = () => TRANSIENT;
    many(harness, 1, 12);
    await turns();
    expect(harness.channel.sent).toHaveLength(1);
    expect(statuses(harness)).toEqual(Array(12).fill('queued'));
    await harness.clock.advance(25 * HOUR);
    expect(new Set(harness.channel.sent.map(({ title }) => title)).size).toBe(1);
    expect(statuses(harness)).toEqual(Array(12).fill('failed'));
    const failed = harness.db
      .prepare("SELECT target, details FROM events WHERE action = 'notification.send_failed'")
      .all() as { target: string; details: string }[];
    expect(failed).toHaveLength(1);
    expect(JSON.parse(failed[0]?.details ?? '')).toMatchObject({
      alerts: 12,
      eventIds: Array.from({ length: 12 }, (_, index) => index + 1),
      reason: 'No answer in time.',
    });
    const event = createEventQueries(harness.db).list({ limit: 1 })[0];
    expect(event && formatMessage(event, { now: 0 }).body).toMatch(/^a did not get 12 alerts\./);
  });

  it('killed on its way goes again as a whole', async () => {
    const harness = running(['a']);
    harness.channel.answer = () => new Promise(() => {});
    many(harness, 1, 12);
    await turns();
    expect(statuses(harness)).toEqual(Array(12).fill('sending'));
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.restart().start();
    await turns();
    expect(statuses(harness)).toEqual(Array(12).fill('delivered'));
    expect(titles(harness)).toEqual(['12 alerts: 12 warnings', '12 alerts: 12 warnings']);
  });

  it('goes without an alert that is not in the log any more, which fails alone', async () => {
    const harness = running(['a']);
    harness.notifications.setEnabled(harness.ids[0] ?? '', false);
    harness.notifications.setEnabled(harness.ids[0] ?? '', true);
    many(harness, 1, 11);
    harness.db.prepare("UPDATE events SET action = 'from.another_version' WHERE id = 4").run();
    await turns();
    expect(harness.channel.sent[0]?.events).toHaveLength(10);
    const left = harness.db.prepare("SELECT event_id, last_error FROM outbox WHERE status = 'failed'").all();
    expect(left).toEqual([{ event_id: 4, last_error: 'The event is not in the log any more.' }]);
  });

  it('waits with its lane while the target is off, and goes as digests when it is on again', async () => {
    const harness = running(['a']);
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert', 'first');
    await turns();
    harness.notifications.setEnabled(harness.ids[0] ?? '', false);
    harness.db.prepare('UPDATE targets SET enabled = 1, disabled_at = NULL').run();
    many(harness, 1, 15);
    harness.db.prepare('UPDATE targets SET enabled = 0, disabled_at = 0').run();
    await harness.clock.advance(HOUR);
    harness.channel.sent.length = 0;
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.db.prepare('UPDATE targets SET disabled_at = ?').run(harness.clock.now());
    harness.notifications.setEnabled(harness.ids[0] ?? '', true);
    await turns();
    expect(titles(harness)).toEqual(['16 alerts: 1 failure, 15 warnings']);
  });
});
