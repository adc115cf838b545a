import { exactTime, untilWords } from '../lib/time.ts';
import { useMute } from '../stores/mutes.ts';
import styles from './muted-until.module.css';
import { StatusIcon } from './status-icon.tsx';

/** Nothing where the subject is not muted. */
export function MutedUntil({ subject }: { subject: string }) {
  const mute = useMute(subject);
  if (mute === undefined) return null;
  return (
    <span className={styles.muted}>
      <StatusIcon status="paused" word="" size={13} />
      <span>
        Muted until{' '}
        <time dateTime={mute.until} title={exactTime(mute.until)}>
          {untilWords(mute.until, Date.now())}
        </time>
      </span>
    </span>
  );
}
