import { z } from 'zod';
import { ACTION_GROUPS, AUDIT_ACTION_NAMES } from './audit-actions.ts';
import type { AuditEvent, Delivery } from './audit-event.ts';
import type { DomainAdvice } from './dns-advice.ts';
import type { ServiceCatalogue } from './service-catalogue.ts';
import { SETTING_KEYS, type SettingView } from './settings.ts';
import {
  type AccountView,
  type AppInfo,
  type BuiltTarget,
  type DeliveryPage,
  type DoctorItem,
  type DomainDetail,
  type DomainRow,
  type EventPage,
  type IconView,
  MAILBOX_SORTS,
  type MailboxDetail,
  type MailboxPage,
  type MessagePreview,
  MINIMUM_SEVERITIES,
  type MuteView,
  type NotificationsView,
  type Overview,
  type ReceivedAlert,
  type ResolverTest,
  SCAN_KINDS,
  type ScanProgress,
  type SmtpTestOutcome,
  type SmtpView,
  type TargetView,
  type TestOutcome,
} from './views.ts';

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

/** A target as built from fields, or as a pasted URL. Secrets travel only towards main. */
export const targetDraft = z.object({
  id: targetId.optional(),
  label: text(200),
  service: text(64),
  fields: z.record(z.string().max(64), z.string().max(4096)).optional(),
  url: text(8192).optional(),
  store: z.enum(['keychain', 'env', 'database']),
  envVariable: text(128).optional(),
  /** Which of the subscribed events this target gets; null: all of them. Absent when editing: as it is. */
  events: z.array(actionName).max(200).nullable().optional(),
  minimumSeverity: z.enum(MINIMUM_SEVERITIES).optional(),
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
  watchEnabled: z.boolean(),
  watchIntervalHours: z.number(),
  accountPercent: z.number(),
  storagePercent: z.number(),
  sendPercent: z.number(),
  quietEnabled: z.boolean(),
  quietFrom: text(5),
  quietTo: text(5),
  quietTargets: z.boolean(),
  digest: z.boolean(),
});
export type NotificationsDraft = z.infer<typeof notificationsDraft>;

/** Settings → Mailbox Password Reset. An absent password stays as stored; an empty one is removed. */
export const smtpDraft = z.object({
  host: text(253),
  port: z.union([z.number(), text(8)]),
  user: text(320),
  password: text(1024).optional(),
  from: text(400),
  useTls: z.boolean(),
  /** Where the password lives; `env`: in RESET_SMTP_PASSWORD. */
  store: z.enum(['keychain', 'env', 'database']),
});
export type SmtpDraft = z.infer<typeof smtpDraft>;

