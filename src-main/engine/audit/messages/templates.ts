import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import { ACCOUNT_ALARMS } from './account-alarms.ts';
import { DNS_HEALTH } from './dns.ts';
import { DNS_FIXES } from './dns-fix.ts';
import { DOMAINS } from './domains.ts';
import { FORWARDERS } from './forwarders.ts';
import { MAILBOX_ALARMS } from './mailbox-alarms.ts';
import { MAILBOXES } from './mailboxes.ts';
import { SECURITY } from './security.ts';
import { SETTINGS_MESSAGES } from './settings.ts';
import { SPAM } from './spam.ts';
import { SYSTEM } from './system.ts';
import type { Template } from './template.ts';

/** One per action, whether or not this version records it. Their `details` say what the recording part has to tell. */
export const TEMPLATES: Record<AuditAction, Template> = {
  ...SECURITY,
  ...SETTINGS_MESSAGES,
  ...DOMAINS,
  ...MAILBOXES,
  ...MAILBOX_ALARMS,
  ...ACCOUNT_ALARMS,
  ...FORWARDERS,
  ...SPAM,
  ...DNS_FIXES,
  ...DNS_HEALTH,
  ...SYSTEM,
};
