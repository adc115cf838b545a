import { IconWebhook } from '@tabler/icons-react';
import type { Severity } from '../../../src-shared/audit-actions.ts';
import { Section } from '../../components/section.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { SEVERITY_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { call } from '../../ipc.ts';
import { useQuery } from '../../stores/use-query.ts';
import styles from './overview.module.css';

const isSeverity = (type: string): type is Severity => Object.hasOwn(SEVERITY_STATUS, type);

/** Proof that alerts arrive: what the demo's own webhook was sent. */
export function DemoReceived() {
  const { value, error, again } = useQuery('demo', () => call('demo.received'), ['deliveries']);
  return (
    <Section title="Received by the demo webhook">
      {error !== null && value === null && <ErrorState failure={error} retry={again} />}
      {value?.length === 0 && (
        <EmptyState compact icon={<IconWebhook size={20} />} title="No alert has arrived yet">
          Something in the demo account breaks within the first minute. Its alert appears here as soon as the
          webhook has it.
        </EmptyState>
      )}
      {value !== null && value.length > 0 && (
        <ul className={styles.received}>
          {[...value]
            .sort((a, b) => b.at.localeCompare(a.at))
            .map((alert) => {
              const { status, word } = SEVERITY_STATUS[isSeverity(alert.type) ? alert.type : 'info'];
              return (
                <li key={`${alert.at} ${alert.title}`}>
                  <div className={styles.receivedHead}>
                    <StatusIcon status={status} word={word} size={15} />
                    <span className={`${styles.receivedTitle} truncate`} title={alert.title}>
                      {alert.title}
                    </span>
                    <TimeAgo iso={alert.at} className={`${styles.small} tabular`} />
                  </div>
                  <p className={styles.receivedBody} title={alert.body}>
                    {alert.body}
                  </p>
                </li>
              );
            })}
        </ul>
      )}
    </Section>
  );
}
