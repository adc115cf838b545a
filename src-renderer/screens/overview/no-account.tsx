import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { goToStep } from '../../stores/setup.ts';

export function NoAccount() {
  return (
    <Page title="Overview">
      <EmptyState
        icon={<IconPlugConnected size={22} />}
        title="No account is connected"
        action={<Button onClick={() => goToStep('account')}>Connect an account</Button>}
      >
        Connect your MXroute account, and every domain with the state of its DNS records and mailboxes stands
        here, trouble first.
      </EmptyState>
    </Page>
  );
}
