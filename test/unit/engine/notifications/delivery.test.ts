import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, turns } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TRANSIENT = { ok: false, permanent: false, reason: 'No answer in time.' } as const;
const PERMANENT = { ok: false, permanent: true, reason: 'The server answered 401.' } as const;

/** Started, notifications on, dns.health_alert subscribed, and the named targets. */
async function running(...labels: string[]): Promise<Harness & { ids: string[] }> {
  const harness = createHarness();
  harness.notifications.subscriptions.set(['dns.health_alert']);
  const ids: string[] = [];
  for (const label of labels) ids.push(harness.addTarget(label));
  harness.notifications.start();
  return Object.assign(harness, { ids });
}
const list = (harness: Harness) => harness.notifications.deliveries.list();
const titles = (harness: Harness) => harness.channel.sent.map(({ title }) => title);

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

describe('4: lanes', () => {
  it('a dead target delays no other: 1,000 alerts to 10 targets, one hanging', async () => {
    const harness = await running(...'abcdefghij');
    harness.settings['notifications.digest'] = false;
    const dead = harness.ids[0];
    harness.channel.answer = (_message, targetId) =>
      targetId === dead ? new Promise(() => {}) : { ok: true, ms: 1 };
    harness.db.transaction(() => {
      for (let index = 0; index < 1_000; index++) harness.record('dns.health_alert', `d${index}`);
    })();
    for (let round = 0; round < 300 && harness.channel.sent.length < 9_001; round++) await turns(20);
    const delivered = harness.channel.sent.filter(({ targetId }) => targetId !== dead);
    expect(delivered).toHaveLength(9_000);
    for (const id of harness.ids.slice(1)) {
      const subjects = delivered
        .filter(({ targetId }) => targetId === id)
        .map(({ title }) => title.split(': ')[1]);
      expect(subjects).toEqual(Array.from({ length: 1_000 }, (_, index) => `d${index}`));
    }
    expect(harness.clock.now()).toBe(Date.parse('2026-05-03T12:00:00Z'));
  }, 60_000);

  it('a send ends after 20 s in all', async () => {
    const harness = await running('a');
    harness.channel.answer = () => new Promise(() => {});
    harness.record('dns.health_alert');
    await harness.clock.advance(19_999);
    expect(list(harness)[0]?.status).toBe('sending');
    await harness.clock.advance(1);
    expect(list(harness)[0]).toMatchObject({ status: 'queued', lastError: 'No answer within 20 seconds.' });
  });

  it('a message that is more than 10 min late says since when', async () => {
    const harness = await running('a');
    harness.channel.answer = () => (harness.channel.sent.length < 4 ? TRANSIENT : { ok: true, ms: 1 });
    harness.record('dns.health_alert');
    await harness.clock.advance(HOUR);
    expect(harness.channel.sent[0]?.body).not.toContain('delayed since');
    expect(harness.channel.sent.at(-1)?.body).toMatch(/delayed since 3 May 2026/);
  });

  it('wakes on its own when a row is queued, and asks nothing while idle', async () => {
    const harness = await running('a');
    await harness.clock.advance(24 * HOUR);
    expect(harness.channel.sent).toEqual([]);
    harness.record('dns.health_alert');
    await turns();
    expect(harness.channel.sent).toHaveLength(1);
  });

  it('only runs between start and stop', async () => {
    const harness = createHarness();
    harness.notifications.subscriptions.set(['dns.health_alert']);
    harness.addTarget('a');
    harness.record('dns.health_alert');
    await turns();
    expect(harness.channel.sent).toEqual([]);
    harness.notifications.start();
    await turns();
    expect(harness.channel.sent).toHaveLength(1);
    await harness.notifications.stop();
    harness.record('dns.health_alert');
    await turns();
    expect(harness.channel.sent).toHaveLength(1);
    expect(list(harness)[0]?.status).toBe('queued');
  });

  it('a channel that throws fails its message, not its lane', async () => {
    const harness = await running('a');
    harness.channel.answer = () => Promise.reject(new Error('boom'));
    harness.record('dns.health_alert');
    await turns();
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(MINUTE);
    expect(list(harness)[0]?.status).toBe('delivered');
  });

  it('a result that cannot be stored is stored later; the message is not sent twice', async () => {
    const harness = await running('a');
    harness.channel.answer = () => {
      harness.db.pragma('query_only = ON');
      return { ok: true, ms: 1 };
    };
    harness.record('dns.health_alert');
    await turns();
    expect(list(harness)[0]?.status).toBe('sending');
    harness.db.pragma('query_only = OFF');
    await harness.clock.advance(6_000);
    expect(list(harness)[0]?.status).toBe('delivered');
    expect(harness.channel.sent).toHaveLength(1);
  });
});

