import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { isScanning } from '../../../src-shared/running-scans.ts';
import { startScan, useScan } from '../../stores/overview.ts';
import { SCAN_CHOICES } from './scan-choices.ts';

export function ScanMenu() {
  const running = useScan((state) => state.running);
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} />}>Scan now</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SCAN_CHOICES.map(({ kind, label, icon: Shape }) => (
          <Menu.Item
            key={kind}
            leftSection={<Shape size={16} />}
            disabled={isScanning(running.values(), kind)}
            onClick={() => void startScan(kind)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
