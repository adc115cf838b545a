import type { NotificationsDraft } from '../../../../src-shared/ipc/drafts.ts';

/** The form on the Notifications tab as a new installation fills it in, but for what a test is about. */
export const notificationsForm = (more: Partial<NotificationsDraft> = {}): NotificationsDraft => ({
  enabled: false,
  osEnabled: true,
  subscriptions: [],
  dnsEnabled: true,
  dnsIntervalHours: 24,
  usageEnabled: true,
  usageIntervalHours: 12,
  watchEnabled: true,
  watchIntervalHours: 12,
  accountPercent: 90,
  storagePercent: 90,
  sendPercent: 90,
  quietEnabled: false,
  quietFrom: '22:00',
  quietTo: '07:00',
  quietTargets: false,
  digest: true,
  ...more,
});
