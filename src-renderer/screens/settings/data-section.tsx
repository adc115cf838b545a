import { Button } from '@mantine/core';
import { IconDatabaseExport, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { call } from '../../ipc.ts';
import { appInfo } from '../../stores/app.ts';
import { settings } from '../../stores/settings.ts';
import { toastFailure } from '../../stores/toasts.ts';
import { RetentionForm } from './retention/retention-form.tsx';
import styles from './settings.module.css';

export function DataSection() {
  const { value } = appInfo.use();
  const all = settings.use().value;
  const [file, setFile] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const backup = async () => {
    setRunning(true);
    const answer = await call('data.backupNow');
    setRunning(false);
    if (answer.ok) setFile(answer.value.file);
    else toastFailure(answer);
  };
  const open = async () => {
    const answer = await call('data.openFolder');
    if (!answer.ok) toastFailure(answer);
  };
  return (
    <Section title="Data">
      <Row>
        <div className={styles.split}>
          <div className={styles.grow}>
            <p className={styles.name}>Data folder</p>
            <p className={`${styles.help} mono truncate`} title={value?.dataDir}>
              {value?.dataDir ?? ''}
            </p>
          </div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFolderOpen size={14} />}
            onClick={() => void open()}
          >
            Open folder
          </Button>
        </div>
      </Row>
      <Row>
        <div className={styles.split}>
          <div className={styles.grow}>
            <p className={styles.name}>Backup</p>
            <p className={styles.help} role="status">
              {file === null
                ? 'A backup is made every day and the last seven are kept. Secrets in the keychain are not part of it.'
                : `Written to ${file}`}
            </p>
          </div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDatabaseExport size={14} />}
            loading={running}
            onClick={() => void backup()}
          >
            Back up now
          </Button>
        </div>
      </Row>
      {all !== null && (
        <Row>
          <RetentionForm settings={all} />
        </Row>
      )}
    </Section>
  );
}
