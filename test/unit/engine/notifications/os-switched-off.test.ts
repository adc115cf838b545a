import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, turns } from './harness.ts';

const HOUR = 3_600_000;

/** Quiet from 11:00 to 14:00; it is noon, and two alerts are held for this computer. */
async function holding(): Promise<Harness & { shown: string[] }> {
  const harness = createHarness();
  harness.clock.time = new Date(2026, 4, 3, 12, 0).getTime();
  harness.notifications.subscriptions.set(['mailbox.quota_alert', 'notification.send_failed']);
  Object.assign(harness.settings, {
    'notifications.quietEnabled': true,
    'notifications.quietFrom': '11:00',
    'notifications.quietTo': '14:00',
  });
  const shown: string[] = [];
  harness.notifications.registerOsChannel({
    send: async ({ title }) => {
      shown.push(title);
      return { ok: true };
    },
  });
  harness.notifications.start();
  harness.record('mailbox.quota_alert', 'm@a');
  harness.record('mailbox.quota_alert', 'm@b');
  await turns();
  return Object.assign(harness, { shown });
}
const rows = (harness: Harness) =>
  harness.notifications.deliveries.list().map(({ status, lastError }) => `${status}: ${lastError}`);
const ENDED = Array(2).fill('failed: Alerts on this computer are switched off.');
const failures = ({ db }: Harness) =>
  db.prepare("SELECT count(*) FROM events WHERE action = 'notification.send_failed'").pluck().get();

describe('switching off the alerts on this computer', () => {
  it('ends what waits for it, without an event, and switching on again does not bring it back', async () => {
    const harness = await holding();
    harness.settings['notifications.osEnabled'] = false;
    harness.notifications.osSwitchedOff();
    expect(rows(harness)).toEqual(ENDED);
    harness.settings['notifications.osEnabled'] = true;
    harness.notifications.wake();
    await harness.clock.advance(24 * HOUR);
    expect(harness.shown).toEqual([]);
    expect(rows(harness)).toEqual(ENDED);
    expect(failures(harness)).toBe(0);
  });

  it('shows nothing either where only the setting says so, as after a restore', async () => {
    const harness = await holding();
    harness.settings['notifications.osEnabled'] = false;
    await harness.notifications.stop();
    harness.restart().registerOsChannel({ send: async () => ({ ok: true }) });
    harness.notifications.start();
    await turns();
    expect(rows(harness)).toEqual(ENDED);
    expect(failures(harness)).toBe(0);
  });

  it('ends also what was recorded under a clock that was ahead', async () => {
    const harness = await holding();
    harness.clock.skew = -24 * HOUR;
    harness.notifications.osSwitchedOff();
    expect(rows(harness)).toEqual(ENDED);
  });

  it('refuses Send again to it, with the reason', async () => {
    const harness = await holding();
    harness.settings['notifications.osEnabled'] = false;
    harness.notifications.osSwitchedOff();
    expect(harness.notifications.sendAgain(1)).toMatchObject({
      ok: false,
      message: 'Alerts on this computer are switched off. Switch them on first.',
    });
  });
});
