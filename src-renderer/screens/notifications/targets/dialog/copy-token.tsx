import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { TargetView } from '../../../../../src-shared/views/targets.ts';
import { call } from '../../../../ipc.ts';
import styles from './dialog.module.css';

interface Props {
  /** `NAME=token` where the token was typed here. */
  line: string | null;
  /** Where it is stored: main copies it, and the window never sees it. */
  target: TargetView | null;
  variable: string;
}

const CLEARED = 'Copied. The clipboard is cleared after 60 seconds.';

export function CopyToken({ line, target, variable }: Props) {
  const [outcome, setOutcome] = useState<{ ok: boolean; text: string } | null>(null);
  const copy = async () => {
    const answer =
      line !== null
        ? await call('app.copySecret', line)
        : target !== null
          ? await call('targets.copyToken', { id: target.id, variable })
          : null;
    if (answer === null) return;
    setOutcome({ ok: answer.ok, text: answer.ok ? CLEARED : answer.message });
  };
  const possible = line !== null || target !== null;
  return (
    <div className={styles.copy}>
      <Button
        variant="default"
        size="xs"
        disabled={!possible || variable === ''}
        leftSection={outcome?.ok ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => void copy()}
      >
        Copy token for .env
      </Button>
      <span role="status" className={styles.copyState}>
        {outcome?.text ?? (possible ? '' : 'Enter the token first.')}
      </span>
    </div>
  );
}
