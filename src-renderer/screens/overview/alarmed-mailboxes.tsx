import type { MailboxRow } from '../../../src-shared/views.ts';
import { MuteButton } from '../../components/mute-button.tsx';
import { MutedUntil } from '../../components/muted-until.tsx';
import { Section } from '../../components/section.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { UsageBar } from '../../components/usage-bar.tsx';
import { MEASURE_WORDS, measureSentence, percentOfRow } from '../../lib/measures.ts';
import styles from './overview.module.css';

export function AlarmedMailboxes({ rows }: { rows: MailboxRow[] }) {
  return (
    <Section title="Mailboxes in alarm">
      {rows.length === 0 ? (
        <p className={styles.calm}>
          <StatusIcon status="healthy" word="" quiet />
          No mailbox is above its threshold.
        </p>
      ) : (
        <ul className={styles.mailboxes}>
          {rows.map((row) => (
            <MailboxItem key={row.mailbox} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

export function MailboxItem({ row }: { row: MailboxRow }) {
  const percent = percentOfRow(row);
  const measures = row.alarms.length > 0 ? row.alarms : (['storage'] as const);
  return (
    <li className={styles.mailbox}>
      <span className="truncate" style={{ gridArea: 'name' }} title={row.mailbox}>
        {row.mailbox}
      </span>
      <span className={`${styles.mailboxWords} tabular`}>
        <span>{measures.map((measure) => measureSentence(row, measure)).join(' · ')}</span>
        <MutedUntil subject={row.mailbox} />
      </span>
      {percent !== undefined && (
        <span className={styles.mailboxBar}>
          <UsageBar
            percent={percent}
            alarmed={row.alarms.length > 0}
            label={`${MEASURE_WORDS[measures[0] ?? 'storage']} of ${row.mailbox}`}
          />
        </span>
      )}
      <span className={styles.mailboxMute}>
        <MuteButton subject={row.mailbox} compact />
      </span>
    </li>
  );
}
