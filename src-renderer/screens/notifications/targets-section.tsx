import { Button } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { NotificationsView, TargetView } from '../../../src-shared/views.ts';
import { FieldError } from '../../components/field-error.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TargetDialog } from './target-dialog.tsx';
import { TargetRow } from './target-row.tsx';

interface Props {
  targets: TargetView[];
  keychain: NotificationsView['keychain'];
  error: string | undefined;
}

/** Where alerts go. */
export function TargetsSection({ targets, keychain, error }: Props) {
  const [editing, setEditing] = useState<TargetView | 'new' | null>(null);
  const add = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={14} />}
      onClick={() => setEditing('new')}
    >
      Add target
    </Button>
  );
  return (
    <Section
      title="Targets"
      hint="Where alerts go, through Apprise."
      actions={targets.length > 0 ? add : undefined}
    >
      <FieldError message={error} />
      {targets.length === 0 && (
        <EmptyState compact icon={<IconSend size={20} />} title="No targets yet" action={add}>
          A target is a place that takes messages: a ntfy topic on your phone, a Discord channel, a webhook, a
          mailbox.
        </EmptyState>
      )}
      {targets.length > 0 && (
        <ul>
          {targets.map((target) => (
            <TargetRow key={target.id} target={target} onEdit={() => setEditing(target)} />
          ))}
        </ul>
      )}
      {editing !== null && (
        <TargetDialog
          target={editing === 'new' ? null : editing}
          keychain={keychain}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
