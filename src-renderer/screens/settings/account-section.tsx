import { Button, Group, Skeleton } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountView } from '../../../src-shared/views/accounts.ts';
import { AccountForm } from '../../components/account-form.tsx';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { domains as allDomains } from '../../stores/domains.ts';
import { overview } from '../../stores/overview.ts';
import { toastDone } from '../../stores/toasts.ts';
import { AccountSummary } from './account-summary.tsx';
import { RemoveAccount } from './remove-account.tsx';

export function AccountSection() {
  const { value, error } = overview.use();
  const domains = allDomains.use().value ?? [];
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const [removing, setRemoving] = useState<AccountView | null>(null);
  const saved = (account: AccountView) => {
    setEditing(null);
    toastDone(`${account.label} saved.`);
  };
  return (
    <Section title="Account">
      {value === null && error !== null && (
        <ErrorState failure={error} retry={() => void overview.refresh()} />
      )}
      {value === null && error === null && <Skeleton h={64} />}
      {value?.accounts.map((account) => (
        <Row key={account.id}>
          {editing === account.id ? (
            <AccountForm
              account={account}
              saveLabel="Save account"
              onSaved={saved}
              onCancel={() => setEditing(null)}
            />
          ) : (
            <AccountSummary
              account={account}
              actions={
                <Group gap={6} wrap="nowrap">
                  <Button variant="default" size="xs" onClick={() => setEditing(account.id)}>
                    Edit
                  </Button>
                  <Button variant="default" size="xs" onClick={() => setRemoving(account)}>
                    Remove
                  </Button>
                </Group>
              }
            />
          )}
        </Row>
      ))}
      {value?.accounts.length === 0 && editing !== 'new' && (
        <EmptyState
          compact
          icon={<IconPlugConnected size={20} />}
          title="No account is connected"
          action={<Button onClick={() => setEditing('new')}>Connect an account</Button>}
        >
          The app needs the API key of your MXroute account to know your domains and mailboxes.
        </EmptyState>
      )}
      {value?.accounts.length === 0 && editing === 'new' && (
        <Row>
          <AccountForm
            account={null}
            saveLabel="Save account"
            onSaved={saved}
            onCancel={() => setEditing(null)}
          />
        </Row>
      )}
      {removing !== null && (
        <RemoveAccount
          account={removing}
          domains={domains.filter((row) => row.account === removing.id).length}
          mailboxes={domains
            .filter((row) => row.account === removing.id)
            .reduce((sum, row) => sum + row.mailboxes, 0)}
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}
