import { MONITOR_LABELS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { AccountQuotaView } from '../../../src-shared/views/accounts.ts';
import type { AttentionItem } from '../../../src-shared/views/app.ts';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import type { MonitorView } from '../../../src-shared/views/scans.ts';
import type { TroubledDomain } from '../dns-health/row-queries.ts';
import { accountMessage, mailboxMessage } from './sentences.ts';
import { cannotRun, EYES } from './state.ts';

export interface AttentionInput {
  /** Worst first. */
  troubled: readonly TroubledDomain[];
  alarmedMailboxes: readonly MailboxRow[];
  /** Those whose alarm stands, or that are in their grace period. */
  quotas: readonly AccountQuotaView[];
  monitors: readonly MonitorView[];
  /** What an account is called. */
  accountLabel(id: string): string;
  now: number;
}

/** One line per thing that needs a person, most urgent first. Pure. */
export function attentionItems(input: AttentionInput): AttentionItem[] {
  const { troubled, alarmedMailboxes, quotas, monitors, accountLabel, now } = input;
  const items: AttentionItem[] = [
    ...monitors.filter(cannotRun).map(monitorItem),
    ...quotas.filter(isAccountTrouble).map(
      (quota): AttentionItem => ({
        kind: 'account',
        severity: quota.grace ? 'failure' : 'warning',
        subject: accountLabel(quota.account),
        message: accountMessage(quota, now),
        account: quota.account,
      }),
    ),
    ...troubled.map(
      ({ account, domain, overall, messages }): AttentionItem => ({
        kind: 'dns',
        severity: overall === 'unhealthy' ? 'failure' : 'warning',
        subject: domain,
        message: messages.join(' ') || 'What was wrong could not be looked up again.',
        account,
      }),
    ),
    ...alarmedMailboxes.map(
      (row): AttentionItem => ({
        kind: 'mailbox',
        severity: 'warning',
        subject: row.mailbox,
        message: mailboxMessage(row),
        account: row.account,
      }),
    ),
  ];
  return items.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

export const isAccountTrouble = ({ alarmSince, grace }: AccountQuotaView): boolean =>
  alarmSince !== null || grace !== null;

const RANK = { failure: 0, warning: 1, info: 2 };

const monitorItem = ({ monitor, lastMessage }: MonitorView): AttentionItem => ({
  kind: 'monitor',
  severity: (EYES as readonly MonitorName[]).includes(monitor) ? 'failure' : 'warning',
  subject: MONITOR_LABELS[monitor],
  message: lastMessage ?? 'The last check could not run.',
});
