import { Button, Skeleton } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { ErrorState } from '../../components/states.tsx';
import { SEVERITY_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { call } from '../../ipc.ts';
import { NO_FILTER } from '../../lib/log-filter.ts';
import { filterEvents } from '../../stores/events.ts';
import { go } from '../../stores/navigation.ts';
import { useQuery } from '../../stores/use-query.ts';
import styles from './mailbox-panel.module.css';

interface Props {
  mailbox: string;
  account: string;
}

const SHOWN = 6;
/** An address may be longer than a search. */
const LONGEST_SEARCH = 200;

/** What the log knows of it. */
export function MailboxEvents({ mailbox, account }: Props) {
  const text = mailbox.slice(0, LONGEST_SEARCH);
  const { value, error, again } = useQuery(
    `events of ${account} ${mailbox}`,
    () => call('events.list', { text, account, limit: SHOWN }),
    ['events'],
  );
  const showAll = () => {
    filterEvents({ ...NO_FILTER, text });
    go({ screen: 'logs' });
  };
  return (
    <Section
      title="Recent events"
      actions={
        <Button
          variant="subtle"
          size="xs"
          onClick={showAll}
          aria-label={`Show events of ${mailbox} in the log`}
        >
          Show in log
        </Button>
      }
    >
      {error !== null && <ErrorState failure={error} retry={again} />}
      {value === null && error === null && <Skeleton h={64} />}
      {value?.events.length === 0 && (
        <p className={styles.none}>
          {value.nextBefore === null
            ? 'Nothing has happened to it since the log began.'
            : 'Nothing has happened to it lately.'}
        </p>
      )}
      {value !== null && value.events.length > 0 && (
        <ul>
          {value.events.map((event) => {
            const { status, word } = SEVERITY_STATUS[event.severity];
            return (
              <li key={event.id} className={styles.event}>
                <button
                  type="button"
                  className={styles.eventButton}
                  onClick={() => go({ screen: 'logs', eventId: event.id })}
                >
                  <StatusIcon status={status} word={word} size={15} quiet={status !== 'healthy'} />
                  <span className="truncate">{event.label}</span>
                  <TimeAgo iso={event.at} className={styles.when} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