describe('5: what goes where', () => {
  it('an action that is not subscribed goes nowhere', async () => {
    const harness = await running('a');
    harness.record('dns.health_recovered');
    expect(list(harness)).toEqual([]);
  });

  it('nothing goes to targets while notifications are off', async () => {
    const harness = await running('a');
    harness.settings['notifications.enabled'] = false;
    harness.record('dns.health_alert');
    expect(list(harness)).toEqual([]);
  });

  it('goes to enabled targets only', async () => {
    const harness = await running('on', 'off');
    harness.notifications.setEnabled(harness.ids[1] ?? '', false);
    harness.record('dns.health_alert');
    expect(list(harness).map(({ targetLabel }) => targetLabel)).toEqual(['on']);
  });

  it.each(['notification.test', 'notification.send_failed'] as const)(
    '%s never triggers itself',
    async (action) => {
      const harness = await running('a');
      harness.notifications.subscriptions.set([action]);
      harness.record(action);
      expect(list(harness)).toEqual([]);
    },
  );

  it('this computer is a channel of its own, whatever the switch of the targets says', async () => {
    const harness = await running('a');
    const shown: unknown[] = [];
    harness.notifications.registerOsChannel({
      send: async (message) => {
        shown.push(message);
        return { ok: true };
      },
    });
    harness.settings['notifications.enabled'] = false;
    const event = harness.record('dns.health_alert', 'example.com');
    await turns();
    expect(shown).toEqual([
      expect.objectContaining({ eventId: event.id, severity: 'failure', target: 'example.com' }),
    ]);
    expect(list(harness)[0]).toMatchObject({
      targetId: 'os',
      status: 'delivered',
      targetLabel: 'This computer',
    });
    harness.settings['notifications.osEnabled'] = false;
    harness.record('dns.health_alert');
    expect(list(harness)).toHaveLength(1);
  });

  it('a target that is switched off keeps its messages, and gets them when it is on again', async () => {
    const harness = await running('a');
    const id = harness.ids[0] ?? '';
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert');
    await turns();
    harness.notifications.setEnabled(id, false);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(HOUR);
    expect(list(harness)[0]?.status).toBe('queued');
    harness.notifications.setEnabled(id, true);
    await turns();
    expect(list(harness)[0]?.status).toBe('delivered');
  });

  it('after more than a day off, they end instead', async () => {
    const harness = await running('a');
    const id = harness.ids[0] ?? '';
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert');
    await turns();
    harness.notifications.setEnabled(id, false);
    await harness.clock.advance(25 * HOUR);
    harness.notifications.setEnabled(id, true);
    expect(list(harness)[0]).toMatchObject({
      status: 'failed',
      lastError: expect.stringMatching(/switched off/),
    });
  });

  it('a removed target gets nothing more; its messages end without an event once it cannot be restored', async () => {
    const harness = await running('a');
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert');
    await turns();
    harness.notifications.removeTarget(harness.ids[0] ?? '');
    await harness.clock.advance(HOUR);
    expect(list(harness)[0]).toMatchObject({ status: 'failed', lastError: 'The target was removed.' });
    expect(harness.channel.sent).toHaveLength(1);
    expect(
      harness.db
        .prepare("SELECT count(*) FROM events WHERE action = 'notification.send_failed'")
        .pluck()
        .get(),
    ).toBe(0);
  });

  it('a target that is restored in time gets what waited', async () => {
    const harness = await running('a');
    const id = harness.ids[0] ?? '';
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert');
    await turns();
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.notifications.removeTarget(id);
    await harness.clock.advance(9_000);
    expect(harness.notifications.restoreTarget(id)).toEqual({ ok: true, value: null });
    await harness.clock.advance(MINUTE);
    expect(list(harness)[0]?.status).toBe('delivered');
  });
});

describe('drain', () => {
  it('waits for what is under way', async () => {
    const harness = await running('a');
    let release = () => {};
    harness.channel.answer = () => new Promise((resolve) => (release = () => resolve({ ok: true, ms: 1 })));
    harness.record('dns.health_alert');
    const drained = harness.notifications.drain(10_000);
    await turns();
    release();
    expect(await drained).toBe(true);
    expect(list(harness)[0]?.status).toBe('delivered');
  });

  it('gives up after its time; what waits for a retry does not count unless asked for', async () => {
    const harness = await running('a');
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert');
    expect(await harness.notifications.drain(10_000)).toBe(true);
    const empty = harness.notifications.drain(10_000, 'empty');
    await harness.clock.advance(10_000);
    expect(await empty).toBe(false);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    const later = harness.notifications.drain(60_000, 'empty');
    await harness.clock.advance(60_000);
    expect(await later).toBe(true);
  });
});

describe('tests', () => {
  it('go at once to each enabled target and this computer, and are recorded once', async () => {
    const harness = await running('a', 'b', 'off');
    harness.notifications.registerOsChannel({ send: async () => ({ ok: true }) });
    harness.notifications.setEnabled(harness.ids[2] ?? '', false);
    harness.channel.answer = (_message, id) => (id === harness.ids[1] ? PERMANENT : { ok: true, ms: 7 });
    const result = await harness.notifications.testTargets();
    expect(result).toEqual({
      ok: true,
      value: [
        { targetId: harness.ids[0], targetLabel: 'a', ok: true, durationMs: 7, error: null },
        {
          targetId: harness.ids[1],
          targetLabel: 'b',
          ok: false,
          durationMs: null,
          error: 'The server answered 401.',
        },
        {
          targetId: 'os',
          targetLabel: 'This computer',
          ok: true,
          durationMs: expect.any(Number),
          error: null,
        },
      ],
    });
    expect(
      harness.db.prepare("SELECT count(*) FROM events WHERE action = 'notification.test'").pluck().get(),
    ).toBe(1);
    expect(list(harness)).toEqual([]);
  });

  it('one target can be tested while it is off; an unknown one is refused', async () => {
    const harness = await running('off');
    const id = harness.ids[0] ?? '';
    harness.notifications.setEnabled(id, false);
    expect(await harness.notifications.testTargets(id)).toMatchObject({ ok: true, value: [{ ok: true }] });
    expect(await harness.notifications.testTargets('nobody')).toMatchObject({ ok: false, code: 'not_found' });
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
