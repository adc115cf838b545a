import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './setting-row.module.css';

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  error?: string | undefined;
  onChange: (checked: boolean) => void;
}

/** One switch with its words: the label is the switch's own name. */
export function SwitchRow({ label, hint, checked, disabled, error, onChange }: SwitchProps) {
  return (
    <div className={styles.row}>
      <Switch
        label={label}
        // Else the hint would be part of the name, and be read out twice.
        aria-label={label}
        description={hint}
        error={error}
        checked={checked}
        disabled={disabled}
        labelPosition="left"
        classNames={{
          root: styles.switch,
          body: styles.switchBody,
          label: styles.label,
          description: styles.hint,
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}

/** Anything else in a row of a card. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
