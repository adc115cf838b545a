import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, turns } from './harness.ts';

const HOUR = 3_600_000;
const PERMANENT = { ok: false, permanent: true, reason: 'The server answered 401.' } as const;
const TRANSIENT = { ok: false, permanent: false, reason: 'No answer in time.' } as const;

function running(): Harness & { target: string } {
  const harness = createHarness();
  harness.notifications.subscriptions.set(['dns.health_alert', 'mailbox.quota_alert']);
  const target = harness.addTarget('a');
  harness.notifications.start();
  return Object.assign(harness, { target });
}
const list = (harness: Harness) => harness.notifications.deliveries.list();
const again = (harness: Harness, id = list(harness).at(-1)?.id ?? 0) => harness.notifications.sendAgain(id);

describe('send again', () => {
  it('sends what failed, as if new, and says when it was recorded', async () => {
    const harness = running();
    harness.channel.answer = () => PERMANENT;
    harness.record('dns.health_alert', 'example.com');
    await turns();
    harness.channel.answer = () => ({ ok: true, ms: 5 });
    harness.clock.time += 3 * HOUR;
    expect(again(harness)).toEqual({ ok: true, value: null });
    expect(list(harness).at(-1)).toMatchObject({ status: 'queued', attempts: 0, lastError: null });
    await turns();
    expect(list(harness).at(-1)).toMatchObject({ status: 'delivered', attempts: 1 });
    const { body, markdown } = harness.channel.sent.at(-1) ?? {};
    expect(body).toMatch(/^Sent again; recorded 3 May 2026, \d\d:00\.\n\n/);
    expect(markdown).toMatch(/^Sent again; recorded 3 May 2026, \d\d:00\.\n\n/);
    expect(body).not.toContain('delayed since');
  });

  it('sends what was delivered once more', async () => {
    const harness = running();
    harness.record('dns.health_alert', 'example.com');
    await turns();
    again(harness);
    await turns();
    expect(harness.channel.sent).toHaveLength(2);
    expect(list(harness)).toHaveLength(1);
  });

  it('goes first and alone, whatever waits, and nothing waits for it', async () => {
    const harness = running();
    harness.record('dns.health_alert', 'old');
    await turns();
    const { id } = list(harness)[0] ?? { id: 0 };
    harness.db.transaction(() => {
      for (let index = 0; index < 12; index++) harness.record('dns.health_alert', `d${index}`);
      harness.notifications.sendAgain(id);
    })();
    harness.channel.answer = ({ body }) => (body.startsWith('Sent again') ? TRANSIENT : { ok: true, ms: 1 });
    await turns();
    expect(harness.channel.sent.slice(1).map(({ title }) => title)).toEqual([
      '[MXroute Manager] DNS problem: old',
      '[MXroute Manager] 12 alerts: 12 failures',
    ]);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    await harness.clock.advance(60_000);
    expect(list(harness).map(({ status }) => status)).toEqual(Array(13).fill('delivered'));
  });

  it('goes during quiet hours, and about what is muted', async () => {
    const harness = running();
    harness.record('mailbox.quota_alert', 'm@example.com');
    await turns();
    harness.clock.time += HOUR;
    Object.assign(harness.settings, {
      'notifications.quietEnabled': true,
      'notifications.quietFrom': '00:00',
      'notifications.quietTo': '23:59',
      'notifications.quietTargets': true,
    });
    harness.notifications.muting.add('m@example.com', harness.clock.now() + HOUR);
    again(harness);
    await turns();
    expect(harness.channel.sent).toHaveLength(2);
  });

  it('goes on after a kill', async () => {
    const harness = running();
    harness.record('dns.health_alert', 'example.com');
    await turns();
    harness.channel.answer = () => new Promise(() => {});
    again(harness);
    await turns();
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.restart().start();
    await turns();
    expect(harness.channel.sent.at(-1)?.body).toMatch(/^Sent again/);
    expect(list(harness)[0]?.status).toBe('delivered');
  });

  it('is refused while it waits or is on its way', async () => {
    const harness = running();
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert', 'example.com');
    await turns();
    expect(again(harness)).toMatchObject({ ok: false, message: expect.stringMatching(/goes by itself/) });
    harness.channel.answer = () => new Promise(() => {});
    await harness.clock.advance(40_000);
    expect(list(harness)[0]?.status).toBe('sending');
    expect(again(harness)).toMatchObject({ ok: false, message: 'It is being sent right now.' });
  });

  it('is refused where there is nowhere to send it to, with the reason', async () => {
    const harness = running();
    harness.record('dns.health_alert', 'example.com');
    await turns();
    harness.notifications.setEnabled(harness.target, false);
    expect(again(harness)).toMatchObject({ ok: false, message: expect.stringMatching(/switched off/) });
    harness.notifications.setEnabled(harness.target, true);
    harness.notifications.removeTarget(harness.target);
    expect(again(harness)).toMatchObject({ ok: false, message: expect.stringMatching(/was removed/) });
    expect(again(harness, 999)).toMatchObject({ ok: false, code: 'not_found' });
    expect(harness.channel.sent).toHaveLength(1);
  });

  it('to this computer is refused where it shows nothing', async () => {
    const harness = running();
    harness.notifications.registerOsChannel({ send: async () => ({ ok: true }) });
    harness.record('dns.health_alert', 'example.com');
    await turns();
    const os = list(harness).find(({ targetId }) => targetId === 'os')?.id ?? 0;
    expect(again(harness, os)).toEqual({ ok: true, value: null });
    await turns();
    harness.notifications.registerOsChannel(undefined);
    expect(again(harness, os)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/shows no notifications/),
    });
  });
});
