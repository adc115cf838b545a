import type { DeliveryEngine } from '../../../src-shared/views.ts';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import type { Status } from '../../components/status.ts';
import { StatusIcon, StatusWord } from '../../components/status-icon.tsx';
import styles from './engine.module.css';
import { InstallButton, InstallState } from './engine-install.tsx';

const STATE: Record<DeliveryEngine['state'], { status: Status; word: string; says: string }> = {
  worker: {
    status: 'healthy',
    word: 'Running',
    says: 'Apprise is running and ready: alerts leave within a moment.',
  },
  command: {
    status: 'degraded',
    word: 'Command only',
    says: 'Apprise is started anew for each message, which works but takes longer.',
  },
  missing: {
    status: 'unhealthy',
    word: 'Not found',
    says: 'Without Apprise nothing can be sent. Alerts wait in the outbox and leave once it is there.',
  },
  starting: { status: 'pending', word: 'Starting', says: 'Apprise is being started.' },
};

const SOURCE: Record<NonNullable<DeliveryEngine['source']>, string> = {
  bundled: 'comes with the app',
  settings: 'path from the settings',
  private: 'installed by the app',
  path: 'found on this computer',
};

export function EnginePanel({ engine }: { engine: DeliveryEngine }) {
  const { status, word, says } = STATE[engine.state];
  return (
    <Section title="Delivery engine" actions={<InstallButton engine={engine} />}>
      <Row>
        <div className={styles.head}>
          <StatusWord status={status} word={word} size={16} />
          <span className={styles.facts}>
            {engine.version !== null && <span className="tabular">Apprise {engine.version}</span>}
            {engine.source !== null && <span>{SOURCE[engine.source]}</span>}
            {engine.path !== null && (
              <code className="mono truncate" title={engine.path}>
                {engine.path}
              </code>
            )}
          </span>
        </div>
        <p className={styles.says}>{says}</p>
        {engine.warnings.map((warning) => (
          <p key={warning} className={styles.warning}>
            <StatusIcon status="degraded" word="Warning" size={14} />
            {warning}
          </p>
        ))}
        <InstallState engine={engine} />
        {engine.remedy !== null && engine.installing === null && (
          <p className={styles.says}>{engine.remedy}</p>
        )}
      </Row>
    </Section>
  );
}
