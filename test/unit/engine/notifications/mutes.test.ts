import { describe, expect, it } from 'vitest';
import { isKnownBefore, isToldAfter } from '../../../../src-main/engine/notifications/mute-rule.ts';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { createHarness, type Harness, turns } from './harness.ts';

const HOUR = 3_600_000;
const TRANSIENT = { ok: false, permanent: false, reason: 'No answer in time.' } as const;

function running(...labels: string[]): Harness & { ids: string[] } {
  const harness = createHarness();
  harness.notifications.subscriptions.set([
    'dns.health_alert',
    'dns.health_recovered',
    'mailbox.quota_alert',
    'settings.update',
  ]);
  const ids = labels.map((label) => harness.addTarget(label));
  harness.notifications.start();
  return Object.assign(harness, { ids });
}
/** What follows happens a moment later, so it belongs to the mute. */
const mute = (harness: Harness, subject: string, hours = 1) => {
  harness.notifications.muting.add(subject, harness.clock.now() + 1 + hours * HOUR);
  harness.clock.time += 1;
};
/** As the monitors record it: one event for all that changed. */
const record = (harness: Harness, action: AuditAction, domains: string[], since = harness.clock.now()) =>
  harness.record(action, domains.length === 1 ? domains[0] : `${domains.length} domains`, {
    domains: domains.map((domain) => ({
      domain,
      from: 'healthy',
      to: 'unhealthy',
      since: new Date(since).toISOString(),
      checks: [],
    })),
  });
const told = (harness: Harness) =>
  harness.channel.sent.map(({ title }) => title.replace('[MXroute Manager] ', ''));

