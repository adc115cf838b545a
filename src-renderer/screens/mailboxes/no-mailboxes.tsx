import { Button } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { EmptyState } from '../../components/states.tsx';
import { ALL_MAILBOXES, type MailboxFilter } from '../../lib/mailbox-filter.ts';
import { filterMailboxes } from '../../stores/mailboxes.ts';
import { go } from '../../stores/navigation.ts';
import { overview, startScan, useScanning } from '../../stores/overview.ts';

interface Props {
  filter: MailboxFilter;
  narrowed: boolean;
}

export function NoMailboxes({ filter, narrowed }: Props) {
  const { value } = overview.use();
  const scanning = useScanning('usage');
  const icon = <IconMailbox size={22} />;
  if (narrowed) {
    const calm = filter.aboveOnly && filter.text === '' && filter.domain === null;
    return (
      <EmptyState
        icon={icon}
        title={calm ? 'No mailbox is above its threshold' : 'No such mailbox'}
        action={
          <Button variant="default" size="xs" onClick={() => filterMailboxes(ALL_MAILBOXES)}>
            Show all mailboxes
          </Button>
        }
      >
        {calm
          ? 'Mailboxes that are nearly full, or send nearly as much as they may, will stand here.'
          : 'No mailbox matches all of the filters above.'}
      </EmptyState>
    );
  }
  if (value?.accounts.length === 0) {
    return (
      <EmptyState
        icon={icon}
        title="No account is connected"
        action={
          <Button size="xs" onClick={() => go({ screen: 'settings', section: 'Account' })}>
            Connect an account
          </Button>
        }
      >
        Every mailbox of your MXroute account will stand here, with how full it is and how much it sends.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title="No mailboxes have been read yet"
      action={
        <Button size="xs" disabled={scanning} onClick={() => void startScan('usage')}>
          {scanning ? 'Scanning…' : 'Scan mailbox usage'}
        </Button>
      }
    >
      Every mailbox of your account will stand here, with how full it is and how much it sends.
    </EmptyState>
  );
}
