import { describe, expect, it } from 'vitest';
import type { OsMessage } from '../../../src-main/desktop/engine-port.ts';
import {
  type NativeNotification,
  type NotificationWording,
  withoutMarkup,
} from '../../../src-main/desktop/native-notification.ts';
import { createOsNotifications } from '../../../src-main/desktop/os-notifications.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { FakeClock } from '../../support/fake-clock.ts';

type Behaviour = 'show' | 'fail' | 'silent' | 'throw';

/** A notification area without a desktop: what is on the screen, and what each notification did. */
function area(behaviour: () => Behaviour = () => 'show') {
  const screen: { wording: NotificationWording; click(): void; closed: boolean }[] = [];
  const create = (wording: NotificationWording): NativeNotification => {
    const listeners = new Map<string, (event?: unknown, error?: string) => void>();
    const entry = { wording, closed: false, click: () => listeners.get('click')?.() };
    return {
      show() {
        const what = behaviour();
        if (what === 'throw') throw new Error('no bus');
        if (what === 'fail') return listeners.get('failed')?.({}, 'no daemon');
        if (what === 'silent') return;
        screen.push(entry);
        listeners.get('show')?.();
      },
      close: () => {
        entry.closed = true;
      },
      on: (event: string, listener: (event?: unknown, error?: string) => void) =>
        listeners.set(event, listener),
    } as NativeNotification;
  };
  return {
    screen,
    create,
    visible: () => screen.filter(({ closed }) => !closed).map(({ wording }) => wording.title),
  };
}

function set(options: { supported?: boolean; behaviour?: () => Behaviour; events?: AuditEvent[] } = {}) {
  const clock = new FakeClock();
  const shown = area(options.behaviour);
  const opened: unknown[] = [];
  const notifications = createOsNotifications({
    isSupported: () => options.supported ?? true,
    create: shown.create,
    eventOf: async (id) => options.events?.find((event) => event.id === id),
    open: (to) => opened.push(to),
    clock,
    log: { log: () => undefined },
  });
  return { clock, ...shown, opened, notifications };
}

const message = (eventId: number, change: Partial<OsMessage> = {}): OsMessage => ({
  eventId,
  title: `[MXroute Manager] DNS problem: d${eventId}.example`,
  body: 'MX is missing.',
  severity: 'failure',
  action: 'dns.health_alert',
  target: `d${eventId}.example`,
  ...change,
});

const recovery = (eventId: number, of: number): OsMessage =>
  message(eventId, {
    action: 'dns.health_recovered',
    severity: 'success',
    title: `recovered d${of}`,
    target: `d${of}.example`,
  });

describe('notifications of this computer', () => {
  it('show each alert as it is worded, and a click leads to the event', async () => {
    const { notifications, screen, opened } = set();
    expect(await notifications.send(message(7))).toEqual({ ok: true });
    expect(screen[0]?.wording).toEqual({
      title: '[MXroute Manager] DNS problem: d7.example',
      body: 'MX is missing.',
      urgent: true,
    });
    screen[0]?.click();
    expect(opened).toEqual([{ screen: 'logs', eventId: 7 }]);
  });

  it('say why where there is no notification service', async () => {
    const { notifications, screen } = set({ supported: false });
    expect(await notifications.send(message(1))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('no notification service'),
    });
    expect(screen).toEqual([]);
  });

  it.each([
    ['fail', 'The desktop refused the notification: no daemon.'],
    ['throw', 'The notification could not be shown: no bus'],
  ] as const)('report what the desktop refuses (%s)', async (behaviour, reason) => {
    const { notifications } = set({ behaviour: () => behaviour });
    expect(await notifications.send(message(1))).toEqual({ ok: false, reason });
  });

  it('count a desktop that says nothing as not shown', async () => {
    const { notifications, clock } = set({ behaviour: () => 'silent' });
    const sending = notifications.send(message(1));
    await clock.advance(0);
    await clock.advance(5_000);
    expect(await sending).toMatchObject({ ok: false, reason: expect.stringContaining('5 s') });
  });

  it('replace an alert by its recovery', async () => {
    const { notifications, visible } = set();
    await notifications.send(message(1));
    await notifications.send(message(2));
    await notifications.send(recovery(3, 1));
    expect(visible()).toEqual(['[MXroute Manager] DNS problem: d2.example', 'recovered d1']);
  });

  it('keep an alert about several domains until all of them have recovered', async () => {
    const details = (...names: string[]) => ({ domains: names.map((domain) => ({ domain })) });
    const event = (id: number, action: AuditEvent['action'], ...names: string[]) =>
      ({ id, action, account: 'default', target: 'x', details: details(...names) }) as unknown as AuditEvent;
    const { notifications, visible } = set({
      events: [
        event(1, 'dns.health_alert', 'a', 'b'),
        event(2, 'dns.health_recovered', 'a'),
        event(3, 'dns.health_recovered', 'b'),
      ],
    });
    await notifications.send(message(1, { title: 'two broken' }));
    await notifications.send(message(2, { action: 'dns.health_recovered', title: 'a recovered' }));
    expect(visible()).toContain('two broken');
    await notifications.send(message(3, { action: 'dns.health_recovered', title: 'b recovered' }));
    expect(visible()).toEqual(['a recovered', 'b recovered']);
  });

  it('leave the alert standing when its recovery could not be shown', async () => {
    let behaviour: Behaviour = 'show';
    const { notifications, visible } = set({ behaviour: () => behaviour });
    await notifications.send(message(1));
    behaviour = 'fail';
    expect(await notifications.send(recovery(2, 1))).toMatchObject({ ok: false });
    expect(visible()).toHaveLength(1);
  });
});

