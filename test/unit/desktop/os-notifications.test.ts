import { describe, expect, it } from 'vitest';
import {
  type NativeNotification,
  type NotificationWording,
  withoutMarkup,
} from '../../../src-main/desktop/native-notification.ts';
import { createOsNotifications } from '../../../src-main/desktop/os-notifications.ts';
import type { OsMessage } from '../../../src-main/engine/notifications/os-channel.ts';
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

function set(options: { supported?: boolean; behaviour?: () => Behaviour } = {}) {
  const clock = new FakeClock();
  const shown = area(options.behaviour);
  const opened: unknown[] = [];
  const notifications = createOsNotifications({
    isSupported: () => options.supported ?? true,
    create: shown.create,
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
  topics: [`dns d${eventId}.example`],
  ...change,
});

const recovery = (eventId: number, of: number): OsMessage =>
  message(eventId, {
    action: 'dns.health_recovered',
    severity: 'success',
    title: `recovered d${of}`,
    target: `d${of}.example`,
    topics: [`dns d${of}.example`],
  });

const digest = (title: string, ...topics: string[]): OsMessage =>
  message(0, { title, eventIds: [1, 2], target: '', topics });

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
    const { notifications, visible } = set();
    await notifications.send(message(1, { title: 'two broken', topics: ['dns a', 'dns b'] }));
    await notifications.send(message(2, { title: 'a recovered', topics: ['dns a'] }));
    expect(visible()).toContain('two broken');
    await notifications.send(message(3, { title: 'b recovered', topics: ['dns b'] }));
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

describe('a digest', () => {
  it('leads to the log, not to one event', async () => {
    const { notifications, screen, opened } = set();
    await notifications.send(digest('14 alerts'));
    screen[0]?.click();
    expect(opened).toEqual([{ screen: 'logs' }]);
  });

  it('takes the place of the alerts that it answers, and of no other', async () => {
    const { notifications, visible } = set();
    for (const id of [1, 2, 3]) await notifications.send(message(id));
    await notifications.send(digest('2 recoveries', 'dns d1.example', 'dns d3.example'));
    expect(visible()).toEqual(['[MXroute Manager] DNS problem: d2.example', '2 recoveries']);
  });

  it('stands until everything in it was answered', async () => {
    const { notifications, visible } = set();
    await notifications.send(digest('2 alerts', 'dns d1.example', 'dns d2.example'));
    await notifications.send(recovery(5, 1));
    expect(visible()).toContain('2 alerts');
    await notifications.send(recovery(6, 2));
    expect(visible()).toEqual(['recovered d1', 'recovered d2']);
  });

  it('that was refused leaves what is on the screen', async () => {
    let behaviour: Behaviour = 'show';
    const { notifications, visible } = set({ behaviour: () => behaviour });
    await notifications.send(message(1));
    behaviour = 'fail';
    expect(await notifications.send(digest('2 recoveries', 'dns d1.example'))).toMatchObject({ ok: false });
    expect(visible()).toEqual(['[MXroute Manager] DNS problem: d1.example']);
  });

  it('however many come at once, each is shown once and in order', async () => {
    const { notifications, visible } = set();
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map((id) => notifications.send(message(id))));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(visible()).toEqual([1, 2, 3, 4, 5].map((id) => `[MXroute Manager] DNS problem: d${id}.example`));
  });
});
