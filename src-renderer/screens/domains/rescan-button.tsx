import { Button } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import { startScan, useScan } from '../../stores/overview.ts';

export function RescanButton() {
  const running = useScan((state) => state.progress?.state === 'running');
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
