import { describe, expect, it } from 'vitest';
import { turns } from './harness.ts';
import { HOUR, list, MINUTE, PERMANENT, running, TRANSIENT } from './running-delivery.ts';

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
