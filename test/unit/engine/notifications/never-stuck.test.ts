import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../../src-main/engine/notifications/channel.ts';
import { createHarness, type Harness, turns } from './harness.ts';

const HOUR = 3_600_000;
const down: SendOutcome = { ok: false, permanent: false, reason: 'The server refused the connection.' };

async function running(): Promise<{ harness: Harness; target: string }> {
  const harness = createHarness();
  harness.notifications.subscriptions.set(['dns.health_alert']);
  const target = harness.addTarget('hook');
  harness.notifications.start();
  return { harness, target };
}

const states = ({ notifications }: Harness) =>
  notifications.deliveries.list().map(({ status, lastError }) => ({ status, lastError }));

describe('no delivery is left under way or waiting for ever', () => {
  it('one whose message cannot be made goes back to the outbox, with a reason', async () => {
    const { harness } = await running();
    const { id } = harness.record('dns.health_alert', 'one');
    // No time that a calendar knows: reading the event throws.
    harness.db.prepare('UPDATE events SET at = 9000000000000000 WHERE id = ?').run(id);
    await turns();
    expect(states(harness)).toEqual([
      { status: 'queued', lastError: 'The message could not be handed over.' },
    ]);

    harness.db.prepare('UPDATE events SET at = ? WHERE id = ?').run(harness.clock.now(), id);
    await harness.clock.advance(60_000);
    expect(states(harness)).toEqual([{ status: 'delivered', lastError: null }]);
  });

  it('one that was under way while its target was removed ends with it', async () => {
    const { harness, target } = await running();
    let answer: (outcome: SendOutcome) => void = () => {};
    harness.channel.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    harness.record('dns.health_alert', 'one');
    await turns();
    harness.notifications.removeTarget(target);
    await harness.clock.advance(11_000);
    answer(down);
    await harness.clock.advance(48 * HOUR);
    expect(states(harness)).toEqual([{ status: 'failed', lastError: 'The target was removed.' }]);
    expect(harness.channel.sent).toHaveLength(1);
    expect(harness.notifications.deliveries.waiting().size).toBe(0);
  });

  it('one that was under way while another process removed its target ends with it', async () => {
    const { harness, target } = await running();
    let answer: (outcome: SendOutcome) => void = () => {};
    harness.channel.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    harness.record('dns.health_alert', 'one');
    await turns();
    const app = harness.notifications;
    const command = harness.restart();
    command.removeTarget(target);
    await command.stop();
    app.wake();
    answer(down);
    await harness.clock.advance(48 * HOUR);
    expect(states(harness)).toEqual([{ status: 'failed', lastError: 'The target was removed.' }]);
  });

  it('a keychain that keeps a removed target’s secret for now does not keep its messages waiting', async () => {
    const harness = createHarness();
    harness.notifications.subscriptions.set(['dns.health_alert']);
    const saved = await harness.notifications.saveTarget({
      label: 'hook',
      service: 'custom',
      fields: { url: 'json://127.0.0.1/hook' },
      store: 'keychain',
    });
    if (!saved.ok) throw new Error(saved.message);
    harness.channel.answer = () => down;
    harness.notifications.start();
    harness.record('dns.health_alert', 'one');
    await turns();
    harness.notifications.removeTarget(saved.value.id);
    harness.keychain.reason = 'It is locked.';
    await harness.clock.advance(60_000);
    expect(states(harness)).toEqual([{ status: 'failed', lastError: 'The target was removed.' }]);

    harness.keychain.reason = undefined;
    await harness.notifications.stop();
    harness.restart().start();
    await turns();
    expect(harness.keychain.entries.size).toBe(0);
  });
});

describe('a target that is switched off for a moment', () => {
  it('keeps what has waited for days for something else', async () => {
    const { harness, target } = await running();
    harness.channel.answer = () => ({ ...down, permanent: false, unavailable: true });
    harness.record('dns.health_alert', 'one');
    await harness.clock.advance(50 * HOUR);
    harness.notifications.setEnabled(target, false);
    await harness.clock.advance(1_000);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.notifications.setEnabled(target, true);
    await harness.clock.advance(HOUR);
    expect(states(harness)).toEqual([{ status: 'delivered', lastError: null }]);
  });
});

describe('the network comes back', () => {
  it('what failed without it goes at once, not hours later', async () => {
    const { harness } = await running();
    harness.channel.answer = () => down;
    harness.record('dns.health_alert', 'one');
    await harness.clock.advance(5 * HOUR);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    const tried = harness.channel.sent.length;
    harness.notifications.networkReturned();
    await turns();
    expect(harness.channel.sent).toHaveLength(tried + 1);
    expect(states(harness)).toEqual([{ status: 'delivered', lastError: null }]);
  });
});

describe('time that this computer sleeps is no time in which a target failed', () => {
  it('after a weekend of sleep a message is tried again for as long as before', async () => {
    const { harness } = await running();
    harness.channel.answer = () => down;
    harness.record('dns.health_alert', 'one');
    harness.record('dns.health_alert', 'two');
    await turns();

    harness.clock.time += 60 * HOUR;
    // The network is not up yet when the computer wakes.
    harness.notifications.wake();
    await harness.clock.advance(1_000);
    expect(states(harness).map(({ status }) => status)).toEqual(['queued', 'queued']);

    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(HOUR);
    expect(states(harness).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  });
});
