import type { MonitorView, ScanProgress } from '../../../../src-shared/views/scans.ts';
import { ProgressLine } from '../../../components/progress-line.tsx';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import styles from './monitors.module.css';

interface Props {
  view: MonitorView | undefined;
  progress: ScanProgress | null;
}

/** Last run, its result, and the next one; or how the run in progress is going, in the same place. */
export function MonitorRun({ view, progress }: Props) {
  return (
    <div className={styles.place}>
      {/* Out of sight it keeps its room: what is below must not jump when a run begins and ends. */}
      <div className={styles.outcome} data-hidden={progress !== null || undefined}>
        <Outcome view={view} />
      </div>
      {progress !== null && <ProgressLine progress={progress} />}
    </div>
  );
}

function Outcome({ view }: Pick<Props, 'view'>) {
  if (view === undefined || (view.lastFinishedAt === null && view.nextRunAt === null)) {
    return <p className={styles.never}>Has not run yet. It begins once an account is connected.</p>;
  }
  return (
    <dl className={styles.run}>
      <dt>Last run</dt>
      <dd>
        {view.lastFinishedAt === null ? (
          'never'
        ) : (
          <>
            {view.lastOk !== null && (
              <StatusIcon
                status={view.lastOk ? 'healthy' : 'unknown'}
                word={view.lastOk ? 'Ran' : 'Could not run'}
                size={15}
                quiet
              />
            )}
            <TimeAgo iso={view.lastFinishedAt} />
          </>
        )}
      </dd>
      {view.lastMessage !== null && (
        <>
          <dt>Result</dt>
          <dd>{view.lastMessage}</dd>
        </>
      )}
      <dt>Next run</dt>
      <dd>{view.nextRunAt === null ? 'not scheduled' : <TimeAgo iso={view.nextRunAt} />}</dd>
    </dl>
  );
}
