import { Button } from '@mantine/core';
import { MailboxItem } from '../../../components/mailbox-item.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { call } from '../../../ipc.ts';
import { formatNumber } from '../../../lib/format.ts';
import type { DomainKey } from '../../../stores/domains.ts';
import { go } from '../../../stores/navigation.ts';
import { useQuery } from '../../../stores/use-query.ts';
import styles from './domain-panel.module.css';

const SHOWN = 5;

/** The fullest mailboxes of one domain, and the way to all of them. */
export function DomainMailboxes({ account, domain }: DomainKey) {
  const { value, error, again } = useQuery(
    `${account} ${domain}`,
    () =>
      call('mailboxes.page', {
        account,
        domain,
        sort: 'storage',
        descending: true,
        offset: 0,
        limit: SHOWN,
      }),
    ['mailboxes'],
  );
  if (value === null && error !== null) return <ErrorState failure={error} retry={again} />;
  if (value === null || value.total === 0) return null;
  return (
    <div className={styles.part}>
      <Section
        title="Mailboxes"
        actions={
          <Button
            variant="subtle"
            size="xs"
            onClick={() => go({ screen: 'mailboxes', narrow: { account, domain } })}
          >
            {value.total > SHOWN ? `Show all ${formatNumber(value.total)}` : 'Show in Mailboxes'}
          </Button>
        }
      >
        <ul className={styles.mailboxes}>
          {value.rows.map((row) => (
            <MailboxItem key={row.mailbox} row={row} />
          ))}
        </ul>
      </Section>
    </div>
  );
}
