import { CHECK_NAMES } from '../../../../src-shared/dns-health.ts';
import type { DomainRow } from '../../../../src-shared/views/domains.ts';
import { ErrorState } from '../../../components/states.tsx';
import { call } from '../../../ipc.ts';
import { checksTroubleFirst } from '../../../lib/fleet.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { AdviceSection } from './advice-section.tsx';
import { CheckSection } from './check-section.tsx';
import { ChecksSkeleton } from './checks-skeleton.tsx';
import { DomainMailboxes } from './domain-mailboxes.tsx';
import styles from './domain-panel.module.css';
import { PolicySection } from './policy/policy-section.tsx';
import { StatusHistory } from './status-history.tsx';

/** What is known of one domain; what is wrong first, with expected and found side by side. */
export function DomainDetails({ row }: { row: DomainRow }) {
  const { account, domain } = row;
  const { value, error, again } = useQuery(
    `${account} ${domain}`,
    () => call('domains.get', { account, domain }),
    ['domains', 'settings'],
  );
  const needed = CHECK_NAMES.some((name) => ['fail', 'warn'].includes(row.checks[name]));
  return (
    <>
      {error !== null && (
        <div className={styles.error}>
          <ErrorState failure={error} retry={again} />
        </div>
      )}
      {value !== null && <StatusHistory history={value.history} />}
      {row.mailHosting === false && (
        <p className={styles.note}>
          Mail hosting is off for this domain, so only its verification record counts. Switch it on in MXroute
          to have the others checked.
        </p>
      )}
      {needed && row.mailHosting !== false && (
        <p className={styles.note}>
          Publish what stands under Expected at the DNS host of {domain}, then choose Recheck.
        </p>
      )}
      {value === null && error === null && <ChecksSkeleton checks={row.checks} />}
      {value !== null && (
        <>
          <div>
            {checksTroubleFirst((name) => value.checks[name].status).map((name) => (
              <CheckSection key={name} name={name} result={value.checks[name]} />
            ))}
          </div>
          <PolicySection detail={value} again={again} />
          <AdviceSection detail={value} again={again} />
        </>
      )}
      <DomainMailboxes account={account} domain={domain} />
    </>
  );
}