describe('what was found in DNS', () => {
  it('cannot put a link or a picture into a notification', () => {
    expect(withoutMarkup('Found: <a href="https://evil.example">v=spf1</a>')).toBe(
      'Found: ‹a href="https://evil.example"›v=spf1‹/a›',
    );
  });
});

describe('ten alerts within a minute', () => {
  const sendMany = async (send: (one: OsMessage) => Promise<unknown>, from: number, to: number) => {
    for (let id = from; id <= to; id += 1) await send(message(id));
  };

  it('become one summary, which leads to the log', async () => {
    const { notifications, visible, screen, opened } = set();
    await sendMany(notifications.send, 1, 9);
    expect(visible()).toHaveLength(9);
    await sendMany(notifications.send, 10, 10);
    expect(visible()).toEqual(['[MXroute Manager] 10 alerts within a minute']);
    expect(screen.at(-1)?.wording.body).toBe(
      '10 failures\nDNS problem: d10.example\nDNS problem: d9.example\nDNS problem: d8.example',
    );
    screen.at(-1)?.click();
    expect(opened).toEqual([{ screen: 'logs' }]);
  });

  it('also when they come at once', async () => {
    const { notifications, visible } = set();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => notifications.send(message(index))),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(visible()).toEqual(['[MXroute Manager] 10 alerts within a minute']);
  });

  it('count on, without a flood of summaries', async () => {
    const { notifications, visible, screen, clock } = set();
    await sendMany(notifications.send, 1, 200);
    expect(screen).toHaveLength(10);
    await clock.advance(2_000);
    expect(screen).toHaveLength(11);
    expect(visible()).toEqual(['[MXroute Manager] 200 alerts within a minute']);
  });

  it('are single alerts again once the minute is quiet', async () => {
    const { notifications, visible, clock } = set();
    await sendMany(notifications.send, 1, 10);
    await clock.advance(60_000);
    await sendMany(notifications.send, 11, 11);
    expect(visible()).toEqual([
      '[MXroute Manager] 10 alerts within a minute',
      '[MXroute Manager] DNS problem: d11.example',
    ]);
  });

  it('spread over more than a minute stay single', async () => {
    const { notifications, visible, clock } = set();
    for (let id = 1; id <= 12; id += 1) {
      await notifications.send(message(id));
      await clock.advance(7_000);
    }
    expect(visible()).toHaveLength(12);
  });

  it('do not count those that a clock set back has put into the future', async () => {
    const { notifications, visible, clock } = set();
    await sendMany(notifications.send, 1, 9);
    clock.jumpTo(clock.now() - 86_400_000);
    await sendMany(notifications.send, 10, 10);
    expect(visible()).toHaveLength(10);
  });

  it('keep the single ones when the summary is refused', async () => {
    let behaviour: Behaviour = 'show';
    const { notifications, visible } = set({ behaviour: () => behaviour });
    await sendMany(notifications.send, 1, 9);
    behaviour = 'fail';
    expect(await notifications.send(message(10))).toMatchObject({ ok: false });
    expect(visible()).toHaveLength(9);
  });
});
