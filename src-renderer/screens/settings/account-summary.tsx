import type { ReactNode } from 'react';
import type { AccountView } from '../../../src-shared/views/accounts.ts';
import { StatusWord } from '../../components/status-icon.tsx';
import styles from './settings.module.css';

export function AccountSummary({ account, actions }: { account: AccountView; actions: ReactNode }) {
  return (
    <div className={styles.split}>
      <div className={styles.grow}>
        <p className={`${styles.name} truncate`} title={account.label}>
          {account.label}
        </p>
        <p className={styles.help}>
          {account.username} on {account.server}
        </p>
        <p className={styles.help}>
          {account.hasKey ? 'API key stored' : <StatusWord status="unhealthy" word="API key missing" />}
        </p>
        {account.fromEnvironment.length > 0 && (
          <p className={styles.source}>
            Set by environment: <code className="mono">{account.fromEnvironment.join(', ')}</code>
          </p>
        )}
      </div>
      {actions}
    </div>
  );
}
