import { describe, expect, it } from 'vitest';
import {
  draftOf,
  fieldOfFailure,
  formOf,
  isDirty,
  rebase,
  validateForm,
  withActions,
  withDestructive,
  withMonitor,
} from '../../../../src-renderer/lib/notifications-form.ts';
import { DESTRUCTIVE_ACTIONS, monitorActions } from '../../../../src-shared/audit-actions.ts';
import type { NotificationsView } from '../../../../src-shared/views/notifications.ts';
import type { MonitorView } from '../../../../src-shared/views/scans.ts';
import type { TargetView } from '../../../../src-shared/views/targets.ts';

const monitor = (name: MonitorView['monitor'], enabled: boolean, intervalHours: number): MonitorView => ({
  monitor: name,
  enabled,
  intervalHours,
  running: false,
  lastStartedAt: null,
  lastFinishedAt: null,
  lastOk: null,
  lastMessage: null,
  nextRunAt: null,
});
const target = (enabled: boolean): TargetView => ({
  id: 't1',
  label: 'Phone',
  service: 'ntfy',
  serviceLabel: 'ntfy',
  maskedUrl: 'ntfys://…',
  store: 'keychain',
  envVariable: null,
  enabled,
  problem: null,
  waiting: 0,
  lastDelivery: null,
  fields: null,
  events: null,
  minimumSeverity: 'info',
  usesResetSmtp: false,
});
const view = (change: Partial<NotificationsView> = {}): NotificationsView => ({
  enabled: true,
  osEnabled: true,
  osSupported: true,
  subscriptions: ['dns.health_alert'],
  targets: [target(true)],
  monitors: [monitor('dns', true, 24), monitor('usage', false, 12), monitor('watch', false, 48)],
  accountPercent: 80,
  storagePercent: 90,
  sendPercent: 85,
  quiet: { enabled: true, from: '22:00', to: '07:00', targets: false },
  digest: true,
  mutes: [],
  engine: {
    state: 'worker',
    version: null,
    path: null,
    source: null,
    warnings: [],
    remedy: null,
    services: null,
    worker: null,
    installing: null,
    canInstall: null,
    lastInstall: null,
  },
  keychain: { usable: true, reason: null },
  ...change,
});

describe('unsaved changes', () => {
  it('are none right after loading, whatever the order of the subscriptions', () => {
    const a = formOf(view({ subscriptions: ['mailbox.quota_alert', 'dns.health_alert'] }));
    const b = formOf(view({ subscriptions: ['dns.health_alert', 'mailbox.quota_alert'] }));
    expect(isDirty(a, b)).toBe(false);
  });

  it('are there after a change and gone when it is taken back', () => {
    const baseline = formOf(view());
    const changed = withActions(baseline, ['domain.delete'], true);
    expect(isDirty(changed, baseline)).toBe(true);
    expect(isDirty(withActions(changed, ['domain.delete'], false), baseline)).toBe(false);
  });

  it('survive when main tells something new, while untouched fields follow it', () => {
    const before = formOf(view());
    const edited = { ...before, storagePercent: 80 };
    const after = rebase(edited, before, formOf(view({ enabled: false, storagePercent: 95 })));
    expect(after.storagePercent).toBe(80);
    expect(after.enabled).toBe(false);
  });
});

describe('turning a monitor on', () => {
  it('ticks its own events', () => {
    const form = withMonitor(formOf(view({ subscriptions: [] })), 'usage', true);
    expect(form.usageEnabled).toBe(true);
    expect(form.subscriptions).toEqual([...monitorActions('usage')].sort());
  });

  it('ticks what the account watch notices along with it', () => {
    const form = withMonitor(formOf(view({ subscriptions: [] })), 'watch', true);
    expect(form.watchEnabled).toBe(true);
    expect(form.subscriptions).toContain('mailbox.delete');
    expect(form.subscriptions).toEqual([...monitorActions('watch')].sort());
  });

  it('leaves the ticks alone when it is turned off', () => {
    const form = withMonitor(formOf(view()), 'dns', false);
    expect(form.dnsEnabled).toBe(false);
    expect(form.subscriptions).toEqual(['dns.health_alert']);
  });
});

