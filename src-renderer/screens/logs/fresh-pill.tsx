import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { count } from '../../lib/format.ts';
import styles from './logs.module.css';

interface Props {
  fresh: number;
  /** "event", "delivery". */
  one: string;
  many: string;
  onShow: () => void;
}

/** New rows wait above while somebody reads below. */
export function FreshPill({ fresh, one, many, onShow }: Props) {
  return (
    <div className={styles.pillPlace} role="status">
      {fresh > 0 && (
        <UnstyledButton className={styles.pill} onClick={onShow}>
          <IconArrowUp size={14} aria-hidden="true" />
          {count(fresh, `new ${one}`, `new ${many}`)}
        </UnstyledButton>
      )}
    </div>
  );
}
