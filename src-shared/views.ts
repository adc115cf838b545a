/** What the window and the command line are shown: the outputs of the IPC contract. None carries a secret. */

import type { Severity } from './audit-actions.ts';
import type { AuditEvent, Delivery } from './audit-event.ts';
import type { DomainAdvice } from './dns-advice.ts';
import type { CheckName, CheckResults, CheckStatus, Overall } from './dns-health.ts';
import type { MailboxUsage, Measure } from './mailbox-usage.ts';
import type { MonitorName } from './monitors.ts';

/** What a person can have scanned now; `usage` reads the account's storage along with the mailboxes. */
export const SCAN_KINDS = ['dns', 'usage', 'watch', 'all'] as const;
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
  monitor: MonitorName;
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

/** One line of a list of domains. What each check found is in `DomainDetail`. */
export interface DomainRow {
  /** Account id: the same domain may stand in two accounts. */
  account: string;
  /** Unicode form, lower case. */
  domain: string;
  overall: Overall;
  /** Undefined while MXroute has not told. */
  mailHosting: boolean | undefined;
  checks: Record<CheckName, CheckStatus>;
  checkedAt: string | null;
  /** ISO time since which the overall holds. */
  since: string | null;
  mailboxes: number;
  /** By share of its quota; null where no mailbox has one. */
  fullest: { mailbox: string; quotaPercent: number; usageMb: number; quotaMb: number; alarm: boolean } | null;
}

export interface DomainPolicy {
  /** Null: the global default. */
  dmarcRecord: string | null;
  /** "Also accepted MX hosts": not foreign to this domain. */
  acceptedMxHosts: string[];
}

/** One stretch of time in which a domain's overall stayed the same; between `until` and the next `from` nobody looked. */
export interface StatusPeriod {
  /** ISO, first and last check that saw it. */
  from: string;
  until: string;
  overall: Overall;
}

export interface DomainDetail extends Omit<DomainRow, 'checks'> {
  checks: CheckResults;
  /** ISO time since which the domain is not healthy; null while it is. */
  troubleSince: string | null;
  policy: DomainPolicy;
  /** What a repair deploys where the policy says nothing. */
  dmarcDefault: string;
  /** Oldest first, of the last 90 days. */
  history: StatusPeriod[];
  /** As last looked up; null: never. */
  advice: DomainAdvice | null;
}

export interface MailboxRow extends MailboxUsage {
  account: string;
  readAt: string;
  alarms: Measure[];
}

/** `trouble`: ascending, first what is in alarm, then the fullest. */
export const MAILBOX_SORTS = ['trouble', 'mailbox', 'storage', 'used', 'sends', 'read'] as const;
export type MailboxSort = (typeof MAILBOX_SORTS)[number];

export interface MailboxPage {
  rows: MailboxRow[];
  /** How many match, on all pages. */
  total: number;
  /** How many of those that match the search and the domain are at or above a threshold, or in alarm. */
  above: number;
}

export interface MailboxDetail extends MailboxRow {
  /** Percent; the lines that the chart shows. Not `sendPercent`, which is how much it has sent. */
  storageThreshold: number;
  sendThreshold: number;
  /** Alarms that stand, and since when (ISO). */
  alarmsSince: Partial<Record<Measure, string>>;
  /** Oldest first. */
  samples: UsageSample[];
  /** Only where the rule for it is met (spec: Mailbox usage). */
  forecast: { mbPerDay: number; daysUntilFull: number } | null;
}

export interface UsageSample {
  /** ISO. */
  at: string;
  usageMb?: number;
  quotaMb?: number;
  sent?: number;
  sendLimit?: number;
}

/** `GET /quota` as last read. */
export interface AccountQuotaView {
  account: string;
  usedBytes: number;
  /** 0: unlimited. */
  limitBytes: number;
  /** Unrounded; undefined where unlimited. */
  percent: number | undefined;
  /** Category → bytes. */
  breakdown: Record<string, number>;
  /** MXroute's patience with an account above its quota; null: none needed. */
  grace: { daysRemaining: number | null; deadline: string | null } | null;
  /** When MXroute counted; null: it did not say. */
  countedAt: string | null;
  readAt: string;
  thresholdPercent: number;
  /** ISO time since which the alarm stands. */
  alarmSince: string | null;
}

export type AppState = 'healthy' | 'degraded' | 'unhealthy' | 'paused' | 'unknown';

/** One line of "what needs attention", most urgent first. */
export interface AttentionItem {
  kind: 'dns' | 'mailbox' | 'account' | 'monitor' | 'delivery';
  severity: 'failure' | 'warning' | 'info';
  subject: string;
  message: string;
  /** Account id of the domain or mailbox. */
  account?: string;
  eventId?: number;
}

