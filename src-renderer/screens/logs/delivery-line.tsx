import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Delivery } from '../../../src-shared/audit-event.ts';
import { DELIVERY_STATUS } from '../../components/status.ts';
import { StatusWord } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { call } from '../../ipc.ts';
import { count } from '../../lib/format.ts';
import { toastFailure } from '../../stores/toasts.ts';
import styles from './event-panel.module.css';

/** Who got it, or why not and when it is tried next; and once more, on demand. */
export function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const [asking, setAsking] = useState(false);
  const { status, word } = DELIVERY_STATUS[delivery.status];
  const underWay = delivery.status === 'queued' || delivery.status === 'sending';
  const again = async () => {
    setAsking(true);
    const answer = await call('deliveries.sendAgain', delivery.id);
    setAsking(false);
    if (!answer.ok) toastFailure(answer);
  };
  return (
    <li className={styles.delivery}>
      <span className={styles.deliveryHead}>
        <strong className="truncate" title={delivery.targetLabel}>
          {delivery.targetLabel}
        </strong>
        <StatusWord status={status} word={word} />
      </span>
      <span className={styles.deliveryBody}>
        <span className={styles.story}>
          {delivery.subject !== undefined && (
            <span className={styles.reason}>Only about {delivery.subject}, told when its mute was over</span>
          )}
          <span className={styles.facts}>
            {delivery.deliveredAt !== null && <TimeAgo iso={delivery.deliveredAt} />}
            {delivery.attempts > 0 && <span>{count(delivery.attempts, 'attempt')}</span>}
            {delivery.held && <span>waits for the end of the quiet hours</span>}
            {delivery.status === 'queued' && !delivery.held && delivery.nextAttemptAt !== null && (
              <span>
                next try <TimeAgo iso={delivery.nextAttemptAt} />
              </span>
            )}
          </span>
          {delivery.lastError !== null && delivery.status !== 'delivered' && (
            <span className={styles.reason}>{delivery.lastError}</span>
          )}
        </span>
        <Button
          variant="subtle"
          size="xs"
          className={styles.again}
          loading={asking}
          disabled={underWay}
          aria-label={`Send again: ${delivery.targetLabel}`}
          onClick={() => void again()}
        >
          Send again
        </Button>
      </span>
    </li>
  );
}
