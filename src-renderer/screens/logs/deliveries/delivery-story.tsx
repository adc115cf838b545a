import type { Delivery } from '../../../../src-shared/audit-event.ts';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { count } from '../../../lib/format.ts';

/** Why it is not there yet, or what it took. */
export function DeliveryStory({ delivery }: { delivery: Delivery }) {
  const { status, attempts, nextAttemptAt, lastError, held } = delivery;
  if (held) return 'Waits for the end of the quiet hours';
  if (status === 'failed') return <span title={lastError ?? ''}>{lastError ?? 'No reason is known'}</span>;
  if (status === 'delivered') return attempts > 1 ? `After ${count(attempts, 'attempt')}` : null;
  return (
    <span title={lastError ?? ''}>
      {nextAttemptAt !== null && (
        <>
          Next try <TimeAgo iso={nextAttemptAt} />
          {lastError !== null && ' · '}
        </>
      )}
      {lastError}
    </span>
  );
}
