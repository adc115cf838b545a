import { Button, Skeleton } from '@mantine/core';
import { MutedUntil } from '../../../components/muted-until.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { inForce } from '../../../lib/mutes.ts';
import { mutes, unmute } from '../../../stores/mutes.ts';
import { useNow } from '../../../stores/now.ts';
import styles from './quiet.module.css';

/** What no alerts are sent about for a time. Acts at once: it is no part of the form. */
export function MutesSection() {
  const { value, error } = mutes.use();
  const now = Math.max(useNow(), Date.now());
  const shown = inForce(value ?? [], now);
  return (
    <Section title="Muted">
      {value === null && error !== null && <ErrorState failure={error} retry={() => void mutes.refresh()} />}
      {value === null && error === null && <Skeleton h={40} radius={0} />}
      {value !== null && shown.length === 0 && (
        <p className={styles.none}>
          Nothing is muted. Mute a domain or a mailbox on the Overview, or in one of its events.
        </p>
      )}
      {shown.length > 0 && (
        <ul aria-label="Muted domains and mailboxes">
          {shown.map(({ subject }) => (
            <li key={subject} className={styles.mute}>
              <span className={`${styles.subject} truncate`} title={subject}>
                {subject}
              </span>
              <span className={styles.until}>
                <MutedUntil subject={subject} />
              </span>
              <Button
                variant="default"
                size="xs"
                aria-label={`Unmute ${subject}`}
                onClick={() => void unmute(subject)}
              >
                Unmute
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
