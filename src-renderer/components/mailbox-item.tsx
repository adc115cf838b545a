import type { MailboxRow } from '../../src-shared/views/mailboxes.ts';
import { MEASURE_WORDS, measureSentence, percentOfRow } from '../lib/measures.ts';
import { go } from '../stores/navigation.ts';
import styles from './mailbox-item.module.css';
import { MuteButton } from './mute-button.tsx';
import { MutedUntil } from './muted-until.tsx';
import { UsageBar } from './usage-bar.tsx';

/** A mailbox in a short list: its usage, its mute, and its name as the way to everything else about it. */
export function MailboxItem({ row }: { row: MailboxRow }) {
  const percent = percentOfRow(row);
  const measures = row.alarms.length > 0 ? row.alarms : (['storage'] as const);
  return (
    <li className={styles.mailbox}>
      <button
        type="button"
        className={`${styles.name} truncate`}
        title={`Show ${row.mailbox}`}
        onClick={() => go({ screen: 'mailboxes', mailbox: row.mailbox, account: row.account })}
      >
        {row.mailbox}
      </button>
      <span className={`${styles.words} tabular`}>
        <span>{measures.map((measure) => measureSentence(row, measure)).join(' · ')}</span>
        <MutedUntil subject={row.mailbox} />
      </span>
      {percent !== undefined && (
        <span className={styles.bar}>
          <UsageBar
            percent={percent}
            alarmed={row.alarms.length > 0}
            label={`${MEASURE_WORDS[measures[0] ?? 'storage']} of ${row.mailbox}`}
          />
        </span>
      )}
      <span className={styles.mute}>
        <MuteButton subject={row.mailbox} compact />
      </span>
    </li>
  );
}
