import { z } from 'zod';
import { MINIMUM_SEVERITIES } from '../views/targets.ts';
import { accountId, actionName, targetId, text } from './fields.ts';

/** An account as a person enters it. Secrets travel only towards main. */
export const credentials = z.object({
  server: text(253),
  username: text(128),
  /** Empty when editing: the stored key stays. */
  apiKey: text(512),
  apiUrl: text(1024).optional(),
  /** The account being edited; absent for a new one. */
  id: accountId.optional(),
});

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
