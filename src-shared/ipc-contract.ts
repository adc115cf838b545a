import { z } from 'zod';
import { AUDIT_ACTION_NAMES } from './audit-actions.ts';
import type { AuditEvent, Delivery } from './audit-event.ts';
import type { DomainHealth } from './dns-health.ts';
import type { MailboxUsage, Measure } from './mailbox-usage.ts';
import { SETTING_KEYS, type SettingView } from './settings.ts';

/**
 * The one typed contract between the window and the engine: name → input schema and output type.
 * Main derives its handlers from it, preload the bridge, the renderer its client. No output carries a secret.
 * Every call answers a Result (see result.ts).
 */

const none = z.undefined();
const accountId = z.string().min(1).max(64);
const text = (max: number) => z.string().max(max);
const actionName = z.enum(AUDIT_ACTION_NAMES as [string, ...string[]]);
const targetId = z.string().min(1).max(64);

const credentials = z.object({
  server: text(253),
  username: text(128),
  /** Empty when editing: the stored key stays. */
  apiKey: text(512),
  apiUrl: text(1024).optional(),
  /** The account being edited; absent for a new one. */
  id: accountId.optional(),
});

const channel = <I extends z.ZodType, O>(input: I) => ({ input, output: undefined as unknown as O });

export const SCAN_KINDS = ['dns', 'usage', 'all'] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

export interface AppInfo {
  version: string;
  electron: string;
  node: string;
  platform: string;
  dataDir: string;
  demo: boolean;
  /** What a person should know about this start: a restored database, a malformed .env, another process monitoring. */
  notices: Notice[];
}

export interface Notice {
  code: string;
  level: 'info' | 'warning' | 'error';
  message: string;
}

export interface AccountView {
  id: string;
  label: string;
  server: string;
  username: string;
  apiUrl: string;
  hasKey: boolean;
  /** Names of the environment variables that override this account's fields. */
  fromEnvironment: string[];
}

export interface MonitorView {
  monitor: 'dns' | 'usage';
  enabled: boolean;
  intervalHours: number;
  running: boolean;
  lastStartedAt: string | null;
  lastFinishedAt: string | null;
  lastOk: boolean | null;
  /** A sentence about the last run: what it found or why it could not run. */
  lastMessage: string | null;
  nextRunAt: string | null;
}

export interface FleetRow extends DomainHealth {
  checkedAt: string | null;
  /** ISO time since which the overall holds. */
  since: string | null;
  mailboxes: number;
  fullest: { mailbox: string; quotaPercent: number; usageMb: number; quotaMb: number } | null;
}

export interface MailboxRow extends MailboxUsage {
  readAt: string;
  alarms: Measure[];
}

export type AppState = 'healthy' | 'degraded' | 'unhealthy' | 'paused' | 'unknown';

/** One line of "what needs attention", most urgent first. */
export interface AttentionItem {
  kind: 'dns' | 'mailbox' | 'monitor' | 'delivery';
  severity: 'failure' | 'warning' | 'info';
  subject: string;
  message: string;
  eventId?: number;
}

export interface Overview {
  accounts: AccountView[];
  state: AppState;
  /** "2 unhealthy, 1 degraded, checked 5 min ago". */
  summary: string;
  counts: { healthy: number; degraded: number; unhealthy: number; unknown: number };
  attention: AttentionItem[];
  fleet: FleetRow[];
  alarmedMailboxes: MailboxRow[];
  monitors: MonitorView[];
  scan: ScanProgress | null;
  online: boolean;
}

export interface ScanProgress {
  id: string;
  kind: ScanKind;
  /** The monitor at work. */
  monitor: 'dns' | 'usage';
  done: number;
  total: number;
  current: string | null;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  message: string | null;
}

export type SecretStore = 'keychain' | 'env' | 'database';

