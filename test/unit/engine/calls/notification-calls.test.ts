import { describe, expect, it } from 'vitest';
import { monitorActions } from '../../../../src-shared/audit-actions.ts';
import type { NotificationsDraft } from '../../../../src-shared/ipc/drafts.ts';
import type { NotificationsView } from '../../../../src-shared/views/notifications.ts';
import { openTestEngine } from '../../../support/test-engine.ts';
import { notificationsForm } from './notifications-form.ts';

async function viewOf(engine: Awaited<ReturnType<typeof openTestEngine>>): Promise<NotificationsView> {
  const answer = await engine.call('notifications.get', undefined);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

describe('Notifications: the account watch and the account’s threshold', () => {
  it('shows four monitors, the account’s storage with the switch and the interval of the mailboxes', async () => {
    const engine = await openTestEngine();
    engine.parts.settings.set('usage.intervalHours', 6);
    const { monitors, accountPercent } = await viewOf(engine);
    expect(monitors.map(({ monitor, enabled, intervalHours }) => [monitor, enabled, intervalHours])).toEqual([
      ['dns', true, 24],
      ['usage', true, 6],
      ['quota', true, 6],
      ['watch', true, 12],
    ]);
    expect(accountPercent).toBe(90);
  });

  it('saves them together with the rest, and says which settings changed', async () => {
    const engine = await openTestEngine();
    const draft = notificationsForm({
      watchEnabled: false,
      watchIntervalHours: 48,
      accountPercent: 80,
    });
    const saved = await engine.call('notifications.save', draft);
    expect(saved).toMatchObject({ ok: true, value: { accountPercent: 80 } });
    const { monitors } = await viewOf(engine);
    expect(monitors.at(-1)).toMatchObject({ monitor: 'watch', enabled: false, intervalHours: 48 });
    expect(engine.parts.events.list({ limit: 1 })[0]?.details).toEqual({
      changed: ['watch.enabled', 'watch.intervalHours', 'usage.accountPercent'],
    });
  });

  it('names a single one in the log as the window does', async () => {
    const engine = await openTestEngine();
    await engine.call('settings.set', { key: 'usage.storagePercent', value: 80 });
    expect(engine.parts.events.list({ limit: 1 })[0]).toMatchObject({
      target: 'Mailbox usage: Storage alert at (%)',
      details: { changed: ['usage.storagePercent'] },
    });
  });

  it.each<[string, Partial<NotificationsDraft>]>([
    ['watch.intervalHours', { watchIntervalHours: 169 }],
    ['usage.accountPercent', { accountPercent: 49 }],
  ])('refuses %s out of bounds at its field', async (field, change) => {
    const engine = await openTestEngine();
    const refused = await engine.call('notifications.save', notificationsForm(change));
    expect(refused).toMatchObject({ ok: false, field });
  });
});

describe('the events of the account watch', () => {
  it('are subscribed when it is switched on, and stay as they are when it is switched off', async () => {
    const engine = await openTestEngine();
    const set = (value: boolean) => engine.call('settings.set', { key: 'watch.enabled', value });
    await set(false);
    engine.parts.notifications.subscriptions.set(['dns.health_alert']);
    await set(true);
    const own = monitorActions('watch');
    expect(own).toContain('mailbox.create');
    expect(engine.parts.notifications.subscriptions.list()).toEqual([...own, 'dns.health_alert'].sort());
    await set(false);
    expect(engine.parts.notifications.subscriptions.list()).toHaveLength(own.length + 1);
  });

  it('are subscribed with the first account, since it is on from the start', async () => {
    const engine = await openTestEngine();
    await engine.call('account.save', {
      server: 'eagle.mxlogin.com',
      username: 'alice',
      apiKey: 'Mx8d98aa',
    });
    expect(engine.parts.notifications.subscriptions.list()).toEqual(
      expect.arrayContaining([...monitorActions('watch'), ...monitorActions('usage'), 'monitor.failed']),
    );
  });
});
