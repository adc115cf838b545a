import type { AuditEvent, MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import { Section } from '../../components/section.tsx';
import { Since } from '../../components/time-ago.tsx';
import { UsageBar } from '../../components/usage-bar.tsx';
import { formatNumber, usageWords } from '../../lib/format.ts';
import styles from './event-panel.module.css';

function sentence(event: AuditEvent, entry: MailboxAlertEntry): string {
  if (event.action.startsWith('mailbox.send_rate')) {
    return entry.value === undefined ? 'no reading' : `${formatNumber(entry.value)} messages per hour`;
  }
  const unit = event.action.startsWith('mailbox.send') ? 'messages today' : 'MB';
  return usageWords(entry.value, entry.limit, unit, entry.percent);
}

export function MailboxDetails({ event, entries }: { event: AuditEvent; entries: MailboxAlertEntry[] }) {
  const threshold = typeof event.details.threshold === 'number' ? event.details.threshold : undefined;
  const isRate = event.action.startsWith('mailbox.send_rate');
  const alarmed = event.action.endsWith('_alert');
  return (
    <Section
      title={event.action.startsWith('account.') ? 'Account storage' : 'Mailboxes'}
      hint={
        threshold === undefined
          ? undefined
          : `Alert at ${formatNumber(threshold)}${isRate ? ' messages per hour' : ' %'}`
      }
    >
      <ul>
        {entries.map((entry) => (
          <li key={entry.mailbox} className={styles.delivery}>
            <span className={styles.deliveryHead}>
              <strong className="truncate" title={entry.mailbox}>
                {entry.mailbox}
              </strong>
              {entry.percent !== undefined && (
                <span className={styles.bar}>
                  <UsageBar
                    percent={entry.percent}
                    {...(threshold !== undefined && { threshold })}
                    alarmed={alarmed}
                    label={`Usage of ${entry.mailbox}`}
                  />
                </span>
              )}
            </span>
            <span className={`${styles.facts} tabular`}>
              <span>{sentence(event, entry)}</span>
              {entry.reason !== undefined && <span>{entry.reason}</span>}
              {!alarmed && (
                <span>
                  was in alarm <Since iso={entry.since} until={event.at} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
