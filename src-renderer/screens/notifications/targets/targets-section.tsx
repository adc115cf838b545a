import { Button } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { NotificationsView } from '../../../../src-shared/views/notifications.ts';
import type { TargetView } from '../../../../src-shared/views/targets.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { targetOpened, useTargetDialog } from '../../../stores/target-dialog.ts';
import { TargetRow } from './target-row.tsx';

interface Props {
  targets: TargetView[];
  keychain: NotificationsView['keychain'];
  error: string | undefined;
}

/** Needed once somebody adds or edits a target: kept out of what the window starts with. */
const dialog = lazyPart(() => import('./dialog/target-dialog.tsx').then(({ TargetDialog }) => TargetDialog));

/** How long a copy stands out among the others. */
const SHOWN_MS = 4_000;

/** A target that is to be opened from elsewhere, such as a failing line of the doctor. */
function useAskedTarget(targets: TargetView[], open: (target: TargetView) => void) {
  const targetId = useTargetDialog((state) => state.targetId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for each time that it is asked for
  useEffect(() => {
    if (targetId === null) return;
    const target = targets.find(({ id }) => id === targetId);
    if (target !== undefined) open(target);
    targetOpened();
  }, [targetId]);
}

/** Where alerts go. */
export function TargetsSection({ targets, keychain, error }: Props) {
  const [editing, setEditing] = useState<TargetView | 'new' | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  useAskedTarget(targets, setEditing);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const add = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={14} />}
      onPointerEnter={dialog.preload}
      onFocus={dialog.preload}
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
            <TargetRow
              key={target.id}
              target={target}
              isNew={target.id === shown}
              onEdit={() => setEditing(target)}
              onCopied={setShown}
            />
          ))}
        </ul>
      )}
      {editing !== null && (
        <dialog.Part
          target={editing === 'new' ? null : editing}
          targets={targets}
          keychain={keychain}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
