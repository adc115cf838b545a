import { describe, expect, it } from 'vitest';
import { HOUR, list, MINUTE, PERMANENT, running, TRANSIENT } from './running-delivery.ts';

describe('3: retries', () => {
  it('30 s, 2 min, 10 min, 1 h, then every 3 h, ±20 %, for 24 h, then failed', async () => {
    const harness = await running('a');
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert');
    await harness.clock.advance(30 * HOUR);
    const times = harness.channel.sent.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    const bases = [30_000, 2 * MINUTE, 10 * MINUTE, HOUR, ...Array(20).fill(3 * HOUR)];
    for (const [index, gap] of gaps.slice(0, -1).entries()) {
      expect(gap).toBeGreaterThanOrEqual(bases[index] * 0.8);
      expect(gap).toBeLessThanOrEqual(bases[index] * 1.2);
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(24 * HOUR);
    expect(list(harness)[0]).toMatchObject({
      status: 'failed',
      lastError: 'No answer in time.',
      deliveredAt: null,
    });
  });

  it('a permanent failure stops at once and is recorded, but never notified', async () => {
    const harness = await running('a');
    harness.notifications.subscriptions.set([
      'dns.health_alert',
      'notification.send_failed',
      'notification.test',
    ]);
    harness.channel.answer = () => PERMANENT;
    const event = harness.record('dns.health_alert', 'example.com');
    await harness.clock.advance(48 * HOUR);
    expect(harness.channel.sent).toHaveLength(1);
    expect(list(harness)).toHaveLength(1);
    const recorded = harness.db
      .prepare("SELECT target, details FROM events WHERE action = 'notification.send_failed'")
      .all();
    expect(recorded).toEqual([{ target: 'a', details: expect.any(String) }]);
    expect(JSON.parse((recorded[0] as { details: string }).details)).toMatchObject({
      reason: 'The server answered 401.',
      eventId: event.id,
      alert: 'DNS problem: example.com',
    });
  });

  it('honours Retry-After', async () => {
    const harness = await running('a');
    harness.channel.answer = () =>
      harness.channel.sent.length === 1 ? { ...TRANSIENT, retryAfterMs: 5_000 } : { ok: true, ms: 1 };
    harness.record('dns.health_alert');
    await harness.clock.advance(4_999);
    expect(harness.channel.sent).toHaveLength(1);
    await harness.clock.advance(1);
    expect(list(harness)[0]?.status).toBe('delivered');
  });

  it('what waited behind a dead target does not take a day each', async () => {
    const harness = await running('a');
    harness.channel.answer = () => TRANSIENT;
    for (let index = 0; index < 5; index++) harness.record('dns.health_alert', `d${index}`);
    await harness.clock.advance(25 * HOUR);
    expect(list(harness).every(({ status }) => status === 'failed')).toBe(true);
  });

  it('without any Apprise a message waits, for days if need be, and counts no attempt', async () => {
    const harness = await running('a');
    harness.channel.answer = () => ({ ...TRANSIENT, unavailable: true });
    harness.record('dns.health_alert');
    await harness.clock.advance(72 * HOUR);
    expect(list(harness)[0]).toMatchObject({ status: 'queued', attempts: 0 });
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(10 * MINUTE);
    expect(list(harness)[0]).toMatchObject({ status: 'delivered', attempts: 1 });
  });
});
