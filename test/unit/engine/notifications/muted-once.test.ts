import { describe, expect, it } from 'vitest';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { createHarness, type Harness, turns } from './harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UNAVAILABLE = { ok: false, permanent: false, unavailable: true, reason: 'No Apprise.' } as const;

function running(): Harness {
  const harness = createHarness();
  harness.notifications.subscriptions.set(['dns.health_alert', 'dns.health_recovered']);
  harness.addTarget('a');
  harness.notifications.start();
  return harness;
}
const mute = ({ notifications, clock }: Harness, subject: string, hours: number) =>
  notifications.muting.add(subject, clock.now() + hours * HOUR);
const record = (
  harness: Harness,
  action: AuditAction,
  domains: string[],
  from = 'healthy',
  since = harness.clock.now(),
) =>
  harness.record(action, domains.length === 1 ? domains[0] : `${domains.length} domains`, {
    domains: domains.map((domain) => ({
      domain,
      from,
      to: 'unhealthy',
      since: new Date(since).toISOString(),
      checks: [],
    })),
  });
const told = ({ channel }: Harness) =>
  channel.sent.map(({ title }) => title.replace('[MXroute Manager] ', ''));
/** Nothing can be sent while it happens; what was tried then is forgotten. */
async function withoutApprise(harness: Harness, work: () => void) {
  harness.channel.answer = () => UNAVAILABLE;
  work();
  await turns();
  harness.channel.sent.length = 0;
  harness.channel.answer = () => ({ ok: true, ms: 1 });
}

describe('what is muted of an event', () => {
  it('is decided when it is recorded: a mute after it under a clock that was set back hides nothing', async () => {
    const harness = running();
    await withoutApprise(harness, () => {
      record(harness, 'dns.health_alert', ['a.example', 'b.example']);
      harness.clock.skew = -HOUR;
      mute(harness, 'a.example', DAY);
    });
    await harness.clock.advance(10 * 60_000);
    expect(told(harness)).toEqual(['DNS problem: 2 domains']);
    expect(harness.channel.sent[0]?.body).toContain('a.example');
  });

  it('stays so when the mute is ended under a clock that was set back: told once, and alone', async () => {
    const harness = running();
    mute(harness, 'a.example', 24);
    harness.clock.time += 1;
    const recorded: AuditEvent[] = [];
    await withoutApprise(harness, () => {
      recorded.push(record(harness, 'dns.health_alert', ['a.example', 'b.example']));
    });
    harness.clock.skew = -2 * HOUR;
    harness.notifications.muting.remove('a.example');
    harness.notifications.muting.wake();
    await harness.clock.advance(3 * HOUR);
    expect(told(harness)).toEqual(['DNS problem: b.example', 'DNS problem: a.example']);
    expect(recorded.map(harness.notifications.muting.mutedIn, harness.notifications.muting)).toEqual([
      ['a.example'],
    ]);
  });

  it('is not lost where it was recorded under a clock that was ahead', async () => {
    const harness = running();
    harness.clock.skew = DAY;
    mute(harness, 'a.example', 2);
    harness.clock.skew = 0;
    record(harness, 'dns.health_alert', ['a.example']);
    await turns();
    expect(told(harness)).toEqual([]);
    await harness.clock.advance(DAY + 3 * HOUR);
    expect(told(harness)).toEqual(['DNS problem: a.example']);
  });
});

describe('an alert that was never told', () => {
  it('is not said to have recovered, where the app was off at the end of the mute and it was muted again', async () => {
    const harness = running();
    mute(harness, 'a.example', 1);
    harness.clock.time += 1;
    const began = harness.clock.now();
    record(harness, 'dns.health_alert', ['a.example']);
    await harness.notifications.stop();
    await harness.clock.advance(2 * HOUR);
    mute(harness, 'a.example', 1);
    harness.restart().start();
    await harness.clock.advance(1);
    record(harness, 'dns.health_recovered', ['a.example'], 'unhealthy', began);
    await harness.clock.advance(DAY);
    expect(told(harness)).toEqual([]);
  });

  it('is told before its recovery, where that comes before the end of the mute is noticed', async () => {
    const harness = running();
    mute(harness, 'a.example', 1);
    harness.clock.time += 1;
    record(harness, 'dns.health_alert', ['a.example']);
    harness.clock.skew = 2 * HOUR;
    record(harness, 'dns.health_recovered', ['a.example'], 'unhealthy');
    await harness.clock.advance(DAY);
    expect(told(harness)).toEqual(['DNS problem: a.example', 'DNS recovered: a.example']);
  });
});

describe('the end of a trouble that was told', () => {
  it('is told although it came and went once more under the mute', async () => {
    const harness = running();
    record(harness, 'dns.health_alert', ['a.example']);
    await turns();
    mute(harness, 'a.example', 1);
    for (const action of ['dns.health_recovered', 'dns.health_alert', 'dns.health_recovered'] as const) {
      await harness.clock.advance(60_000);
      record(harness, action, ['a.example']);
    }
    await harness.clock.advance(DAY);
    expect(told(harness)).toEqual(['DNS problem: a.example', 'DNS recovered: a.example']);
  });

  it('is told where it got worse under the mute before', async () => {
    const harness = running();
    record(harness, 'dns.health_alert', ['a.example']);
    await turns();
    mute(harness, 'a.example', 1);
    record(harness, 'dns.health_alert', ['a.example'], 'degraded');
    record(harness, 'dns.health_recovered', ['a.example'], 'unhealthy');
    await harness.clock.advance(DAY);
    expect(told(harness)).toEqual(['DNS problem: a.example', 'DNS recovered: a.example']);
  });
});

describe('a mute that was set while the clock was ahead', () => {
  it('is listed, holds, and can be ended', async () => {
    const harness = running();
    const { muting } = harness.notifications;
    harness.clock.skew = DAY;
    mute(harness, 'a.example', 2);
    harness.clock.skew = 0;
    expect(muting.current().map(({ subject }) => subject)).toEqual(['a.example']);
    record(harness, 'dns.health_alert', ['a.example']);
    await turns();
    expect(told(harness)).toEqual([]);
    expect(muting.remove('a.example')).toBe(true);
    expect(muting.current()).toEqual([]);
    muting.wake();
    await turns();
    expect(told(harness)).toEqual(['DNS problem: a.example']);
  });

  it('has one end, that of the last time it was set', () => {
    const harness = running();
    harness.clock.skew = DAY;
    mute(harness, 'a.example', 2);
    harness.clock.skew = 0;
    mute(harness, 'a.example', 1);
    const now = harness.clock.now();
    expect(harness.notifications.muting.current()).toEqual([
      {
        subject: 'a.example',
        since: new Date(now).toISOString(),
        until: new Date(now + HOUR).toISOString(),
      },
    ]);
  });
});