export interface Overview {
  accounts: AccountView[];
  state: AppState;
  /** "2 unhealthy, 1 degraded, checked 5 min ago". */
  summary: string;
  counts: { healthy: number; degraded: number; unhealthy: number; unknown: number };
  /** The first 100. */
  attention: AttentionItem[];
  attentionTotal: number;
  /** The worst 20. */
  alarmedMailboxes: MailboxRow[];
  alarmedTotal: number;
  /** All mailboxes of all accounts. */
  mailboxes: number;
  quotas: AccountQuotaView[];
  monitors: MonitorView[];
  scan: ScanProgress | null;
  online: boolean;
}

export interface ScanProgress {
  id: string;
  kind: ScanKind;
  /** The monitor at work. */
  monitor: MonitorName;
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
  /** Which of the subscribed events it gets; null: all of them. */
  events: string[] | null;
  minimumSeverity: MinimumSeverity;
  /** Host, login and TLS mode come from Settings → Mailbox Password Reset when something is sent: no secret of its own. */
  usesResetSmtp: boolean;
}

/** What a target may leave out. A recovery counts as much as the alert that it answers. */
export const MINIMUM_SEVERITIES = ['info', 'warning', 'failure'] as const;
export type MinimumSeverity = (typeof MINIMUM_SEVERITIES)[number];

/** A domain or mailbox that no alerts are sent about until then. */
export interface MuteView {
  subject: string;
  /** ISO. */
  since: string;
  until: string;
}

export interface MessagePreview {
  title: string;
  body: string;
  /** What services that take Markdown get instead of `body`. */
  markdown: string;
  severity: Severity;
}

/** Settings → Mailbox Password Reset. */
export interface SmtpView {
  host: string;
  port: number;
  user: string;
  from: string;
  useTls: boolean;
  /** Where the password is; null: there is none. */
  password: SecretStore | null;
  /** Where the person chose to keep it, also while there is none; null: nowhere yet. */
  store: SecretStore | null;
  /** Fields that an environment variable sets: field → variable. */
  fromEnvironment: Record<string, string>;
  /** What is missing or not usable, as sentences; empty: complete. */
  problems: string[];
  keychain: { usable: boolean; reason: string | null };
}

export interface SmtpTestOutcome {
  ok: boolean;
  durationMs: number | null;
  error: string | null;
}

export interface IconView {
  /** What alerts carry; null: no icon of ours. */
  url: string | null;
  /** The setting or variable that decides. */
  source: string | null;
  /** `data:` URL of what was fetched. */
  preview: string | null;
  /** Why it could not be fetched, or is no picture. */
  problem: string | null;
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

export interface WorkerHealth {
  state: 'running' | 'starting' | 'restarting';
  /** ISO. */
  startedAt: string | null;
  /** Times that it died and was started again, while this app runs. */
  restarts: number;
  /** Requests that it works on. */
  inFlight: number;
  /** Resident memory; null where the system does not tell. */
  memoryMb: number | null;
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
  /** How many services it knows; null while it could not be asked. */
  services: number | null;
  /** Null where none runs: before the first target, or with the command only. */
  worker: WorkerHealth | null;
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
  /** Of the account's own storage. */
  accountPercent: number;
  /** Local times `HH:MM`. `targets`: alerts below `failure` wait there too, not only on this computer. */
  quiet: { enabled: boolean; from: string; to: string; targets: boolean };
  /** Ten alerts within a minute become one message. */
  digest: boolean;
  mutes: MuteView[];
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

/** Of `events.list`. A page may be short, even empty, while `nextBefore` is set: a search looks only so far at a time. */
export interface EventPage {
  events: AuditEvent[];
  /** Pass as `before` for the next page; null at the end. */
  nextBefore: number | null;
}

/** A delivery with what it was about. */
export interface DeliveryRow extends Delivery {
  /** The event's. */
  label: string;
  severity: Severity;
  eventTarget: string;
}

export interface DeliveryPage {
  deliveries: DeliveryRow[];
  nextBefore: number | null;
}

export interface ResolverTest {
  server: string;
  ok: boolean;
  message: string;
  ms: number | null;
}

export interface DoctorItem {
  id: string;
  label: string;
  status: 'pass' | 'fail' | 'skip';
  message: string;
  remedy: string | null;
  /** Where it can be mended; null where nothing in the window can, and for lines that do not fail. */
  fix: DoctorFix | null;
}

export interface DoctorFix {
  screen: 'overview' | 'domains' | 'mailboxes' | 'notifications' | 'logs' | 'settings';
  /** The heading of the part of that screen, word for word as it stands there (`Place.section`). */
  section?: string;
  /** The target whose form is to be opened. */
  targetId?: string;
}

/** An alert that the demo's local webhook received. */
export interface ReceivedAlert {
  at: string;
  title: string;
  body: string;
  type: string;
}