describe('a mute', () => {
  it('hides exactly its subject: nobody is told of it, and of the others everybody', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    record(harness, 'dns.health_alert', ['sub.example.com']);
    harness.record('mailbox.quota_alert', 'm@example.com', { mailboxes: [{ mailbox: 'm@example.com' }] });
    await turns();
    expect(told(harness)).toEqual(['DNS problem: sub.example.com', 'Mailbox nearly full: m@example.com']);
  });

  it('decides in the order of what happens, also within one millisecond', async () => {
    const harness = running('a');
    harness.db.transaction(() => {
      record(harness, 'dns.health_alert', ['a.example', 'b.example']);
      harness.notifications.muting.add('a.example', harness.clock.now() + HOUR);
      record(harness, 'dns.health_alert', ['a.example', 'c.example']);
    })();
    await turns();
    expect(harness.channel.sent[0]?.body).toContain('a.example');
    expect(told(harness).slice(1)).toEqual(['DNS problem: c.example']);

    harness.notifications.muting.remove('a.example');
    record(harness, 'dns.health_alert', ['a.example', 'd.example']);
    await turns();
    expect(harness.channel.sent[2]?.body).toContain('a.example');
    // It took the place of what was hidden.
    await harness.clock.advance(2 * HOUR);
    expect(harness.channel.sent).toHaveLength(3);
  });

  it('leaves the log complete, and tells the window what was muted', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    const event = record(harness, 'dns.health_alert', ['example.com', 'example.org']);
    await turns();
    expect(harness.db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(1);
    expect(event.details.domains).toHaveLength(2);
    expect(harness.notifications.muting.mutedIn(event)).toEqual(['example.com']);
  });

  it('takes its subject out of an event about several', async () => {
    const harness = running('a');
    mute(harness, 'b.example');
    record(harness, 'dns.health_alert', ['a.example', 'b.example', 'c.example']);
    record(harness, 'dns.health_alert', ['b.example', 'd.example']);
    await turns();
    expect(told(harness)).toEqual(['DNS problem: 2 domains', 'DNS problem: d.example']);
    const [several, one] = harness.channel.sent;
    expect(several?.body).toContain('c.example');
    expect(`${several?.body}${one?.body}`).not.toContain('b.example');
  });

  it('ends at its time', async () => {
    const harness = running('a');
    mute(harness, 'example.com', 2);
    await harness.clock.advance(2 * HOUR + 1);
    record(harness, 'dns.health_alert', ['example.com']);
    await turns();
    expect(told(harness)).toEqual(['DNS problem: example.com']);
  });

  it('set again has the new end, sooner or later', () => {
    const harness = running();
    const until = () => harness.notifications.muting.current().map((one) => one.until);
    mute(harness, 'example.com', 24);
    harness.clock.time += HOUR;
    mute(harness, 'example.com', 2);
    expect(until()).toEqual([new Date(harness.clock.now() + 2 * HOUR).toISOString()]);
    mute(harness, 'example.com', 48);
    expect(until()).toEqual([new Date(harness.clock.now() + 48 * HOUR).toISOString()]);
  });

  it('takes nothing out of what was queued before, after a restart either', async () => {
    const harness = running('a');
    harness.channel.answer = () => TRANSIENT;
    record(harness, 'dns.health_alert', ['example.com', 'example.org']);
    await turns();
    mute(harness, 'example.com');
    await harness.notifications.stop();
    harness.restart().start();
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(60_000);
    expect(harness.channel.sent.at(-1)?.body).toContain('example.com');
  });

  it('keeps an alert reduced that is delivered only when the mute is over', async () => {
    const harness = running('a');
    harness.deleted.add('example.com');
    mute(harness, 'example.com');
    harness.channel.answer = () => ({ ...TRANSIENT, unavailable: true });
    record(harness, 'dns.health_alert', ['example.com', 'example.org']);
    await harness.clock.advance(5 * HOUR);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(HOUR);
    expect(told(harness).at(-1)).toBe('DNS problem: example.org');
    expect(harness.channel.sent.at(-1)?.body).not.toContain('example.com');
  });

  it('is forgotten when it is over: a clock that is set back does not bring it back', async () => {
    const harness = running('a');
    mute(harness, 'example.com', 1);
    await harness.clock.advance(HOUR);
    expect(harness.db.prepare('SELECT count(*) FROM mutes').pluck().get()).toBe(0);
    harness.clock.skew = -HOUR;
    record(harness, 'dns.health_alert', ['example.com']);
    await turns();
    expect(told(harness)).toHaveLength(1);
  });

  it('does not hide that it was set', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    harness.record('settings.update', 'example.com');
    await turns();
    expect(told(harness)).toHaveLength(1);
  });
});