export interface TargetView {
  id: string;
  label: string;
  service: string;
  serviceLabel: string;
  maskedUrl: string;
  store: SecretStore;
  envVariable: string | null;
  enabled: boolean;
  /** Missing variable, unusable keychain, a form that the installed Apprise mishandles: a sentence, or null. */
  problem: string | null;
  waiting: number;
  lastDelivery: {
    status: 'delivered' | 'failed' | 'queued';
    at: string;
    durationMs: number | null;
    error: string | null;
  } | null;
  /** Non-secret fields for the edit form; null where the URL cannot be taken apart. */
  fields: Record<string, string> | null;
}

/** What an installation of Apprise goes through, in this order. */
export const INSTALL_STEPS = ['environment', 'downloading', 'installing', 'checking'] as const;
export type InstallStep = (typeof INSTALL_STEPS)[number];

export interface InstallProgress {
  step: InstallStep;
  /** What it works on, e.g. "apprise 1.13.0 (1.6 MB)". */
  detail: string | null;
}

export interface InstallResult {
  outcome: 'done' | 'failed' | 'cancelled';
  at: string;
  message: string;
  /** What a person can do about a failure. */
  remedy: string | null;
}

export interface DeliveryEngine {
  state: 'worker' | 'command' | 'missing' | 'starting';
  version: string | null;
  /** The interpreter or command that is used. */
  path: string | null;
  source: 'bundled' | 'settings' | 'private' | 'path' | null;
  warnings: string[];
  /** What to do where it is missing. */
  remedy: string | null;
  installing: InstallProgress | null;
  /** What an installation into the app's own environment would bring; null where it would bring nothing. */
  canInstall: 'install' | 'update' | null;
  /** How the last installation ended, while this process runs. */
  lastInstall: InstallResult | null;
}

export interface NotificationsView {
  enabled: boolean;
  osEnabled: boolean;
  osSupported: boolean;
  subscriptions: string[];
  targets: TargetView[];
  monitors: MonitorView[];
  storagePercent: number;
  sendPercent: number;
  engine: DeliveryEngine;
  keychain: { usable: boolean; reason: string | null };
}

export interface BuiltTarget {
  maskedUrl: string;
  /** Apprise's own verdict; null where no Apprise could be asked. */
  accepted: boolean | null;
  warnings: string[];
  envVariable: string | null;
}

export interface TestOutcome {
  targetId: string;
  targetLabel: string;
  ok: boolean;
  durationMs: number | null;
  error: string | null;
}

export interface EventPage {
  events: AuditEvent[];
  /** Pass as `before` for the next page; null at the end. */
  nextBefore: number | null;
}

export interface DoctorItem {
  id: string;
  label: string;
  status: 'pass' | 'fail' | 'skip';
  message: string;
  remedy: string | null;
  /** Screen that can mend it. */
  screen: 'overview' | 'notifications' | 'logs' | 'settings' | null;
}

/** An alert that the demo's local webhook received. */
export interface ReceivedAlert {
  at: string;
  title: string;
  body: string;
  type: string;
}

/** A target as built from fields, or as a pasted URL. Secrets travel only towards main. */
export const targetDraft = z.object({
  id: targetId.optional(),
  label: text(200),
  service: text(64),
  fields: z.record(z.string().max(64), z.string().max(4096)).optional(),
  url: text(8192).optional(),
  store: z.enum(['keychain', 'env', 'database']),
  envVariable: text(128).optional(),
});
export type TargetDraft = z.infer<typeof targetDraft>;

export const notificationsDraft = z.object({
  enabled: z.boolean(),
  osEnabled: z.boolean(),
  subscriptions: z.array(actionName).max(200),
  dnsEnabled: z.boolean(),
  dnsIntervalHours: z.number(),
  usageEnabled: z.boolean(),
  usageIntervalHours: z.number(),
  storagePercent: z.number(),
  sendPercent: z.number(),
});
export type NotificationsDraft = z.infer<typeof notificationsDraft>;

