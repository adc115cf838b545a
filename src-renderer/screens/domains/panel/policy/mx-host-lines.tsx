import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { StatusIcon } from '../../../../components/status-icon.tsx';
import type { ExtraMxHost } from '../../../../lib/mx-hosts.ts';
import styles from './policy.module.css';

interface AcceptedProps {
  host: string;
  published: ExtraMxHost | undefined;
  disabled: boolean;
  onRemove: () => void;
}

/** One that is no warning for this domain. */
export function AcceptedHost({ host, published, disabled, onRemove }: AcceptedProps) {
  return (
    <li>
      <StatusIcon status="healthy" word="Accepted" quiet />
      <div className={styles.hostText}>
        <code className="mono">{host}</code>
        <p>
          {published === undefined
            ? 'Accepted. Not published at present.'
            : `Accepted. Published with ${published.priority}${published.first ? ', asked before or beside MXroute' : ', asked after MXroute'}.`}
        </p>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`No longer accept ${host}`}
        disabled={disabled}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
    </li>
  );
}

interface ForeignProps {
  host: ExtraMxHost;
  disabled: boolean;
  onAccept: () => void;
}

/** One that is published, and what that means. */
export function ForeignHost({ host: { host, priority, first }, disabled, onAccept }: ForeignProps) {
  return (
    <li>
      <StatusIcon status={first ? 'degraded' : 'info'} word={first ? 'Warning' : 'Note'} />
      <div className={styles.hostText}>
        <code className="mono">{host}</code>
        <p>
          {first
            ? `Published with ${priority}: mail goes there before or beside MXroute.`
            : `Published with ${priority}: only asked after MXroute, which is fine.`}
        </p>
      </div>
      <Button
        variant="default"
        size="xs"
        disabled={disabled}
        aria-label={`Accept ${host}`}
        onClick={onAccept}
      >
        Accept
      </Button>
    </li>
  );
}
