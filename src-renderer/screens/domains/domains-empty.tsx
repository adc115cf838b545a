import { Button } from '@mantine/core';
import { IconPlugConnected, IconSearchOff, IconWorld } from '@tabler/icons-react';
import { EmptyState } from '../../components/states.tsx';
import { NO_FILTER } from '../../lib/domain-list.ts';
import { useDomainList } from '../../stores/domains.ts';
import { go } from '../../stores/navigation.ts';
import { overview, startScan, useScanning } from '../../stores/overview.ts';

/** Nothing yet, and what makes it so. */
export function DomainsEmpty() {
  const connected = (overview.use().value?.accounts.length ?? 0) > 0;
  const running = useScanning('dns');
  if (!connected) {
    return (
      <EmptyState
        icon={<IconPlugConnected size={22} />}
        title="No account is connected"
        action={
          <Button onClick={() => go({ screen: 'settings', section: 'Account' })}>Connect an account</Button>
        }
      >
        Once your MXroute account is connected, each of its domains stands here with the state of its DNS
        records.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconWorld size={22} />}
      title="No domains yet"
      action={
        <Button disabled={running} onClick={() => void startScan('dns')}>
          Check now
        </Button>
      }
    >
      After the first DNS health scan each domain of the account stands here with one cell per check.
    </EmptyState>
  );
}

export function NothingFound() {
  return (
    <EmptyState
      compact
      icon={<IconSearchOff size={20} />}
      title="No domain matches"
      action={
        <Button variant="default" onClick={() => useDomainList.setState({ filter: NO_FILTER })}>
          Show all domains
        </Button>
      }
    >
      Nothing in the list has this name and status.
    </EmptyState>
  );
}