describe('Select destructive', () => {
  it('adds the destructive events to what is ticked', () => {
    const { subscriptions } = withDestructive(formOf(view()));
    expect(subscriptions).toEqual(expect.arrayContaining(['dns.health_alert', ...DESTRUCTIVE_ACTIONS]));
  });
});

describe('validateForm', () => {
  it('finds nothing wrong with a complete form', () => {
    expect(validateForm(formOf(view()), [target(true)])).toEqual({});
  });

  it('refuses notifications without a target, and without one that is on', () => {
    expect(validateForm(formOf(view()), []).targets).toMatch(/Add a target/);
    expect(validateForm(formOf(view()), [target(false)]).targets).toMatch(/Switch on/);
  });

  it('refuses notifications without an event that can be sent', () => {
    expect(validateForm(formOf(view({ subscriptions: [] })), [target(true)]).subscriptions).toMatch(/Tick/);
    const onlyTest = formOf(view({ subscriptions: ['notification.test'] }));
    expect(validateForm(onlyTest, [target(true)]).subscriptions).toMatch(/Tick/);
  });

  it('lets notifications that are off have neither', () => {
    expect(validateForm(formOf(view({ enabled: false, subscriptions: [] })), [])).toEqual({});
  });

  it.each([
    ['dnsIntervalHours', 0],
    ['dnsIntervalHours', 169],
    ['usageIntervalHours', ''],
    ['watchIntervalHours', 169],
    ['accountPercent', 100],
    ['storagePercent', 49],
    ['sendPercent', 99.5],
  ] as const)('says at the field that %s = %s is out of range', (key, value) => {
    expect(Object.keys(validateForm({ ...formOf(view()), [key]: value }, [target(true)]))).toEqual([key]);
  });
});

describe('quiet hours', () => {
  const quiet = (change: Partial<ReturnType<typeof formOf>>) =>
    validateForm({ ...formOf(view()), ...change }, [target(true)]);

  it.each([
    ['quietFrom', ''],
    ['quietFrom', '24:00'],
    ['quietTo', '7:00'],
    ['quietTo', '12:60'],
  ] as const)('refuse %s = “%s” at its field', (key, value) => {
    expect(Object.keys(quiet({ [key]: value }))).toEqual([key]);
  });

  it('must end at another time than they begin, once they are on', () => {
    const same = { quietFrom: '22:00', quietTo: '22:00' };
    expect(quiet({ ...same, quietEnabled: true }).quietTo).toMatch(/differ/);
    expect(quiet({ ...same, quietEnabled: false })).toEqual({});
  });

  it('come from what main says and go back to it', () => {
    const form = formOf(
      view({ quiet: { enabled: true, from: '21:00', to: '06:00', targets: true }, digest: false }),
    );
    expect(draftOf(form)).toMatchObject({
      quietEnabled: true,
      quietFrom: '21:00',
      quietTo: '06:00',
      quietTargets: true,
      digest: false,
    });
  });
});

describe('what goes to main and comes back', () => {
  it('sends the numbers of the form', () => {
    expect(draftOf(formOf(view()))).toMatchObject({
      dnsIntervalHours: 24,
      usageIntervalHours: 12,
      watchIntervalHours: 48,
      accountPercent: 80,
      sendPercent: 85,
    });
  });

  it.each([
    ['dns.intervalHours', 'dnsIntervalHours'],
    ['usage.storagePercent', 'storagePercent'],
    ['usage.accountPercent', 'accountPercent'],
    ['watch.intervalHours', 'watchIntervalHours'],
    ['notifications.quietTo', 'quietTo'],
    ['notifications.digest', 'digest'],
    ['targets', 'targets'],
    [undefined, undefined],
  ])('finds the field of a refusal about %s', (key, field) => expect(fieldOfFailure(key)).toBe(field));
});
