import type { SettingView } from '../../../src-shared/settings.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import styles from './settings.module.css';

/** Where the value in force comes from, where that is not this field; and what is wrong with the one that is not used. */
export function SettingSource({ setting }: { setting: SettingView }) {
  return (
    <>
      {setting.source === 'environment' && (
        <p className={styles.source}>
          Set by environment <code className="mono">{setting.environment}</code>. Change it there.
        </p>
      )}
      {setting.problem !== undefined && (
        <p className={styles.problem}>
          <StatusIcon status="degraded" word="Warning" size={14} />
          {setting.problem}
        </p>
      )}
    </>
  );
}
