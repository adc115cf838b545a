import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MonitorSwitch } from '../../../../src-shared/audit-actions.ts';
import type { MonitorName } from '../../../../src-shared/monitors.ts';
import type { MonitorView } from '../../../../src-shared/views/scans.ts';
import { Section } from '../../../components/section.tsx';
import { Row, SwitchRow } from '../../../components/setting-row.tsx';
import { startScan, useScan, useScanning } from '../../../stores/overview.ts';
import { MonitorRun } from './monitor-run.tsx';
import styles from './monitors.module.css';

interface Props {
  title: string;
  label: string;
  hint?: string | undefined;
  /** What "Run now" runs. */
  scan: MonitorSwitch;
  runs: { monitor: MonitorName; name?: string; view: MonitorView | undefined }[];
  enabled: boolean;
  onEnable: (enabled: boolean) => void;
  children: ReactNode;
}

export function MonitorCard({ title, label, hint, scan, runs, enabled, onEnable, children }: Props) {
  const scans = useScan((state) => state.running);
  const scanning = useScanning(scan);
  const progressOf = (monitor: MonitorName) =>
    [...scans.values()].findLast((running) => running.monitor === monitor) ?? null;
  return (
    <Section
      title={title}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlayerPlay size={13} />}
          disabled={scanning}
          aria-label={`Run now: ${title}`}
          onClick={() => void startScan(scan)}
        >
          Run now
        </Button>
      }
    >
      <SwitchRow label={label} hint={hint} checked={enabled} onChange={onEnable} />
      <Row>
        <div className={styles.numbers}>{children}</div>
      </Row>
      {runs.map(({ monitor, name, view }) => (
        <Row key={monitor}>
          {name !== undefined && <p className={styles.name}>{name}</p>}
          <MonitorRun view={view} progress={progressOf(monitor)} />
        </Row>
      ))}
    </Section>
  );
}
