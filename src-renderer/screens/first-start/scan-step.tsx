import { Button, Group } from '@mantine/core';
import { failure } from '../../../src-shared/result.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { ErrorState } from '../../components/states.tsx';
import { STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { stateSentence } from '../../lib/state-sentence.ts';
import { overview, startScan, useScan } from '../../stores/overview.ts';
import { goToStep } from '../../stores/setup.ts';
import styles from './first-start.module.css';

export function ScanStep() {
  const progress = useScan((state) => state.progress);
  const { value } = overview.use();
  const running = progress?.state === 'running';
  const scanned = value !== null && Object.values(value.counts).some((domains) => domains > 0);
  const again = () => void startScan('all');
  return (
    <>
      <h1 className={styles.title}>
        {running ? 'Looking at your domains' : scanned ? 'Here is how things are' : 'First scan'}
      </h1>
      <p className={styles.lead}>
        Asks public DNS for the records of every domain, and MXroute for the usage of every mailbox. From now
        on this happens by itself.
      </p>
      {running && <ProgressLine progress={progress} />}
      {progress?.state === 'failed' && (
        <ErrorState
          failure={failure('scan', progress.message ?? 'The scan could not finish.')}
          retry={again}
        />
      )}
      {!running && scanned && value !== null && <Findings />}
      <Group justify="flex-end" gap="xs" mt="lg">
        {!running && !scanned && (
          <Button variant="default" onClick={again}>
            Scan now
          </Button>
        )}
        <Button onClick={() => goToStep('alerts')}>{running ? 'Continue meanwhile' : 'Continue'}</Button>
      </Group>
    </>
  );
}

const SHOWN = 4;

function Findings() {
  const { value } = overview.use();
  if (value === null) return null;
  return (
    <div className={styles.findings}>
      <p className={styles.verdict} style={{ color: STATUS[value.state].text }}>
        <StatusIcon status={value.state} word="" size={22} />
        {stateSentence(value.counts)}
      </p>
      <ul>
        {value.attention.slice(0, SHOWN).map((item) => (
          <li key={`${item.subject} ${item.message}`} className={styles.finding}>
            <StatusIcon status={item.severity === 'failure' ? 'unhealthy' : 'degraded'} size={15} />
            <span>
              <strong>{item.subject}</strong> {item.message}
            </span>
          </li>
        ))}
      </ul>
      {value.attentionTotal > SHOWN && <p className={styles.rest}>and {value.attentionTotal - SHOWN} more</p>}
    </div>
  );
}
