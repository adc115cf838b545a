import { Button, Menu } from '@mantine/core';
import { IconChecks, IconChevronDown, IconMailbox, IconWorldSearch } from '@tabler/icons-react';
import { startScan, useScan } from '../../stores/overview.ts';

export function ScanMenu() {
  const running = useScan((state) => state.progress?.state === 'running');
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} />} disabled={running}>
          Scan now
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconWorldSearch size={16} />} onClick={() => void startScan('dns')}>
          DNS health
        </Menu.Item>
        <Menu.Item leftSection={<IconMailbox size={16} />} onClick={() => void startScan('usage')}>
          Mailbox usage
        </Menu.Item>
        <Menu.Item leftSection={<IconChecks size={16} />} onClick={() => void startScan('all')}>
          Everything
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
