import { SegmentedControl, Switch } from '@mantine/core';
import { useState } from 'react';
import type { MailboxDetail } from '../../../../src-shared/views/mailboxes.ts';
import { Section } from '../../../components/section.tsx';
import { useNow } from '../../../stores/now.ts';
import styles from './history.module.css';
import { SendsHistory } from './sends-history.tsx';
import { StorageHistory } from './storage-history.tsx';

const RANGES = [7, 30, 90, 400] as const;

export function MailboxHistory({ mailbox }: { mailbox: MailboxDetail }) {
  const [days, setDays] = useState<number>(30);
  const [asTable, setAsTable] = useState(false);
  const now = useNow();
  const part = { mailbox, days, now, asTable };
  if (mailbox.samples.length === 0) {
    return (
      <Section title="History">
        <p className={styles.begins}>Every scan adds a reading. The chart begins with the next one.</p>
      </Section>
    );
  }
  return (
    <Section
      title="History"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Time shown"
          data={RANGES.map((value) => ({ value: String(value), label: `${value} days` }))}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
        />
      }
    >
      <div className={styles.parts}>
        <section aria-label="Storage history">
          <h3 className={styles.name}>Storage</h3>
          <StorageHistory {...part} />
        </section>
        <section aria-label="Sends history">
          <h3 className={styles.name}>Sends per day</h3>
          <SendsHistory {...part} />
        </section>
        <Switch
          size="xs"
          label="As a table"
          checked={asTable}
          onChange={(event) => setAsTable(event.currentTarget.checked)}
        />
      </div>
    </Section>
  );
}
