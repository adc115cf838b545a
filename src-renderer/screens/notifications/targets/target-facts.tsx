import type { TargetView } from '../../../../src-shared/views/targets.ts';
import { filterSummary } from '../../../lib/target-filter.ts';
import { notifications } from '../../../stores/notifications.ts';
import { LastDelivery } from './last-delivery.tsx';
import styles from './targets.module.css';

const STORE_WORDS = { keychain: 'OS keychain', env: 'environment', database: 'database' };

/** How it last went, what waits, what the target leaves out, and where its secret lives. */
export function TargetFacts({ target }: { target: TargetView }) {
  const filter = filterSummary(target, notifications.peek()?.subscriptions ?? []);
  return (
    <p className={styles.facts}>
      <LastDelivery target={target} />
      {target.waiting > 0 && <span>{target.waiting} waiting</span>}
      {filter !== null && (
        <span title="This target gets only these of the alerts that are ticked.">Gets {filter}</span>
      )}
      <span>
        {target.usesResetSmtp
          ? 'Uses the Mailbox Password Reset SMTP settings'
          : `Secret in the ${STORE_WORDS[target.store]}`}
        {target.envVariable !== null && !target.usesResetSmtp && (
          <>
            {' '}
            (<code className="mono">{target.envVariable}</code>)
          </>
        )}
      </span>
    </p>
  );
}
