import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TargetView, TestOutcome } from '../../../src-shared/views.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { call } from '../../ipc.ts';
import { durationWords } from '../../lib/time.ts';
import { removeTarget, setTargetEnabled } from '../../stores/notifications.ts';
import { toastFailure } from '../../stores/toasts.ts';
import { LastDelivery } from './last-delivery.tsx';
import styles from './targets.module.css';

const STORE_WORDS = { keychain: 'OS keychain', env: 'environment', database: 'database' };

export const targetName = (target: TargetView): string => target.label || target.serviceLabel;

export function TargetRow({ target, onEdit }: { target: TargetView; onEdit: () => void }) {
  const [testing, setTesting] = useState(false);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const name = targetName(target);
  const test = async () => {
    setTesting(true);
    const answer = await call('targets.test', target.id);
    setTesting(false);
    if (answer.ok) setOutcome(answer.value[0] ?? null);
    else toastFailure(answer);
  };
  return (
    <li className={styles.target} aria-label={name}>
      <Switch
        aria-label={`Send to ${name}`}
        checked={target.enabled}
        onChange={(event) => void setTargetEnabled(target.id, event.currentTarget.checked)}
      />
      <div className={styles.about} data-off={!target.enabled || undefined}>
        <p className={styles.line}>
          <strong className="truncate" title={name}>
            {name}
          </strong>
          {name !== target.serviceLabel && <span className={styles.service}>{target.serviceLabel}</span>}
          <code className="mono dim truncate" title={target.maskedUrl}>
            {target.maskedUrl}
          </code>
        </p>
        <p className={styles.facts}>
          <LastDelivery target={target} />
          {target.waiting > 0 && <span>{target.waiting} waiting</span>}
          <span>
            Secret in the {STORE_WORDS[target.store]}
            {target.envVariable !== null && (
              <>
                {' '}
                (<code className="mono">{target.envVariable}</code>)
              </>
            )}
          </span>
        </p>
        {target.problem !== null && (
          <p className={styles.problem}>
            <StatusIcon status="degraded" word="" size={14} />
            {target.problem}
          </p>
        )}
        {outcome !== null && (
          <p className={styles.outcome} role="status">
            <StatusIcon status={outcome.ok ? 'healthy' : 'unhealthy'} word="" size={14} />
            {outcome.ok
              ? `Test delivered${outcome.durationMs === null ? '' : ` in ${durationWords(outcome.durationMs)}`}.`
              : `Test not delivered: ${outcome.error ?? 'no reason was given'}`}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          size="xs"
          loading={testing}
          aria-label={`Test ${name}`}
          onClick={() => void test()}
        >
          Test
        </Button>
        <Tooltip label="Edit">
          <ActionIcon variant="subtle" color="gray" aria-label={`Edit ${name}`} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Remove">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${name}`}
            onClick={() => void removeTarget(target.id, name)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}
