import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Section } from '../../components/section.tsx';
import { ErrorState } from '../../components/states.tsx';
import { mailboxes } from '../../stores/mailboxes.ts';
import { MailboxItem } from './alarmed-mailboxes.tsx';
import styles from './domain-panel.module.css';
import list from './overview.module.css';

const SHOWN = 10;

/** The mailboxes of one domain, fullest first. */
export function DomainMailboxes({ domain }: { domain: string }) {
  const { value, error } = mailboxes.use();
  const [all, setAll] = useState(false);
  const rows = useMemo(
    () =>
      (value ?? [])
        .filter((row) => row.domain === domain)
        .sort(
          (a, b) => (b.quotaPercent ?? -1) - (a.quotaPercent ?? -1) || a.mailbox.localeCompare(b.mailbox),
        ),
    [value, domain],
  );
  if (value === null && error !== null)
    return <ErrorState failure={error} retry={() => void mailboxes.refresh()} />;
  if (rows.length === 0) return null;
  return (
    <div className={styles.mailboxes}>
      <Section title="Mailboxes">
        <ul className={list.mailboxes}>
          {(all ? rows : rows.slice(0, SHOWN)).map((row) => (
            <MailboxItem key={row.mailbox} row={row} />
          ))}
        </ul>
      </Section>
      {rows.length > SHOWN && (
        <Button variant="subtle" size="xs" mt={4} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${rows.length - SHOWN} more`}
        </Button>
      )}
    </div>
  );
}
