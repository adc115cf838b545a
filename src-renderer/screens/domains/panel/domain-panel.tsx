import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { DomainRow } from '../../../../src-shared/views/domains.ts';
import { MuteButton } from '../../../components/mute-button.tsx';
import { MutedUntil } from '../../../components/muted-until.tsx';
import { SidePanel } from '../../../components/side-panel.tsx';
import { StatusWord } from '../../../components/status-icon.tsx';
import { Since, TimeAgo } from '../../../components/time-ago.tsx';
import { useAccountLabels } from '../../../stores/account-labels.ts';
import { startScan, useScanning } from '../../../stores/overview.ts';
import { DomainDetails } from './domain-details.tsx';

export interface DomainPanelProps {
  row: DomainRow;
  onClose: () => void;
}

/** Everything about one domain, beside the list that it was opened from. */
export function DomainPanel({ row, onClose }: DomainPanelProps) {
  const scanning = useScanning('dns');
  const account = useAccountLabels()?.get(row.account);
  return (
    <SidePanel
      title={row.domain}
      meta={
        <>
          <StatusWord status={row.overall} />
          {row.since !== null && (
            <span>
              <Since iso={row.since} />
            </span>
          )}
          <span>
            {row.checkedAt === null ? (
              'not checked yet'
            ) : (
              <>
                checked <TimeAgo iso={row.checkedAt} />
              </>
            )}
          </span>
          {account !== undefined && <span>{account}</span>}
          <MutedUntil subject={row.domain} />
        </>
      }
      actions={
        <>
          <MuteButton subject={row.domain} />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={14} />}
            disabled={scanning}
            title={scanning ? 'DNS health is being checked' : `Look at the records of ${row.domain} now`}
            onClick={() => void startScan('dns', { accountId: row.account, domains: [row.domain] })}
          >
            Recheck
          </Button>
        </>
      }
      onClose={onClose}
    >
      <DomainDetails key={`${row.account} ${row.domain}`} row={row} />
    </SidePanel>
  );
}
