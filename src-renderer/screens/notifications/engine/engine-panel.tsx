import type { DeliveryEngine, WorkerHealth } from '../../../../src-shared/views/delivery-engine.ts';
import { Section } from '../../../components/section.tsx';
import { Row } from '../../../components/setting-row.tsx';
import type { Status } from '../../../components/status.ts';
import { StatusIcon, StatusWord } from '../../../components/status-icon.tsx';
import { Since } from '../../../components/time-ago.tsx';
import { count } from '../../../lib/format.ts';
import { WORKER_STATE, workerFacts } from '../../../lib/worker-words.ts';
import styles from './engine.module.css';
import { InstallButton, InstallState } from './engine-install.tsx';

const STATE: Record<PanelState, { status: Status; word: string; says: string }> = {
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
  restarting: {
    status: 'degraded',
    word: 'Restarting',
    says: 'Apprise died and is being started again. What it was sending goes out again by itself.',
  },
  starting: { status: 'pending', word: 'Starting', says: 'Apprise is being started.' },
};

const NOT_NEEDED = 'Apprise is ready. It is started once there is a target to send to.';

type PanelState = DeliveryEngine['state'] | 'restarting';

const stateOf = ({ state, worker }: DeliveryEngine): PanelState =>
  state === 'worker' && worker !== null && worker.state !== 'running' ? worker.state : state;

const SOURCE: Record<NonNullable<DeliveryEngine['source']>, string> = {
  bundled: 'comes with the app',
  settings: 'path from the settings',
  private: 'installed by the app',
  path: 'found on this computer',
};

export function EnginePanel({ engine }: { engine: DeliveryEngine }) {
  const { status, word, says } = STATE[stateOf(engine)];
  return (
    <Section title="Delivery engine" actions={<InstallButton engine={engine} />}>
      <Row>
        <div className={styles.head}>
          <StatusWord status={status} word={word} size={16} />
          <span className={styles.facts}>
            {engine.version !== null && <span className="tabular">Apprise {engine.version}</span>}
            {engine.services !== null && <span className="tabular">{count(engine.services, 'service')}</span>}
            {engine.source !== null && <span>{SOURCE[engine.source]}</span>}
            {engine.path !== null && (
              <code className="mono truncate" title={engine.path}>
                {engine.path}
              </code>
            )}
          </span>
        </div>
        <p className={styles.says}>
          {engine.state === 'worker' && engine.worker === null ? NOT_NEEDED : says}
        </p>
        {engine.worker !== null && <Worker worker={engine.worker} />}
        <Warnings warnings={engine.warnings} />
        <InstallState engine={engine} />
        {engine.remedy !== null && engine.installing === null && (
          <p className={styles.says}>{engine.remedy}</p>
        )}
      </Row>
    </Section>
  );
}

function Worker({ worker }: { worker: WorkerHealth }) {
  const troubled = worker.state === 'restarting' || worker.restarts > 0;
  return (
    <p className={styles.worker} data-troubled={troubled || undefined}>
      <span>
        {WORKER_STATE[worker.state]}
        {worker.state === 'running' && worker.startedAt !== null && (
          <>
            {' '}
            <Since iso={worker.startedAt} />
          </>
        )}
      </span>
      {workerFacts(worker).map((fact) => (
        <span key={fact} className="tabular">
          {fact}
        </span>
      ))}
    </p>
  );
}

function Warnings({ warnings }: { warnings: string[] }) {
  if (warnings.length === 0) return null;
  return (
    <div className={styles.warning}>
      <StatusIcon status="degraded" word="Warning" size={14} />
      <ul className={styles.warnings}>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </div>
  );
}
