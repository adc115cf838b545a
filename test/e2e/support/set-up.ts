import type { Page } from '@playwright/test';
import { AUDIT_ACTION_NAMES, actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { NotificationsDraft } from '../../../src-shared/ipc/drafts.ts';
import { MONITOR_SETTINGS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { Overview } from '../../../src-shared/views/app.ts';
import type { NotificationsView } from '../../../src-shared/views/notifications.ts';
import type { ScanKind } from '../../../src-shared/views/scans.ts';
import { invoke } from './app.ts';
import { expect } from './fixtures.ts';
import type { World } from './world.ts';

/** Every action that can be subscribed. */
const EVERYTHING = AUDIT_ACTION_NAMES.filter((name) => !actionDefinition(name).neverNotified);

export async function ask<T>(page: Page, channel: string, input?: unknown): Promise<T> {
  const answer = (await invoke(page, channel, input)) as Result<T>;
  if (!answer.ok) throw new Error(`${channel}: ${answer.message}`);
  return answer.value;
}

export const overviewOf = (page: Page): Promise<Overview> => ask(page, 'overview.get');

/** Connects the simulated account without the forms, for tests that are about something else. */
export async function connectAccount(page: Page, { fleet }: World): Promise<void> {
  const { server, username, apiKey } = fleet.account;
  await ask(page, 'account.save', { server, username, apiKey });
}

/** Scans and waits until it is over. */
export async function scan(page: Page, kind: ScanKind, timeout = 30_000): Promise<void> {
  const finished = async () =>
    (await overviewOf(page)).monitors
      .filter(({ monitor }) => kind === 'all' || MONITOR_SETTINGS[monitor] === kind)
      .map(({ lastFinishedAt }) => lastFinishedAt ?? 'never');
  const before = await finished();
  await ask(page, 'scan.start', { kind });
  await expect
    .poll(async () => (await finished()).every((at, index) => at !== before[index]), { timeout })
    .toBe(true);
}

/** Adds the world's receiver as a target and subscribes everything. */
export async function sendAlertsTo(page: Page, { receiver }: World, label = 'Webhook'): Promise<void> {
  await ask(page, 'targets.save', {
    label,
    service: 'custom',
    url: `json://${receiver.address}/alerts`,
    store: 'keychain',
  });
  const view = await ask<NotificationsView>(page, 'notifications.get');
  const monitor = (name: MonitorName) => view.monitors.find((one) => one.monitor === name)!;
  const draft: NotificationsDraft = {
    enabled: true,
    osEnabled: true,
    subscriptions: EVERYTHING,
    dnsEnabled: true,
    dnsIntervalHours: monitor('dns').intervalHours,
    usageEnabled: true,
    usageIntervalHours: monitor('usage').intervalHours,
    watchEnabled: true,
    watchIntervalHours: monitor('watch').intervalHours,
    accountPercent: view.accountPercent,
    storagePercent: view.storagePercent,
    sendPercent: view.sendPercent,
    quietEnabled: view.quiet.enabled,
    quietFrom: view.quiet.from,
    quietTo: view.quiet.to,
    quietTargets: view.quiet.targets,
    digest: view.digest,
  };
  await ask(page, 'notifications.save', draft);
}
