import { Button } from '@mantine/core';
import type { MonitorView } from '../../../src-shared/views/scans.ts';
import { SEVERITY_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { type AttentionLine, scanOf } from '../../lib/attention.ts';
import { go } from '../../stores/navigation.ts';
import { startScan, useScanning } from '../../stores/overview.ts';
import styles from './overview.module.css';

interface Action {
  label: string;
  run: () => void;
}

/** What can be done about it, as a verb. */
function actionOf({ kind, subject, account, eventId }: AttentionLine): Action {
  const at = account === undefined ? {} : { account };
  if (kind === 'dns')
    return { label: 'Show records', run: () => go({ screen: 'overview', domain: subject, ...at }) };
  if (kind === 'mailbox')
    return { label: 'Show mailbox', run: () => go({ screen: 'mailboxes', mailbox: subject, ...at }) };
  if (kind === 'account')
    return { label: 'Show mailboxes', run: () => go({ screen: 'mailboxes', narrow: at }) };
  if (kind === 'delivery') return { label: 'Check targets', run: () => go({ screen: 'notifications' }) };
  if (eventId !== undefined) return { label: 'Show event', run: () => go({ screen: 'logs', eventId }) };
  return { label: 'Open account', run: () => go({ screen: 'settings', section: 'Account' }) };
}

interface Props {
  line: AttentionLine;
  monitors: readonly MonitorView[];
  online: boolean;
}

export function AttentionLineItem({ line, monitors, online }: Props) {
  const { status, word } = SEVERITY_STATUS[line.severity];
  const action = actionOf(line);
  const blind = line.monitors.length > 0;
  return (
    <li data-wrap={blind || undefined}>
      <StatusIcon status={blind ? 'unknown' : status} word={blind ? 'Cannot check' : word} />
      <span className={styles.words}>
        <span className={`${styles.subject} ${blind ? '' : 'truncate'}`} title={line.subject}>
          {line.subject}
        </span>
        <span className={`${styles.message} ${blind ? '' : 'truncate'}`} title={line.message}>
          {line.message}
          {blind && <NextTry line={line} monitors={monitors} online={online} />}
        </span>
      </span>
      {blind && online && <TryAgain line={line} />}
      <Button variant="subtle" size="xs" aria-label={`${action.label}: ${line.subject}`} onClick={action.run}>
        {action.label}
      </Button>
    </li>
  );
}

/** When it is tried again by itself: then nobody needs to do anything. */
function NextTry({ line, monitors, online }: Props) {
  if (!online) return <> It is tried again as soon as the network is back.</>;
  const times = monitors
    .filter(({ monitor, nextRunAt }) => line.monitors.includes(monitor) && nextRunAt !== null)
    .map(({ nextRunAt }) => nextRunAt ?? '')
    .sort();
  const [next] = times;
  if (next === undefined || line.message.includes('Next try')) return null;
  return (
    <>
      {' '}
      Next try <TimeAgo iso={next} />.
    </>
  );
}

function TryAgain({ line }: { line: AttentionLine }) {
  const kind = scanOf(line.monitors);
  const running = useScanning(kind);
  return (
    <Button
      variant="default"
      size="xs"
      disabled={running}
      aria-label={`Try again: ${line.subject}`}
      onClick={() => void startScan(kind)}
    >
      Try again
    </Button>
  );
}
