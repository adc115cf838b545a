import { z } from 'zod';
import { AUDIT_ACTION_NAMES } from './audit-actions.ts';
import type { AuditEvent, Delivery } from './audit-event.ts';
import { SETTING_KEYS, type SettingView } from './settings.ts';
import {
  type AccountView,
  type AppInfo,
  type BuiltTarget,
  type DoctorItem,
  type EventPage,
  type MailboxRow,
  type NotificationsView,
  type Overview,
  type ReceivedAlert,
  SCAN_KINDS,
  type ScanProgress,
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
