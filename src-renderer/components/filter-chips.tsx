import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import styles from './filter-chips.module.css';

export interface Chip {
  key: string;
  /** "Domain: acme.example". */
  label: string;
  remove: () => void;
}

/** What narrows a list now, each with the way out. Nothing where nothing does. */
export function FilterChips({ chips, clearAll }: { chips: Chip[]; clearAll?: () => void }) {
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Filters">
      {chips.map(({ key, label, remove }) => (
        <li key={key} className={styles.chip}>
          <span className="truncate" title={label}>
            {label}
          </span>
          <UnstyledButton className={styles.remove} aria-label={`Remove filter ${label}`} onClick={remove}>
            <IconX size={13} />
          </UnstyledButton>
        </li>
      ))}
      {clearAll !== undefined && (
        <li>
          <UnstyledButton className={styles.clear} onClick={clearAll}>
            Clear all
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}
