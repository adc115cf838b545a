import { Button, Skeleton } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { MuteButton } from '../../components/mute-button.tsx';
import { MutedUntil } from '../../components/muted-until.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { ErrorState } from '../../components/states.tsx';
import { StatusWord } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { call } from '../../ipc.ts';
import { rowStatus } from '../../lib/measures.ts';
import { useAccountNames } from '../../stores/account-names.ts';
import { go } from '../../stores/navigation.ts';
import { useQuery } from '../../stores/use-query.ts';
import { MailboxHistory } from './history/mailbox-history.tsx';
import { MailboxEvents } from './mailbox-events.tsx';
import { MailboxFigures } from './mailbox-figures.tsx';
import styles from './mailbox-panel.module.css';

interface Props {
  account: string;
  mailbox: string;
  onClose: () => void;
}

/** One mailbox: how full, how busy, since when it is in alarm, and how it came to that. */
export function MailboxPanel({ account, mailbox, onClose }: Props) {
  const { value, error, again } = useQuery(
    `mailbox ${account} ${mailbox}`,
    () => call('mailboxes.get', { account, mailbox }),
    ['mailboxes', 'settings'],
  );
  const accounts = useAccountNames();
  const domain = value?.domain ?? mailbox.slice(mailbox.lastIndexOf('@') + 1);
  return (
    <SidePanel
      title={mailbox}
      onClose={onClose}
      meta={
        <>
          {value !== null && <StatusWord {...rowStatus(value)} />}
          {value?.suspended === true && value.alarms.length > 0 && (
            <StatusWord status="paused" word="Suspended" />
          )}
          {value !== null && (
            <span>
              read <TimeAgo iso={value.readAt} />
            </span>
          )}
          {accounts.size > 1 && <span>{accounts.get(account) ?? account}</span>}
          <MutedUntil subject={mailbox} />
        </>
      }
      actions={
        <>
          <MuteButton subject={mailbox} />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconWorld size={14} />}
            aria-label={`Open domain ${domain}`}
            onClick={() => go({ screen: 'domains', domain, account })}
          >
            Open domain
          </Button>
        </>
      }
    >
      {error !== null && <ErrorState failure={error} retry={again} />}
      {value === null && error === null && <PanelSkeleton />}
      {value !== null && (
        <div className={styles.parts}>
          <MailboxFigures mailbox={value} />
          <MailboxHistory mailbox={value} />
          <MailboxEvents mailbox={mailbox} account={account} />
        </div>
      )}
    </SidePanel>
  );
}

function PanelSkeleton() {
  return (
    <div role="status" aria-label="Loading the mailbox">
      <Skeleton h={112} radius="md" mb={24} />
      <Skeleton h={190} radius="md" mb={24} />
      <Skeleton h={120} radius="md" />
    </div>
  );
}
