import { describe, expect, it } from 'vitest';
import { createHarness, turns } from './harness.ts';
import { HOUR, list, MINUTE, running, TRANSIENT } from './running-delivery.ts';

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
