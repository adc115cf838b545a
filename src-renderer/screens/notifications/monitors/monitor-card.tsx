import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MonitorView } from '../../../../src-shared/views.ts';
import { Section } from '../../../components/section.tsx';
import { Row, SwitchRow } from '../../../components/setting-row.tsx';
import { startScan, useScan } from '../../../stores/overview.ts';
import { MonitorRun } from './monitor-run.tsx';
import styles from './monitors.module.css';

interface Props {
  title: string;
  label: string;
  monitor: MonitorView['monitor'];
  view: MonitorView | undefined;
  enabled: boolean;
  onEnable: (enabled: boolean) => void;
  children: ReactNode;
}

export function MonitorCard({ title, label, monitor, view, enabled, onEnable, children }: Props) {
  const progress = useScan((state) => (state.progress?.state === 'running' ? state.progress : null));
  const own = progress?.monitor === monitor ? progress : null;
  return (
    <Section
      title={title}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlayerPlay size={13} />}
          disabled={progress !== null}
          aria-label={`Run now: ${title}`}
          onClick={() => void startScan(monitor)}
        >
          Run now
        </Button>
      }
    >
      <SwitchRow label={label} checked={enabled} onChange={onEnable} />
      <Row>
        <div className={styles.numbers}>{children}</div>
      </Row>
      <Row>
        <MonitorRun view={view} progress={own} />
      </Row>
    </Section>
  );
}
