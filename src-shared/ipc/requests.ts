import { z } from 'zod';
import { ACTION_GROUPS } from '../audit-actions.ts';
import { SETTING_KEYS } from '../settings.ts';
import { MAILBOX_SORTS } from '../views/mailboxes.ts';
import { SCAN_KINDS } from '../views/scans.ts';
import { accountId, actionName, targetId, text } from './fields.ts';

/** What the log can be narrowed to. Of several actions or groups one is enough. */
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

export const scanRequest = z.object({
  kind: z.enum(SCAN_KINDS),
  domains: z.array(text(253)).max(1000).optional(),
  /** Only this account's; absent: all accounts'. */
  accountId: accountId.optional(),
});

export const subjectRequest = z.object({ subject: text(320).min(1) });

export const muteRequest = z.object({ subject: text(320).min(1), hours: z.number().min(1).max(8784) });

export const smtpTestRequest = z.object({ to: text(400) });

/** `variable`: the name that the person gives it; absent: the target's own, or one that is free. */
export const tokenRequest = z.object({ id: targetId, variable: text(128).optional() });

export const enabledRequest = z.object({ id: targetId, enabled: z.boolean() });

export const domainRequest = z.object({ account: accountId, domain: text(253).min(1) });

export const policyRequest = z.object({
  account: accountId,
  domain: text(253).min(1),
  dmarcRecord: text(1024).nullable(),
  acceptedMxHosts: z.array(text(253)).max(50),
});

export const mailboxRequest = z.object({ account: accountId, mailbox: text(320).min(1) });

export const mailboxQuery = z.object({
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

export const eventQuery = z.object({
  ...eventFilter,
  limit: z.number().int().min(1).max(200).optional(),
  before: z.number().int().optional(),
});

export const exportRequest = z.object({ ...eventFilter, format: z.enum(['csv', 'json']) });

export const deliveryQuery = z.object({
  limit: z.number().int().min(1).max(200).optional(),
  before: z.number().int().optional(),
  status: z.enum(['queued', 'sending', 'delivered', 'failed']).optional(),
  targetId: targetId.optional(),
  accountId: accountId.optional(),
});

export const resolverRequest = z.array(text(300)).max(8).optional();

export const settingRequest = z.object({
  key: z.enum(SETTING_KEYS as [string, ...string[]]),
  value: z.unknown(),
});