describe('when a mute is over', () => {
  it('what stands is told, once', async () => {
    const harness = running('a', 'b');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    await harness.clock.advance(HOUR - 1);
    expect(told(harness)).toEqual([]);
    await harness.clock.advance(1);
    expect(told(harness)).toEqual(['DNS problem: example.com', 'DNS problem: example.com']);
    expect(harness.channel.sent[0]?.body).toContain('delayed since');
    await harness.clock.advance(48 * HOUR);
    expect(harness.channel.sent).toHaveLength(2);
  });

  it('by hand, too', async () => {
    const harness = running('a');
    mute(harness, 'example.com', 24);
    record(harness, 'dns.health_alert', ['example.com']);
    await harness.clock.advance(60_000);
    expect(harness.notifications.muting.remove('example.com')).toBe(true);
    expect(harness.notifications.muting.remove('example.com')).toBe(false);
    harness.notifications.muting.wake();
    await turns();
    expect(told(harness)).toEqual(['DNS problem: example.com']);
  });

  it('what is over as well is not', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    await harness.clock.advance(60_000);
    record(harness, 'dns.health_recovered', ['example.com'], harness.clock.now() - 60_000);
    await harness.clock.advance(2 * HOUR);
    expect(told(harness)).toEqual([]);
  });

  it('the end of a trouble is told that was told before the mute', async () => {
    const harness = running('a');
    const began = harness.clock.now();
    record(harness, 'dns.health_alert', ['example.com']);
    await harness.clock.advance(60_000);
    mute(harness, 'example.com');
    record(harness, 'dns.health_recovered', ['example.com'], began);
    await harness.clock.advance(2 * HOUR);
    expect(told(harness)).toEqual(['DNS problem: example.com', 'DNS recovered: example.com']);
  });

  it('of an event about several only its subject is told, and again at its own end', async () => {
    const harness = running('a');
    mute(harness, 'a.example', 1);
    mute(harness, 'b.example', 2);
    record(harness, 'dns.health_alert', ['a.example', 'b.example', 'c.example']);
    await turns();
    expect(told(harness)).toEqual(['DNS problem: c.example']);
    await harness.clock.advance(HOUR);
    expect(told(harness).at(-1)).toBe('DNS problem: a.example');
    await harness.clock.advance(HOUR);
    expect(told(harness)).toEqual([
      'DNS problem: c.example',
      'DNS problem: a.example',
      'DNS problem: b.example',
    ]);
    expect(harness.channel.sent.at(-1)?.body).not.toContain('a.example');
    const rows = harness.notifications.deliveries.list({ eventId: 1 });
    expect(rows.map(({ subject }) => subject)).toEqual([undefined, 'a.example', 'b.example']);
  });

  it('while the app was not running, it is told at the next start, once', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    await turns();
    await harness.notifications.stop();
    await harness.clock.advance(5 * HOUR);
    expect(told(harness)).toEqual([]);
    harness.restart().start();
    await turns();
    await harness.notifications.stop();
    harness.restart().start();
    await turns();
    expect(told(harness)).toEqual(['DNS problem: example.com']);
  });

  it('an alert that came after it takes the place of what was hidden', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    await turns();
    await harness.notifications.stop();
    harness.clock.time += 2 * HOUR;
    record(harness, 'dns.health_alert', ['example.com']);
    harness.restart().start();
    await turns();
    expect(told(harness)).toEqual(['DNS problem: example.com']);
  });

  it('nothing is told about a domain that was deleted', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    harness.deleted.add('example.com');
    await harness.clock.advance(2 * HOUR);
    expect(told(harness)).toEqual([]);
  });

  it('what a target leaves out stays out', async () => {
    const harness = running('a');
    harness.addTarget('warnings only', { events: ['mailbox.quota_alert'] });
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    await harness.clock.advance(2 * HOUR);
    expect(harness.channel.sent.map(({ targetId }) => targetId)).toEqual(harness.ids);
  });

  it('a database that refuses is asked again, and nothing is lost', async () => {
    const harness = running('a');
    mute(harness, 'example.com');
    record(harness, 'dns.health_alert', ['example.com']);
    await turns();
    harness.db.pragma('query_only = ON');
    await harness.clock.advance(HOUR);
    expect(told(harness)).toEqual([]);
    harness.db.pragma('query_only = OFF');
    await harness.clock.advance(2 * 60_000);
    expect(told(harness)).toEqual(['DNS problem: example.com']);
  });
});

describe('the rule: what is told after a mute', () => {
  const event = (action: AuditAction, from = 'healthy'): AuditEvent =>
    ({
      action,
      target: 'example.com',
      details: { domains: [{ domain: 'example.com', from }] },
    }) as unknown as AuditEvent;

  it.each([
    ['dns.health_alert', true, true],
    ['dns.health_alert', false, true],
    ['dns.health_recovered', true, true],
    ['dns.health_recovered', false, false],
    ['mailbox.create', true, false],
  ] as const)('%s of a trouble that people know of (%s): %s', (action, known, expected) => {
    expect(isToldAfter(event(action), known)).toBe(expected);
  });

  it.each([
    ['dns.health_alert', 'healthy', false],
    ['dns.health_alert', 'new', false],
    ['dns.health_alert', 'degraded', true],
    ['dns.health_recovered', 'degraded', true],
  ] as const)(
    'they know of it where %s from %s is the first that is hidden: %s',
    (action, from, expected) => {
      expect(isKnownBefore(event(action, from), 'example.com')).toBe(expected);
    },
  );
});
