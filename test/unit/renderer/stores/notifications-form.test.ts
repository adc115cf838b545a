import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotificationsView } from '../../../../src-shared/views/notifications.ts';

const VIEW = {
  enabled: false,
  osEnabled: true,
  osSupported: true,
  subscriptions: [],
  targets: [],
  monitors: [],
  accountPercent: 90,
  storagePercent: 90,
  sendPercent: 90,
  quiet: { enabled: false, from: '22:00', to: '07:00', targets: false },
  digest: true,
  mutes: [],
} as unknown as NotificationsView;

const invoke = vi.fn();

beforeEach(() => {
  vi.resetModules();
  invoke.mockReset();
  invoke.mockResolvedValue({ ok: true, value: VIEW });
  vi.stubGlobal('window', { mxroute: { invoke, onFeed: () => () => {} } });
});

const load = async () => ({
  ...(await import('../../../../src-renderer/stores/notifications.ts')),
  ...(await import('../../../../src-renderer/stores/notifications-form.ts')),
  ...(await import('../../../../src-renderer/stores/navigation.ts')),
});

describe('the form of the Notifications screen', () => {
  it('is there although another screen asked before this one was loaded', async () => {
    const { notifications } = await import('../../../../src-renderer/stores/notifications.ts');
    await notifications.refresh();
    const { useNotificationsForm } = await load();
    expect(useNotificationsForm.getState().form?.quietFrom).toBe('22:00');
  });

  it('asks before it is left with changes, and no more once they are taken back', async () => {
    const { notifications, editForm, discardForm, useNavigation } = await load();
    await notifications.refresh();
    editForm((form) => ({ ...form, quietEnabled: true }));
    expect(useNavigation.getState().unsaved.map(({ form }) => form)).toEqual(['notifications']);
    discardForm();
    expect(useNavigation.getState().unsaved).toEqual([]);
  });

  it('leaves the unsaved changes of another form alone', async () => {
    const { notifications, setUnsaved, useNavigation } = await load();
    setUnsaved('smtp', { says: 'Not saved.', save: async () => true, discard: () => {} });
    await notifications.refresh();
    expect(useNavigation.getState().unsaved.map(({ form }) => form)).toEqual(['smtp']);
  });

  it('says at its field why main refused the quiet hours', async () => {
    const { notifications, saveForm, useNotificationsForm } = await load();
    await notifications.refresh();
    invoke.mockResolvedValue({
      ok: false,
      code: 'invalid',
      message: 'Not like this.',
      field: 'notifications.quietTo',
    });
    expect(await saveForm()).toBe(false);
    expect(useNotificationsForm.getState().errors).toEqual({ quietTo: 'Not like this.' });
  });

  it('asks main for nothing while a time is missing', async () => {
    const { notifications, editForm, saveForm, useNotificationsForm } = await load();
    await notifications.refresh();
    invoke.mockClear();
    editForm((form) => ({ ...form, quietFrom: '' }));
    expect(await saveForm()).toBe(false);
    expect(useNotificationsForm.getState().errors.quietFrom).toMatch(/time of day/);
    expect(invoke).not.toHaveBeenCalled();
  });
});
