import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { listed, shortened } from './text.ts';

/** One sentence per action: `%` stands for the subject. The details follow, line by line. */
const SENTENCES: Record<AuditAction, string> = {
  'auth.login': 'MXroute Manager was unlocked.',
  'auth.login_failed': 'Somebody entered a wrong password for MXroute Manager.',
  'auth.login_rate_limited': 'After several wrong passwords MXroute Manager takes none for a while.',
  'auth.logout': 'MXroute Manager was locked.',
  'api_token.create': 'The API token “%” was created. If this was not you, revoke it in Settings.',
  'api_token.revoke': 'The API token “%” was revoked.',
  'settings.update': 'Settings were changed: %.',
  'settings.admin_password_update': 'The password of the app lock was changed.',
  'settings.smtp_test': 'A test message was sent through the SMTP settings.',
  'domain.create': '% was added to the account.',
  'domain.delete': '% was deleted from the account, with its mailboxes and forwarders.',
  'domain.mail_status': 'Mail hosting was switched for %.',
  'pointer.create': 'The domain pointer % was added.',
  'pointer.delete': 'The domain pointer % was deleted.',
  'mailbox.create': 'The mailbox % was created.',
  'mailbox.update': 'The mailbox % was changed.',
  'mailbox.quota_update': 'The quota of % was changed.',
  'mailbox.delete': 'The mailbox % was deleted.',
  'mailbox.quota_alert': '% is nearly full.',
  'mailbox.quota_recovered': '% has room again.',
  'mailbox.send_limit_alert': '% has nearly used up its sends for today.',
  'mailbox.send_limit_recovered': '% is below its daily send limit again.',
  'mailbox.send_rate_alert': '% sends unusually much. If this is not you, change its password now.',
  'mailbox.send_rate_recovered': '% sends at its usual rate again.',
  'account.quota_alert': 'The storage of the account % is nearly full.',
  'account.quota_recovered': 'The account % has room again.',
  'forwarder.create': 'The forwarder % was created.',
  'forwarder.update': 'The forwarder % was changed.',
  'forwarder.delete': 'The forwarder % was deleted.',
  'catchall.update': 'The catch-all of % was changed.',
  'spam.settings_update': 'The spam settings of % were changed.',
  'spam.whitelist_add': '% was added to the whitelist.',
  'spam.whitelist_remove': '% was removed from the whitelist.',
  'spam.blacklist_add': '% was added to the blacklist.',
  'spam.blacklist_remove': '% was removed from the blacklist.',
  'dns.fix': 'The DNS records of % were repaired.',
  'dns.fix_bulk': 'The DNS records of several domains were repaired: %.',
  'dns.health_alert': 'Something is wrong with the DNS records of %.',
  'dns.health_recovered': 'The DNS records of % are healthy again.',
  'smtp.send_failed': 'A message could not be sent through the SMTP settings: %.',
  'notification.test': 'This is a test.',
  'notification.send_failed': 'An alert could not be delivered to %.',
  'monitor.failed': 'Monitoring cannot run: %.',
  'monitor.recovered': 'Monitoring runs again: %.',
};

export function plainMessage(event: AuditEvent): string {
  const sentence = SENTENCES[event.action] ?? `${event.label}: %.`;
  const subject = event.target === '' ? 'the account' : event.target;
  const lines = Object.entries(event.details).flatMap(([name, value]) => detailLines(name, value));
  const by = event.actor === '' || event.actor === 'monitor' ? [] : [`By: ${event.actor}`];
  return [sentence.replace('%', () => subject), ...lines, ...by].join('\n');
}

function detailLines(name: string, value: unknown): string[] {
  const label = readable(name);
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return [`${label}:`, ...listed(value, (item) => `- ${shown(item)}`)];
  }
  return [`${label}: ${shown(value)}`];
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object' || value === null) return shortened(String(value));
  if (Array.isArray(value)) return listed(value, shown).join(', ');
  const pairs = Object.entries(value).filter(
    ([, item]) => item !== null && item !== undefined && item !== '',
  );
  return shortened(
    pairs.map(([name, item]) => `${readable(name).toLowerCase()} ${shown(item)}`).join(', '),
    300,
  );
}

/** `quotaMb` → "Quota MB", `oldValue` → "Old value". */
function readable(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(/\bmb\b/g, 'MB');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
