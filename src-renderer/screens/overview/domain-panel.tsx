import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { CHECK_NAMES } from '../../../src-shared/dns-health.ts';
import type { FleetRow } from '../../../src-shared/views.ts';
import { MuteButton } from '../../components/mute-button.tsx';
import { MutedUntil } from '../../components/muted-until.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { StatusWord } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { checksTroubleFirst } from '../../lib/fleet.ts';
import { startScan, useScan } from '../../stores/overview.ts';
import { CheckSection } from './check-section.tsx';
import { DomainMailboxes } from './domain-mailboxes.tsx';
import styles from './domain-panel.module.css';

interface Props {
  row: FleetRow;
  onClose: () => void;
}

/** Each check of one domain: what is wrong first, with expected and found side by side. */
export function DomainPanel({ row, onClose }: Props) {
  const scanning = useScan((state) => state.progress?.state === 'running');
  const needed = CHECK_NAMES.filter((name) => ['fail', 'warn'].includes(row.checks[name].status)).length;
  return (
    <SidePanel
      title={row.domain}
      heading={
        <>
          <h2 className={styles.title} title={row.domain}>
            {row.domain}
          </h2>
          <p className={styles.meta}>
            <StatusWord status={row.overall} />
            {row.since !== null && (
              <span>
                since <TimeAgo iso={row.since} />
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
            <MutedUntil subject={row.domain} />
          </p>
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
            onClick={() => void startScan('dns', [row.domain])}
          >
            Recheck
          </Button>
        </>
      }
      onClose={onClose}
    >
      {row.mailHosting === false && (
        <p className={styles.note}>
          Mail hosting is off for this domain, so only its verification record counts. Switch it on in MXroute
          to have the others checked.
        </p>
      )}
      {needed > 0 && row.mailHosting !== false && (
        <p className={styles.note}>
          Publish what stands under Expected at the DNS host of {row.domain}, then choose Recheck.
        </p>
      )}
      <div>
        {checksTroubleFirst(row).map((name) => (
          <CheckSection key={`${row.domain} ${name}`} name={name} result={row.checks[name]} />
        ))}
      </div>
      <DomainMailboxes domain={row.domain} />
    </SidePanel>
  );
}
