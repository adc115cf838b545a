import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { MUTE_TIMES } from '../lib/mutes.ts';
import { mute, unmute, useMute } from '../stores/mutes.ts';

interface Props {
  /** Exactly this domain or mailbox. */
  subject: string;
  /** In a dense row: an icon alone. */
  compact?: boolean;
}

/** Mute for a time, and the way back where it is muted already. */
export function MuteButton({ subject, compact = false }: Props) {
  const muted = useMute(subject) !== undefined;
  return muted ? (
    <Unmute subject={subject} compact={compact} />
  ) : (
    <Menu position={compact ? 'bottom-end' : 'bottom-start'} withinPortal>
      <Menu.Target>
        {compact ? (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Mute ${subject}`} title="Mute">
            <IconBellOff size={15} />
          </ActionIcon>
        ) : (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconBellOff size={14} />}
            aria-label={`Mute ${subject}`}
          >
            Mute
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>No alerts about it for</Menu.Label>
        {MUTE_TIMES.map(({ hours, label }) => (
          <Menu.Item key={hours} onClick={() => void mute(subject, hours)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Unmute({ subject, compact }: Required<Props>) {
  const run = () => void unmute(subject);
  if (!compact) {
    return (
      <Button
        variant="default"
        size="xs"
        leftSection={<IconBell size={14} />}
        aria-label={`Unmute ${subject}`}
        onClick={run}
      >
        Unmute
      </Button>
    );
  }
  return (
    <Tooltip label="Unmute">
      <ActionIcon variant="subtle" size="sm" aria-label={`Unmute ${subject}`} onClick={run}>
        <IconBell size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
