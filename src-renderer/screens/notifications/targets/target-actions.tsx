import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCopyPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import type { TargetView } from '../../../../src-shared/views/targets.ts';
import { duplicateTarget, removeTarget } from '../../../stores/notifications.ts';
import styles from './targets.module.css';

interface Props {
  target: TargetView;
  name: string;
  testing: boolean;
  onTest: () => void;
  onEdit: () => void;
  onCopied: (id: string) => void;
}

/** The row goes away with its buttons: the focus moves to the next row, or to "Add target". */
function moveFocusOn(event: MouseEvent<HTMLElement>): void {
  const row = event.currentTarget.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const section = row?.closest('section');
  const button = next?.querySelector<HTMLElement>('button') ?? section?.querySelector<HTMLElement>('button');
  button?.focus();
}

export function TargetActions({ target, name, testing, onTest, onEdit, onCopied }: Props) {
  const [copying, setCopying] = useState(false);
  const duplicate = async () => {
    setCopying(true);
    const copy = await duplicateTarget(target.id);
    setCopying(false);
    if (copy !== null) onCopied(copy.id);
  };
  return (
    <div className={styles.actions}>
      <Button variant="default" size="xs" loading={testing} aria-label={`Test ${name}`} onClick={onTest}>
        Test
      </Button>
      <Action label="Edit" name={name} onClick={onEdit}>
        <IconPencil size={16} />
      </Action>
      <Action label="Duplicate" name={name} busy={copying} onClick={() => void duplicate()}>
        <IconCopyPlus size={16} />
      </Action>
      <Action
        label="Remove"
        name={name}
        onClick={(event) => {
          moveFocusOn(event);
          void removeTarget(target.id, name);
        }}
      >
        <IconTrash size={16} />
      </Action>
    </div>
  );
}

interface ActionProps {
  label: string;
  name: string;
  busy?: boolean;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  children: ReactNode;
}

function Action({ label, name, busy = false, onClick, children }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        loading={busy}
        aria-label={`${label} ${name}`}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
