import { Button } from '@mantine/core';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { MailboxItem } from '../../components/mailbox-item.tsx';
import { Section } from '../../components/section.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { formatNumber } from '../../lib/format.ts';
import { go } from '../../stores/navigation.ts';
import styles from './overview.module.css';

interface Props {
  /** The worst of them. */
  rows: MailboxRow[];
  total: number;
}

const SHOWN = 5;

export function AlarmedMailboxes({ rows, total }: Props) {
  const shown = rows.slice(0, SHOWN);
  return (
    <Section title="Mailboxes in alarm">
      {rows.length === 0 ? (
        <p className={styles.calm}>
          <StatusIcon status="healthy" word="" quiet />
          No mailbox is above its threshold.
        </p>
      ) : (
        <ul className={styles.mailboxes}>
          {shown.map((row) => (
            <MailboxItem key={`${row.account} ${row.mailbox}`} row={row} />
          ))}
        </ul>
      )}
      {total > shown.length && (
        <div className={styles.more}>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => go({ screen: 'mailboxes', narrow: { aboveOnly: true } })}
          >
            Show all {formatNumber(total)} in Mailboxes
          </Button>
        </div>
      )}
    </Section>
  );
}