/** What the log can be narrowed to; several values of one kind: any of them. */
const eventFilter = {
  /** Part of what the log shows of an event: label, subject, actor, the domains and mailboxes in it. */
  text: text(200).optional(),
  actions: z.array(actionName).max(200).optional(),
  groups: z.array(z.enum(ACTION_GROUPS)).max(20).optional(),
  account: accountId.optional(),
  /** ISO times; from inclusive, to exclusive. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
};

export const IPC = {
  'app.info': channel<typeof none, AppInfo>(none),
  'app.openExternal': channel<z.ZodString, null>(text(2048) as z.ZodString),
  /** Puts a secret on the clipboard; main takes it off again after a minute, or on quit, unless something else was copied. */
  'app.copySecret': channel<z.ZodString, null>(text(8192) as z.ZodString),

  'account.test': channel<typeof credentials, { domains: string[] }>(credentials),
  'account.save': channel<typeof credentials, AccountView>(credentials),
  'account.remove': channel<typeof accountId, null>(accountId),

  'overview.get': channel<typeof none, Overview>(none),
  /** All of them, trouble first: some hundred bytes each. */
  'domains.list': channel<typeof none, DomainRow[]>(none),
  'domains.get': channel<ReturnType<typeof domainRequest>, DomainDetail>(domainRequest()),
  /** Takes effect with the next scan of the domain. */
  'domains.setPolicy': channel<ReturnType<typeof policyRequest>, DomainDetail>(policyRequest()),
  /** Looks the advisory checks up now, which takes seconds. */
  'domains.advise': channel<ReturnType<typeof domainRequest>, DomainAdvice>(domainRequest()),
  'mailboxes.page': channel<ReturnType<typeof mailboxQuery>, MailboxPage>(mailboxQuery()),
  'mailboxes.get': channel<ReturnType<typeof mailboxRequest>, MailboxDetail>(mailboxRequest()),
  'scan.start': channel<ReturnType<typeof scanRequest>, { id: string }>(scanRequest()),
  'scan.cancel': channel<typeof none, null>(none),

  'notifications.get': channel<typeof none, NotificationsView>(none),
  'notifications.save': channel<typeof notificationsDraft, NotificationsView>(notificationsDraft),
  'targets.build': channel<typeof targetDraft, BuiltTarget>(targetDraft),
  'targets.save': channel<typeof targetDraft, TargetView>(targetDraft),
  /** A copy with its secret, switched off, so that nothing arrives twice. */
  'targets.duplicate': channel<typeof targetId, TargetView>(targetId),
  /** Puts `APPRISE_CRED_…=token` of a stored target on the clipboard; the window never sees it. */
  'targets.copyToken': channel<ReturnType<typeof tokenRequest>, null>(tokenRequest()),
  'targets.setEnabled': channel<ReturnType<typeof enabledRequest>, null>(enabledRequest()),
  /** Undo is `targets.restore` until the window of 10 s is over and the secret is dropped. */
  'targets.remove': channel<typeof targetId, null>(targetId),
  'targets.restore': channel<typeof targetId, null>(targetId),
  /** All enabled targets and this computer's notifications where no id is given. */
  'targets.test': channel<z.ZodOptional<typeof targetId>, TestOutcome[]>(targetId.optional()),

  /** Every service of the installed Apprise that has no form of ours. */
  'services.list': channel<typeof none, ServiceCatalogue>(none),
  /** How an alert of this kind reads, from an invented example. */
  'messages.preview': channel<typeof actionName, MessagePreview>(actionName),
  /** Those in force, as in `notifications.get`, for screens that need nothing else of it. */
  'mutes.list': channel<typeof none, MuteView[]>(none),
  /** No alerts about exactly this domain or mailbox for so many hours; again: the new time counts. */
  'mutes.add': channel<ReturnType<typeof muteRequest>, null>(muteRequest()),
  'mutes.remove': channel<ReturnType<typeof subjectRequest>, null>(subjectRequest()),
  /** One delivery, by its id: goes to its target once more. */
  'deliveries.sendAgain': channel<z.ZodNumber, null>(z.number().int()),

  'smtp.get': channel<typeof none, SmtpView>(none),
  'smtp.save': channel<typeof smtpDraft, SmtpView>(smtpDraft),
  /** Sends with what is stored. */
  'smtp.test': channel<ReturnType<typeof smtpTestRequest>, SmtpTestOutcome>(smtpTestRequest()),
  /** The address in force, fetched now. */
  'icon.get': channel<typeof none, IconView>(none),

  /** Begins; how it goes is in `notifications.get`, announced by the topic `engine`. One at a time. */
  'engine.install': channel<typeof none, null>(none),
  'engine.cancelInstall': channel<typeof none, null>(none),

  'events.list': channel<ReturnType<typeof eventQuery>, EventPage>(eventQuery()),
  /** `muted`: which of its subjects were muted when it happened, so that nobody was told of them. */
  'events.get': channel<z.ZodNumber, { event: AuditEvent; deliveries: Delivery[]; muted: string[] }>(
    z.number().int(),
  ),

  /** Everything that matches, oldest page limits aside, into a file that the person chooses; null: they did not. */
  'events.export': channel<ReturnType<typeof exportRequest>, { file: string; events: number } | null>(
    exportRequest(),
  ),
  /** Shows the file that was exported last in the file manager. */
  'events.showExport': channel<typeof none, null>(none),
  /** Newest first. */
  'deliveries.list': channel<ReturnType<typeof deliveryQuery>, DeliveryPage>(deliveryQuery()),

  'settings.list': channel<typeof none, SettingView[]>(none),
  'settings.set': channel<ReturnType<typeof settingRequest>, SettingView>(settingRequest()),
  /** Those given, else those in force: `host[:port]` each. */
  'dns.testResolvers': channel<ReturnType<typeof resolverRequest>, ResolverTest[]>(resolverRequest()),

  'data.backupNow': channel<typeof none, { file: string }>(none),
  'data.openFolder': channel<typeof none, null>(none),
  'doctor.run': channel<typeof none, DoctorItem[]>(none),
  'demo.received': channel<typeof none, ReceivedAlert[]>(none),
} as const;

function scanRequest() {
  return z.object({
    kind: z.enum(SCAN_KINDS),
    domains: z.array(text(253)).max(1000).optional(),
    /** Only this account's; absent: all accounts'. */
    accountId: accountId.optional(),
  });
}
function subjectRequest() {
  return z.object({ subject: text(320).min(1) });
}
function muteRequest() {
  return z.object({ subject: text(320).min(1), hours: z.number().min(1).max(8784) });
}
function smtpTestRequest() {
  return z.object({ to: text(400) });
}
/** `variable`: the name that the person gives it; absent: the target's own, or one that is free. */
function tokenRequest() {
  return z.object({ id: targetId, variable: text(128).optional() });
}
function enabledRequest() {
  return z.object({ id: targetId, enabled: z.boolean() });
}
function domainRequest() {
  return z.object({ account: accountId, domain: text(253).min(1) });
}
function policyRequest() {
  return z.object({
    account: accountId,
    domain: text(253).min(1),
    dmarcRecord: text(1024).nullable(),
    acceptedMxHosts: z.array(text(253)).max(50),
  });
}
function mailboxRequest() {
  return z.object({ account: accountId, mailbox: text(320).min(1) });
}
function mailboxQuery() {
  return z.object({
    /** Part of the name. */
    text: text(320).optional(),
    account: accountId.optional(),
    domain: text(253).optional(),
    /** Only those at or above a threshold, or in alarm. */
    aboveOnly: z.boolean().optional(),
    sort: z.enum(MAILBOX_SORTS),
    descending: z.boolean(),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(500),
  });
}
function eventQuery() {
  return z.object({
    ...eventFilter,
    limit: z.number().int().min(1).max(200).optional(),
    before: z.number().int().optional(),
  });
}
function exportRequest() {
  return z.object({ ...eventFilter, format: z.enum(['csv', 'json']) });
}
function deliveryQuery() {
  return z.object({
    limit: z.number().int().min(1).max(200).optional(),
    before: z.number().int().optional(),
    status: z.enum(['queued', 'sending', 'delivered', 'failed']).optional(),
    targetId: targetId.optional(),
    accountId: accountId.optional(),
  });
}
function resolverRequest() {
  return z.array(text(300)).max(8).optional();
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
      to: {
        screen: 'overview' | 'domains' | 'mailboxes' | 'notifications' | 'logs' | 'settings';
        eventId?: number;
      };
    }
  | {
      topic:
        | 'accounts'
        | 'domains'
        | 'mailboxes'
        | 'quotas'
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
