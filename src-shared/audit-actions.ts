/**
 * Every action that the audit log can record, in the groups in which the window shows them.
 * This table is the only list: the log, the subscriptions and the messages all read it.
 */

export const ACTION_GROUPS = [
  'Security',
  'Settings',
  'Domains',
  'Mailboxes',
  'Forwarders',
  'Spam',
  'DNS',
  'System',
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Doubles as Apprise's message type. */
export type Severity = 'info' | 'success' | 'warning' | 'failure';

/** Whose switch owns the event: a monitor subscribes its own actions when it is switched on. */
export const MONITOR_SWITCHES = ['dns', 'usage', 'watch'] as const;
export type MonitorSwitch = (typeof MONITOR_SWITCHES)[number];

interface ActionDefinition {
  group: ActionGroup;
  label: string;
  severity: Severity;
  destructive?: true;
  monitor?: MonitorSwitch;
  /** Logged and shown, but never itself notified (it would notify about itself). */
  neverNotified?: true;
  /**
   * Nothing in this version records it yet: it can be ticked beforehand, and the window says so.
   * Drop the mark with the part that records it.
   */
  planned?: true;
}

const define = <T extends Record<string, ActionDefinition>>(actions: T): T => actions;

export const AUDIT_ACTIONS = define({
  'auth.login': { group: 'Security', label: 'Unlocked', severity: 'info', planned: true },
  'auth.login_failed': { group: 'Security', label: 'Unlock failed', severity: 'warning', planned: true },
  'auth.login_rate_limited': {
    group: 'Security',
    label: 'Unlock attempts limited',
    severity: 'warning',
    planned: true,
  },
  'auth.logout': { group: 'Security', label: 'Locked', severity: 'info', planned: true },
  'api_token.create': { group: 'Security', label: 'API token created', severity: 'warning', planned: true },
  'api_token.revoke': {
    group: 'Security',
    label: 'API token revoked',
    severity: 'warning',
    destructive: true,
    planned: true,
  },

  'settings.update': { group: 'Settings', label: 'Settings changed', severity: 'info' },
  'settings.admin_password_update': {
    group: 'Settings',
    label: 'App lock password changed',
    severity: 'warning',
    planned: true,
  },
  'settings.smtp_test': { group: 'Settings', label: 'SMTP test sent', severity: 'info' },

  'domain.create': {
    group: 'Domains',
    label: 'Domain added',
    severity: 'info',
    monitor: 'watch',
  },
  'domain.delete': {
    group: 'Domains',
    label: 'Domain deleted',
    severity: 'warning',
    destructive: true,
    monitor: 'watch',
  },
  'domain.mail_status': {
    group: 'Domains',
    label: 'Mail hosting switched',
    severity: 'warning',
    monitor: 'watch',
  },
  'pointer.create': {
    group: 'Domains',
    label: 'Domain pointer added',
    severity: 'info',
    monitor: 'watch',
  },
  'pointer.delete': {
    group: 'Domains',
    label: 'Domain pointer deleted',
    severity: 'warning',
    destructive: true,
    monitor: 'watch',
  },

  'mailbox.create': {
    group: 'Mailboxes',
    label: 'Mailbox created',
    severity: 'info',
    monitor: 'watch',
  },
  'mailbox.update': {
    group: 'Mailboxes',
    label: 'Mailbox changed',
    severity: 'info',
    monitor: 'watch',
  },
  'mailbox.quota_update': {
    group: 'Mailboxes',
    label: 'Mailbox quota changed',
    severity: 'info',
    monitor: 'watch',
  },
  'mailbox.delete': {
    group: 'Mailboxes',
    label: 'Mailbox deleted',
    severity: 'warning',
    destructive: true,
    monitor: 'watch',
  },
  'mailbox.quota_alert': {
    group: 'Mailboxes',
    label: 'Mailbox nearly full',
    severity: 'warning',
    monitor: 'usage',
  },
  'mailbox.quota_recovered': {
    group: 'Mailboxes',
    label: 'Mailbox has room again',
    severity: 'success',
    monitor: 'usage',
  },
  'mailbox.send_limit_alert': {
    group: 'Mailboxes',
    label: 'Daily send limit nearly reached',
    severity: 'warning',
    monitor: 'usage',
  },
  'mailbox.send_limit_recovered': {
    group: 'Mailboxes',
    label: 'Daily sends back below the limit',
    severity: 'success',
    monitor: 'usage',
  },
  'mailbox.send_rate_alert': {
    group: 'Mailboxes',
    label: 'Unusual sending rate',
    severity: 'failure',
    monitor: 'usage',
  },
  'mailbox.send_rate_recovered': {
    group: 'Mailboxes',
    label: 'Sending rate back to normal',
    severity: 'success',
    monitor: 'usage',
  },
  'account.quota_alert': {
    group: 'Mailboxes',
    label: 'Account storage nearly full',
    severity: 'failure',
    monitor: 'usage',
  },
  'account.quota_recovered': {
    group: 'Mailboxes',
    label: 'Account has room again',
    severity: 'success',
    monitor: 'usage',
  },

  'forwarder.create': {
    group: 'Forwarders',
    label: 'Forwarder created',
    severity: 'info',
    monitor: 'watch',
  },
  'forwarder.update': {
    group: 'Forwarders',
    label: 'Forwarder changed',
    severity: 'info',
    monitor: 'watch',
  },
  'forwarder.delete': {
    group: 'Forwarders',
    label: 'Forwarder deleted',
    severity: 'warning',
    destructive: true,
    monitor: 'watch',
  },
  'catchall.update': {
    group: 'Forwarders',
    label: 'Catch-all changed',
    severity: 'warning',
    monitor: 'watch',
  },

  'spam.settings_update': {
    group: 'Spam',
    label: 'Spam settings changed',
    severity: 'info',
    monitor: 'watch',
  },
  'spam.whitelist_add': {
    group: 'Spam',
    label: 'Whitelist entry added',
    severity: 'info',
    monitor: 'watch',
  },
  'spam.whitelist_remove': {
    group: 'Spam',
    label: 'Whitelist entry removed',
    severity: 'warning',
    destructive: true,
    monitor: 'watch',
  },
  'spam.blacklist_add': {
    group: 'Spam',
    label: 'Blacklist entry added',
    severity: 'info',
    monitor: 'watch',
  },
  'spam.blacklist_remove': {
    group: 'Spam',
    label: 'Blacklist entry removed',
    severity: 'warning',
    destructive: true,
    monitor: 'watch',
  },

  'dns.fix': { group: 'DNS', label: 'DNS repaired', severity: 'info', planned: true },
  'dns.fix_bulk': {
    group: 'DNS',
    label: 'DNS repaired for several domains',
    severity: 'info',
    planned: true,
  },
  'dns.health_alert': { group: 'DNS', label: 'DNS problem', severity: 'failure', monitor: 'dns' },
  'dns.health_recovered': { group: 'DNS', label: 'DNS recovered', severity: 'success', monitor: 'dns' },

  'smtp.send_failed': { group: 'System', label: 'SMTP send failed', severity: 'warning' },
  'notification.test': { group: 'System', label: 'Test notification', severity: 'info', neverNotified: true },
  'notification.send_failed': {
    group: 'System',
    label: 'Notification could not be delivered',
    severity: 'warning',
    neverNotified: true,
  },
  'monitor.failed': { group: 'System', label: 'Monitoring cannot run', severity: 'failure' },
  'monitor.recovered': { group: 'System', label: 'Monitoring runs again', severity: 'success' },
});

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as AuditAction[];

export const isAuditAction = (name: string): name is AuditAction => Object.hasOwn(AUDIT_ACTIONS, name);

export const actionDefinition = (action: AuditAction): ActionDefinition => AUDIT_ACTIONS[action];

/** Whether ticking it can lead to a message today. */
export const isRecorded = (name: AuditAction): boolean => {
  const { neverNotified, planned } = actionDefinition(name);
  return !neverNotified && !planned;
};

/** What "Select destructive" ticks. */
export const DESTRUCTIVE_ACTIONS = AUDIT_ACTION_NAMES.filter((name) => actionDefinition(name).destructive);

/** What turning a monitor on subscribes. */
export const monitorActions = (monitor: MonitorSwitch): AuditAction[] =>
  AUDIT_ACTION_NAMES.filter((name) => actionDefinition(name).monitor === monitor);

/** Alert and recovery of one kind, by what their actions have in common: `dns.health_alert` answers to `dns.health`. */
export function familyOf(action: AuditAction): { family: string; role: 'alert' | 'recovery' } | undefined {
  const match = /^(.*)[._](alert|failed|recovered)$/.exec(action);
  if (!match?.[1]) return undefined;
  return { family: match[1], role: match[2] === 'recovered' ? 'recovery' : 'alert' };
}

/** How severe an action counts where severities are compared: a recovery as much as the alert that it answers. */
export const weightOf = (action: AuditAction): Severity =>
  actionDefinition(ANSWERED.get(action) ?? action).severity;

/** Recovery → alert. */
const ANSWERED = new Map(
  AUDIT_ACTION_NAMES.flatMap((recovery): [AuditAction, AuditAction][] => {
    const own = familyOf(recovery);
    const alert = AUDIT_ACTION_NAMES.find((name) => {
      const other = familyOf(name);
      return other?.role === 'alert' && other.family === own?.family;
    });
    return own?.role === 'recovery' && alert ? [[recovery, alert]] : [];
  }),
);

/** Those that count as severe as a failure. */
export const FAILURE_ACTIONS = AUDIT_ACTION_NAMES.filter((name) => weightOf(name) === 'failure');