export const IPC = {
  'app.info': channel<typeof none, AppInfo>(none),
  'app.openExternal': channel<z.ZodString, null>(text(2048) as z.ZodString),
  /** Puts a secret on the clipboard; main takes it off again after a minute, or on quit, unless something else was copied. */
  'app.copySecret': channel<z.ZodString, null>(text(8192) as z.ZodString),

  'account.test': channel<typeof credentials, { domains: string[] }>(credentials),
  'account.save': channel<typeof credentials, AccountView>(credentials),
  'account.remove': channel<typeof accountId, null>(accountId),

  'overview.get': channel<typeof none, Overview>(none),
  'mailboxes.list': channel<typeof none, MailboxRow[]>(none),
  'scan.start': channel<ReturnType<typeof scanRequest>, { id: string }>(scanRequest()),
  'scan.cancel': channel<typeof none, null>(none),

  'notifications.get': channel<typeof none, NotificationsView>(none),
  'notifications.save': channel<typeof notificationsDraft, NotificationsView>(notificationsDraft),
  'targets.build': channel<typeof targetDraft, BuiltTarget>(targetDraft),
  'targets.save': channel<typeof targetDraft, TargetView>(targetDraft),
  'targets.setEnabled': channel<ReturnType<typeof enabledRequest>, null>(enabledRequest()),
  /** Undo is `targets.restore` until the window of 10 s is over and the secret is dropped. */
  'targets.remove': channel<typeof targetId, null>(targetId),
  'targets.restore': channel<typeof targetId, null>(targetId),
  /** All enabled targets and this computer's notifications where no id is given. */
  'targets.test': channel<z.ZodOptional<typeof targetId>, TestOutcome[]>(targetId.optional()),

  /** Begins; how it goes is in `notifications.get`, announced by the topic `engine`. One at a time. */
  'engine.install': channel<typeof none, null>(none),
  'engine.cancelInstall': channel<typeof none, null>(none),

  'events.list': channel<ReturnType<typeof eventQuery>, EventPage>(eventQuery()),
  'events.get': channel<z.ZodNumber, { event: AuditEvent; deliveries: Delivery[] }>(z.number().int()),

  'settings.list': channel<typeof none, SettingView[]>(none),
  'settings.set': channel<ReturnType<typeof settingRequest>, SettingView>(settingRequest()),
  'dns.testResolvers': channel<
    typeof none,
    { server: string; ok: boolean; message: string; ms: number | null }[]
  >(none),

  'data.backupNow': channel<typeof none, { file: string }>(none),
  'data.openFolder': channel<typeof none, null>(none),
  'doctor.run': channel<typeof none, DoctorItem[]>(none),
  'demo.received': channel<typeof none, ReceivedAlert[]>(none),
} as const;

function scanRequest() {
  return z.object({ kind: z.enum(SCAN_KINDS), domains: z.array(text(253)).max(1000).optional() });
}
function enabledRequest() {
  return z.object({ id: targetId, enabled: z.boolean() });
}
function eventQuery() {
  return z.object({
    limit: z.number().int().min(1).max(200).optional(),
    before: z.number().int().optional(),
    action: actionName.optional(),
  });
}
function settingRequest() {
  return z.object({ key: z.enum(SETTING_KEYS as [string, ...string[]]), value: z.unknown() });
}

export type IpcChannel = keyof typeof IPC;
export type IpcInput<C extends IpcChannel> = z.infer<(typeof IPC)[C]['input']>;
export type IpcOutput<C extends IpcChannel> = (typeof IPC)[C]['output'];

/**
 * The change feed: main tells what changed, never the content; screens ask again for the page they show.
 * `scan` alone carries its progress, `navigate` where a click outside the window leads.
 */
export type FeedMessage =
  | { topic: 'scan'; progress: ScanProgress }
  | {
      topic: 'navigate';
      to: { screen: 'overview' | 'notifications' | 'logs' | 'settings'; eventId?: number };
    }
  | {
      topic:
        | 'accounts'
        | 'domains'
        | 'mailboxes'
        | 'events'
        | 'deliveries'
        | 'targets'
        | 'settings'
        | 'monitors'
        | 'engine'
        | 'network';
    };
export type FeedTopic = FeedMessage['topic'];

/** What preload puts on `window.mxroute`. */
export interface Bridge {
  invoke(channel: string, input: unknown): Promise<unknown>;
  onFeed(listener: (message: FeedMessage) => void): () => void;
}
