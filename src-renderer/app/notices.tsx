import { CloseButton } from '@mantine/core';
import { useState } from 'react';
import type { Notice } from '../../src-shared/views/app.ts';
import type { Status } from '../components/status.ts';
import { StatusIcon } from '../components/status-icon.tsx';
import { appInfo } from '../stores/app.ts';
import styles from './notices.module.css';

const LEVEL: Record<Notice['level'], Status> = { info: 'info', warning: 'degraded', error: 'unhealthy' };

/** What a person should know about this start, until they put it away. */
export function Notices() {
  const { value } = appInfo.use();
  const [dismissed, setDismissed] = useState<string[]>([]);
  const shown = (value?.notices ?? []).filter((notice) => !dismissed.includes(notice.code));
  if (shown.length === 0) return null;
  return (
    <div className={styles.notices}>
      {shown.map((notice) => (
        <div key={notice.code} className={styles.notice} data-level={notice.level} role="status">
          <StatusIcon status={LEVEL[notice.level]} word={notice.level} />
          <p className={styles.text}>{notice.message}</p>
          <CloseButton
            size="sm"
            aria-label="Dismiss notice"
            onClick={() => setDismissed((codes) => [...codes, notice.code])}
          />
        </div>
      ))}
    </div>
  );
}
