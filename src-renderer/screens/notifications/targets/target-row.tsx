import { Switch } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { TargetView } from '../../../../src-shared/views/targets.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { durationWords } from '../../../lib/time.ts';
import { setTargetEnabled } from '../../../stores/notifications.ts';
import { testTarget, useTargetTests } from '../../../stores/target-tests.ts';
import { TargetActions } from './target-actions.tsx';
import { TargetFacts } from './target-facts.tsx';
import styles from './targets.module.css';

export const targetName = (target: TargetView): string => target.label || target.serviceLabel;

interface Props {
  target: TargetView;
  /** Just made as a copy: comes into view. */
  isNew: boolean;
  onEdit: () => void;
  onCopied: (id: string) => void;
}

export function TargetRow({ target, isNew, onEdit, onCopied }: Props) {
  const [testing, setTesting] = useState(false);
  const outcome = useTargetTests(({ single }) => single[target.id]);
  const row = useRef<HTMLLIElement>(null);
  const name = targetName(target);
  useEffect(() => {
    if (isNew) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isNew]);
  const test = async () => {
    setTesting(true);
    await testTarget(target.id);
    setTesting(false);
  };
  return (
    <li ref={row} className={styles.target} aria-label={name} data-new={isNew || undefined}>
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
        <TargetFacts target={target} />
        {target.problem !== null && (
          <p className={styles.problem}>
            <StatusIcon status="degraded" word="" size={14} />
            {target.problem}
          </p>
        )}
        {outcome !== undefined && (
          <p className={styles.outcome} role="status">
            <StatusIcon status={outcome.ok ? 'healthy' : 'unhealthy'} word="" size={14} />
            {outcome.ok
              ? `Test delivered${outcome.durationMs === null ? '' : ` in ${durationWords(outcome.durationMs)}`}.`
              : `Test not delivered: ${outcome.error ?? 'no reason was given'}`}
          </p>
        )}
      </div>
      <TargetActions
        target={target}
        name={name}
        testing={testing}
        onTest={() => void test()}
        onEdit={onEdit}
        onCopied={onCopied}
      />
    </li>
  );
}
