import { Button } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import { overview, startScan, useScanning } from '../../stores/overview.ts';

export function RescanButton() {
  const running = useScanning('dns');
  const connected = (overview.use().value?.accounts.length ?? 0) > 0;
  if (!connected) return null;
  return (
    <Button
      leftSection={<IconWorldSearch size={15} />}
      disabled={running}
      onClick={() => void startScan('dns')}
    >
      Check all now
    </Button>
  );
}
