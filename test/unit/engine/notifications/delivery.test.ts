import { describe, expect, it } from 'vitest';
import { turns } from './harness.ts';
import { list, MINUTE, running, TRANSIENT, titles } from './running-delivery.ts';

describe('1: state change, event and outbox rows commit together or not at all', () => {
  it('leaves nothing behind when the transaction fails', async () => {
    const harness = await running('a');
    expect(() =>
      harness.db.transaction(() => {
        harness.record('dns.health_alert');
        throw new Error('disk full');
      })(),
    ).toThrow('disk full');
    await turns();
    expect(list(harness)).toEqual([]);
    expect(harness.channel.sent).toEqual([]);
  });

  it('refuses to record outside of a transaction', async () => {
    const harness = await running('a');
    const bare = harness.db.prepare('SELECT count(*) FROM outbox').pluck();
    harness.record('dns.health_alert');
    expect(bare.get()).toBe(1);
  });
});

describe('2: the states of a row', () => {
  it('queued → sending → delivered', async () => {
    const harness = await running('a');
    let during: string | undefined;
    harness.channel.answer = () => {
      during = list(harness)[0]?.status;
      return { ok: true, ms: 3 };
    };
    harness.record('dns.health_alert');
    expect(list(harness)[0]).toMatchObject({ status: 'queued', attempts: 0, deliveredAt: null });
    await turns();
    expect(during).toBe('sending');
    expect(list(harness)[0]).toMatchObject({
      status: 'delivered',
      attempts: 1,
      lastError: null,
      targetLabel: 'a',
    });
    expect(list(harness)[0]?.deliveredAt).toBe('2026-05-03T12:00:00.000Z');
  });

  it('rows found sending at start go back and are sent again', async () => {
    const harness = await running('a');
    harness.channel.answer = () => new Promise(() => {});
    harness.record('dns.health_alert');
    await turns();
    expect(list(harness)[0]?.status).toBe('sending');
    // Killed: nobody tidies up. The next process starts on the same rows.
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.restart().start();
    await turns();
    expect(list(harness)[0]).toMatchObject({ status: 'delivered', attempts: 2 });
    expect(harness.channel.sent).toHaveLength(2);
  });

  it('per target the order is the order of the events, also behind one that must wait', async () => {
    const harness = await running('a');
    harness.channel.answer = ({ title }) =>
      title.endsWith('one') && harness.channel.sent.length === 1 ? TRANSIENT : { ok: true, ms: 1 };
    harness.record('dns.health_alert', 'one');
    harness.record('dns.health_alert', 'two');
    await turns();
    expect(titles(harness)).toEqual(['[MXroute Manager] DNS problem: one']);
    await harness.clock.advance(MINUTE);
    expect(titles(harness).map((title) => title.split(': ')[1])).toEqual(['one', 'one', 'two']);
  });
});

describe('reading', () => {
  it('filters by status and event, counts, and knows the last delivery', async () => {
    const harness = await running('a', 'b');
    harness.channel.answer = (_message, id) => (id === harness.ids[0] ? { ok: true, ms: 42 } : TRANSIENT);
    const event = harness.record('dns.health_alert');
    harness.record('dns.health_alert');
    await turns();
    const { deliveries } = harness.notifications;
    expect(deliveries.list({ status: 'delivered' })).toHaveLength(2);
    expect(deliveries.list({ eventId: event.id }).map(({ targetLabel }) => targetLabel)).toEqual(['a', 'b']);
    expect(deliveries.list({ limit: 1 })).toHaveLength(1);
    expect(deliveries.counts(event.id)).toEqual({ delivered: 2, queued: 2, failed: 0 });
    const [a, b] = await harness.notifications.listTargets();
    expect(a).toMatchObject({
      waiting: 0,
      lastDelivery: { status: 'delivered', durationMs: 42, error: null },
    });
    expect(b).toMatchObject({ waiting: 2, lastDelivery: { status: 'queued', error: 'No answer in time.' } });
  });
});
