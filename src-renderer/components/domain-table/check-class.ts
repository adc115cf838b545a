import type { CheckName } from '../../../src-shared/dns-health.ts';
import styles from './domain-table.module.css';

/** Webmail never counts: its column goes first where room is short. */
export const checkClass = (name: CheckName): string =>
  [styles.check, name === 'webmail' && styles.uncounted].filter(Boolean).join(' ');
