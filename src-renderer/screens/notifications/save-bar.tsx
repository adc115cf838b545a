import { Button, CloseButton } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { TestOutcome } from '../../../src-shared/views/targets.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { durationWords } from '../../lib/time.ts';
import { discardForm, saveForm, useDirty, useNotificationsForm } from '../../stores/notifications-form.ts';
import { closeTests, testAllTargets, useTargetTests } from '../../stores/target-tests.ts';
import styles from './save-bar.module.css';

export function SaveBar() {
  const { saving, errors } = useNotificationsForm();
  const dirty = useDirty();
  const refused = Object.keys(errors).length > 0;
  const [testing, setTesting] = useState(false);
  const outcomes = useTargetTests(({ all }) => all);
  const test = async () => {
    setTesting(true);
    await testAllTargets();
    setTesting(false);
  };
  return (
    <footer className={styles.footer}>
      {outcomes !== null && <Outcomes outcomes={outcomes} onClose={closeTests} />}
      <div className={styles.bar}>
        <Button
          variant="default"
          leftSection={<IconSend size={15} />}
          loading={testing}
          onClick={() => void test()}
        >
          Send Test Notification
        </Button>
        <span className={styles.state} role="status">
          {refused ? 'Not saved: see the marked fields' : dirty ? 'Unsaved changes' : ''}
        </span>
        {dirty && (
          <Button variant="subtle" onClick={discardForm}>
            Discard
          </Button>
        )}
        <Button loading={saving} onClick={() => void saveForm()}>
          Save Notifications
        </Button>
      </div>
    </footer>
  );
}

function Outcomes({ outcomes, onClose }: { outcomes: readonly TestOutcome[]; onClose: () => void }) {
  return (
    <div className={styles.outcomes} role="status">
      <ul>
        {outcomes.length === 0 && <li>Nothing was sent: no target is switched on.</li>}
        {outcomes.map((outcome) => (
          <li key={outcome.targetId}>
            <StatusIcon status={outcome.ok ? 'healthy' : 'unhealthy'} word="" size={15} />
            <strong>{outcome.targetLabel}</strong>
            <span className={styles.reason}>
              {outcome.ok
                ? `delivered${outcome.durationMs === null ? '' : ` in ${durationWords(outcome.durationMs)}`}`
                : (outcome.error ?? 'not delivered')}
            </span>
          </li>
        ))}
      </ul>
      <CloseButton size="sm" aria-label="Close the test results" onClick={onClose} />
    </div>
  );
}
