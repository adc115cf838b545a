import {
  type AuditAction,
  actionDefinition,
  DESTRUCTIVE_ACTIONS,
  isAuditAction,
  type MonitorSwitch,
  monitorActions,
} from '../../src-shared/audit-actions.ts';
import type { NotificationsDraft } from '../../src-shared/ipc/drafts.ts';
import type { NotificationsView } from '../../src-shared/views/notifications.ts';
import type { TargetView } from '../../src-shared/views/targets.ts';

/** The Notifications screen as a form: what main knows, what the person changed, and what is wrong with it. */

/** A number field may be empty while it is typed. */
export type NotificationsForm = {
  [K in keyof NotificationsDraft]: NotificationsDraft[K] extends number ? number | '' : NotificationsDraft[K];
};
export type FormErrors = Partial<Record<keyof NotificationsForm | 'targets', string>>;

export function formOf(view: NotificationsView): NotificationsForm {
  const monitor = (name: MonitorSwitch) => view.monitors.find((one) => one.monitor === name);
  return {
    enabled: view.enabled,
    osEnabled: view.osEnabled,
    subscriptions: sorted(view.subscriptions),
    dnsEnabled: monitor('dns')?.enabled ?? false,
    dnsIntervalHours: monitor('dns')?.intervalHours ?? 24,
    usageEnabled: monitor('usage')?.enabled ?? false,
    usageIntervalHours: monitor('usage')?.intervalHours ?? 12,
    watchEnabled: monitor('watch')?.enabled ?? false,
    watchIntervalHours: monitor('watch')?.intervalHours ?? 12,
    accountPercent: view.accountPercent,
    storagePercent: view.storagePercent,
    sendPercent: view.sendPercent,
    quietEnabled: view.quiet.enabled,
    quietFrom: view.quiet.from,
    quietTo: view.quiet.to,
    quietTargets: view.quiet.targets,
    digest: view.digest,
  };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const isDirty = (form: NotificationsForm, baseline: NotificationsForm): boolean =>
  !sameValue(form, baseline);

/** New truth from main under an edited form: fields that the person did not touch follow it. */
export function rebase(
  form: NotificationsForm,
  oldBaseline: NotificationsForm,
  newBaseline: NotificationsForm,
): NotificationsForm {
  const touched = Object.entries(form).filter(
    ([key, value]) => !sameValue(value, oldBaseline[key as keyof NotificationsForm]),
  );
  return { ...newBaseline, ...Object.fromEntries(touched) };
}

export function withActions(
  form: NotificationsForm,
  actions: readonly string[],
  ticked: boolean,
): NotificationsForm {
  const kept = form.subscriptions.filter((name) => !actions.includes(name));
  return { ...form, subscriptions: sorted(ticked ? [...kept, ...actions] : kept) };
}

export const withDestructive = (form: NotificationsForm): NotificationsForm =>
  withActions(form, DESTRUCTIVE_ACTIONS, true);

/** Turning a monitor on subscribes its own events; turning it off leaves the choice as it is. */
export function withMonitor(
  form: NotificationsForm,
  monitor: MonitorSwitch,
  enabled: boolean,
): NotificationsForm {
  const switched = { ...form, [`${monitor}Enabled` as const]: enabled };
  return enabled ? withActions(switched, monitorActions(monitor), true) : switched;
}

const RANGES = {
  dnsIntervalHours: [1, 168],
  usageIntervalHours: [1, 168],
  watchIntervalHours: [1, 168],
  accountPercent: [50, 99],
  storagePercent: [50, 99],
  sendPercent: [50, 99],
} as const;

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time field gives `HH:MM` in 24 hours whatever the person's locale shows, and nothing while it is incomplete. */
function quietErrors(form: NotificationsForm): FormErrors {
  const errors: FormErrors = {};
  for (const key of ['quietFrom', 'quietTo'] as const) {
    if (!TIME_OF_DAY.test(form[key])) errors[key] = 'Must be a time of day.';
  }
  if (form.quietEnabled && errors.quietTo === undefined && form.quietFrom === form.quietTo) {
    errors.quietTo = 'Must differ from the time at which they begin: they would never hold.';
  }
  return errors;
}

/** What would be refused, at the field that can mend it. Empty where the form may be saved. */
export function validateForm(form: NotificationsForm, targets: readonly TargetView[]): FormErrors {
  const errors: FormErrors = {};
  if (form.enabled && !targets.some((target) => target.enabled)) {
    errors.targets =
      targets.length === 0
        ? 'Add a target first: alerts need somewhere to go.'
        : 'Switch on at least one target: alerts need somewhere to go.';
  }
  if (form.enabled && !form.subscriptions.some(isNotifiable)) {
    errors.subscriptions = 'Tick at least one event: nothing would ever be sent.';
  }
  for (const [key, [min, max]] of Object.entries(RANGES) as [
    keyof typeof RANGES,
    readonly [number, number],
  ][]) {
    const value = form[key];
    if (value === '' || !Number.isInteger(value) || value < min || value > max) {
      errors[key] = `Must be a whole number from ${min} to ${max}.`;
    }
  }
  return { ...errors, ...quietErrors(form) };
}

/** Main names a setting key, `targets` or `subscriptions`; the form names its own fields. */
const FIELD_OF_KEY: Record<string, keyof FormErrors> = {
  'notifications.enabled': 'enabled',
  'notifications.osEnabled': 'osEnabled',
  'notifications.digest': 'digest',
  'notifications.quietEnabled': 'quietEnabled',
  'notifications.quietFrom': 'quietFrom',
  'notifications.quietTo': 'quietTo',
  'notifications.quietTargets': 'quietTargets',
  'dns.enabled': 'dnsEnabled',
  'dns.intervalHours': 'dnsIntervalHours',
  'usage.enabled': 'usageEnabled',
  'usage.intervalHours': 'usageIntervalHours',
  'watch.enabled': 'watchEnabled',
  'watch.intervalHours': 'watchIntervalHours',
  'usage.accountPercent': 'accountPercent',
  'usage.storagePercent': 'storagePercent',
  'usage.sendPercent': 'sendPercent',
};
export const fieldOfFailure = (field: string | undefined): keyof FormErrors | undefined =>
  field === undefined ? undefined : (FIELD_OF_KEY[field] ?? (field as keyof FormErrors));

export const isNotifiable = (name: string): boolean =>
  isAuditAction(name) && !actionDefinition(name as AuditAction).neverNotified;

/** Only after {@link validateForm} found nothing. */
export const draftOf = (form: NotificationsForm): NotificationsDraft => ({
  ...form,
  dnsIntervalHours: Number(form.dnsIntervalHours),
  usageIntervalHours: Number(form.usageIntervalHours),
  watchIntervalHours: Number(form.watchIntervalHours),
  accountPercent: Number(form.accountPercent),
  storagePercent: Number(form.storagePercent),
  sendPercent: Number(form.sendPercent),
});
