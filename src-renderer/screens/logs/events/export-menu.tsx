import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../../../ipc.ts';
import { count } from '../../../lib/format.ts';
import { eventFilter, type LogFilter } from '../../../lib/log-filter.ts';
import { toastAction, toastFailure } from '../../../stores/toasts.ts';

interface Props {
  filter: LogFilter;
  disabled: boolean;
}

const FORMATS = [
  { format: 'csv', label: 'CSV, for spreadsheets' },
  { format: 'json', label: 'JSON, with all details' },
] as const;

async function showFile(): Promise<void> {
  const answer = await call('events.showExport');
  if (!answer.ok) toastFailure(answer);
}

/** What is filtered, all of it, not only what is loaded. */
export function ExportMenu({ filter, disabled }: Props) {
  const [running, setRunning] = useState(false);
  const run = async (format: 'csv' | 'json') => {
    setRunning(true);
    const answer = await call('events.export', { ...eventFilter(filter), format });
    setRunning(false);
    if (!answer.ok) return toastFailure(answer);
    if (answer.value === null) return;
    const { file, events } = answer.value;
    toastAction(`${count(events, 'event')} written to ${file}`, 'Open folder', () => void showFile());
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={15} />}
          loading={running}
          disabled={disabled}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All events that match the filters</Menu.Label>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item key={format} onClick={() => void run(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
