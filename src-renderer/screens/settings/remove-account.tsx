import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccountView } from '../../../src-shared/views/accounts.ts';
import { call } from '../../ipc.ts';
import { count } from '../../lib/format.ts';
import { overview } from '../../stores/overview.ts';
import { toastDone, toastFailure } from '../../stores/toasts.ts';

interface Props {
  account: AccountView;
  domains: number;
  mailboxes: number;
  onClose: () => void;
}

/** Names what is lost, and what is not. */
export function RemoveAccount({ account, domains, mailboxes, onClose }: Props) {
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    setRemoving(true);
    const answer = await call('account.remove', account.id);
    setRemoving(false);
    if (!answer.ok) return toastFailure(answer);
    await overview.refresh();
    toastDone(`${account.label} removed.`);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Remove ${account.label}?`} size="md" centered>
      <Text size="sm">
        Its API key leaves the keychain, and the stored state of {count(domains, 'domain')} and{' '}
        {count(mailboxes, 'mailbox', 'mailboxes')} with the usage history is deleted. Nobody watches them any
        more.
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        The account at MXroute, its mail, your targets and the log stay as they are.
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep account
        </Button>
        <Button color="red" loading={removing} onClick={() => void remove()}>
          Remove account
        </Button>
      </Group>
    </Modal>
  );
}
