import { Button } from '@mantine/core';
import type { AccountQuotaView, AccountView } from '../../../src-shared/views/accounts.ts';
import { Section } from '../../components/section.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UsageBar } from '../../components/usage-bar.tsx';
import { breakdownWords, graceWords, quotaWords } from '../../lib/quota-words.ts';
import { go } from '../../stores/navigation.ts';
import styles from './overview.module.css';

interface Props {
  quotas: AccountQuotaView[];
  accounts: AccountView[];
}

/** The storage of the account as a whole, which its mailboxes share. */
export function AccountStorage({ quotas, accounts }: Props) {
  return (
    <Section title="Account storage">
      <ul>
        {quotas.map((quota) => (
          <Quota
            key={quota.account}
            quota={quota}
            label={accounts.find(({ id }) => id === quota.account)?.label ?? quota.account}
          />
        ))}
      </ul>
    </Section>
  );
}

function Quota({ quota, label }: { quota: AccountQuotaView; label: string }) {
  const alarmed = quota.alarmSince !== null;
  const grace = graceWords(quota);
  const parts = breakdownWords(quota.breakdown);
  return (
    <li className={styles.quota}>
      <span className={`${styles.quotaName} truncate`} title={label}>
        {label}
      </span>
      <span className={`${styles.quotaWords} tabular`}>
        {alarmed && <StatusIcon status="degraded" word="In alarm" size={14} />}
        <span title={parts.length > 0 ? parts.join(' · ') : undefined}>{quotaWords(quota)}</span>
        <span className={styles.quotaRead}>
          counted <TimeAgo iso={quota.countedAt ?? quota.readAt} />
        </span>
      </span>
      {quota.percent !== undefined && (
        <span className={styles.quotaBar}>
          <UsageBar
            percent={quota.percent}
            threshold={quota.thresholdPercent}
            alarmed={alarmed}
            label={`Storage of ${label}`}
          />
        </span>
      )}
      <Button
        variant="subtle"
        size="xs"
        className={styles.quotaAction}
        aria-label={`Show the mailboxes of ${label}`}
        onClick={() => go({ screen: 'mailboxes', narrow: { account: quota.account } })}
      >
        Show mailboxes
      </Button>
      {(grace !== null || alarmed) && (
        <p className={styles.quotaGrace} data-grace={grace !== null || undefined}>
          {grace !== null && <StatusIcon status="unhealthy" word="Warning" size={14} />}
          <span>
            {grace ??
              `Above the alert line of ${quota.thresholdPercent} %. At 100 % MXroute may refuse mail for every mailbox.`}
          </span>
        </p>
      )}
    </li>
  );
}
