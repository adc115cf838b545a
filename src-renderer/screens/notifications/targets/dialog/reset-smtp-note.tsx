import { Button, Skeleton } from '@mantine/core';
import { StatusIcon } from '../../../../components/status-icon.tsx';
import { call } from '../../../../ipc.ts';
import { go } from '../../../../stores/navigation.ts';
import { useQuery } from '../../../../stores/use-query.ts';
import styles from './dialog.module.css';

/** What an e-mail target that uses Settings → Mailbox Password Reset will send through, and what is missing there. */
export function ResetSmtpNote({ onClose }: { onClose: () => void }) {
  const { value, error } = useQuery('smtp', () => call('smtp.get'), ['settings']);
  if (error !== null)
    return (
      <p className={styles.note} role="alert">
        {error.message}
      </p>
    );
  if (value === null) return <Skeleton h={58} radius="md" aria-label="Loading the SMTP settings" />;
  const complete = value.problems.length === 0;
  const openSettings = () => {
    onClose();
    go({ screen: 'settings', section: 'Mailbox Password Reset' });
  };
  return (
    <div className={styles.note} role="status">
      <div className={styles.noteText}>
        {complete && (
          <p className={styles.verdict}>
            <StatusIcon status="healthy" word="" size={15} />
            <span>
              Sends through{' '}
              <code className="mono">
                {value.host}:{value.port}
              </code>
              {value.user !== '' && ` as ${value.user}`}. What is changed there applies to this target as
              well.
            </span>
          </p>
        )}
        {!complete && (
          <p className={styles.verdict}>
            <StatusIcon status="degraded" word="" size={15} />
            Settings → Mailbox Password Reset is not complete. This target can be saved already; it begins to
            send once it is.
          </p>
        )}
        {!complete && (
          <ul className={styles.problems}>
            {value.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </div>
      <Button size="xs" variant="default" onClick={openSettings}>
        Open Mailbox Password Reset
      </Button>
    </div>
  );
}
