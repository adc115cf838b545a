import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type {
  DeliveryEngine,
  InstallProgress,
  InstallResult,
  InstallStep,
} from '../../../../src-shared/views/delivery-engine.ts';
import line from '../../../components/progress-line.module.css';
import type { Status } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { cancelInstall, installApprise } from '../../../stores/engine-install.ts';
import styles from './engine.module.css';

const STEP: Record<InstallStep, string> = {
  environment: 'Creating the Python environment',
  downloading: 'Downloading',
  installing: 'Installing',
  checking: 'Checking that it works',
};
/** In their order; taken from here, because the contract's own list would bring all its schemas into the page. */
const INSTALL_STEPS = Object.keys(STEP) as InstallStep[];

const RESULT: Record<InstallResult['outcome'], { status: Status; word: string }> = {
  done: { status: 'healthy', word: 'Installed' },
  failed: { status: 'unhealthy', word: 'Not installed' },
  cancelled: { status: 'skipped', word: 'Cancelled' },
};

const OFFER = {
  install: {
    button: 'Install Apprise',
    says: 'The app can install Apprise for itself, into a folder of its own. Nothing else on this computer changes.',
  },
  update: {
    button: 'Update Apprise',
    says: 'The app can install a current Apprise for itself, into a folder of its own. Nothing else on this computer changes.',
  },
};

export function InstallButton({ engine }: { engine: DeliveryEngine }) {
  const [asking, setAsking] = useState(false);
  if (engine.canInstall === null || engine.installing !== null) return null;
  const install = async () => {
    setAsking(true);
    await installApprise();
    setAsking(false);
  };
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} />}
      loading={asking}
      onClick={() => void install()}
    >
      {OFFER[engine.canInstall].button}
    </Button>
  );
}

/** What installing would bring, how it goes, and how it went. */
export function InstallState({ engine }: { engine: DeliveryEngine }) {
  const { canInstall, installing, lastInstall } = engine;
  if (installing !== null) return <InstallLine progress={installing} />;
  return (
    <>
      {canInstall !== null && <p className={styles.offer}>{OFFER[canInstall].says}</p>}
      {lastInstall !== null && <LastInstall result={lastInstall} />}
    </>
  );
}

function InstallLine({ progress: { step, detail } }: { progress: InstallProgress }) {
  const [cancelling, setCancelling] = useState(false);
  const place = INSTALL_STEPS.indexOf(step) + 1;
  const cancel = async () => {
    setCancelling(true);
    await cancelInstall();
  };
  return (
    <div className={`${line.line} ${styles.install}`}>
      <p className={line.text}>
        <strong>{STEP[step]}</strong>
        <span className="tabular">
          {place} of {INSTALL_STEPS.length}
        </span>
        <span className="dim truncate">{detail}</span>
      </p>
      <Button variant="default" size="xs" loading={cancelling} onClick={() => void cancel()}>
        Cancel
      </Button>
      <div
        className={line.track}
        role="progressbar"
        aria-label="Installing Apprise"
        aria-valuemin={0}
        aria-valuemax={INSTALL_STEPS.length}
        aria-valuenow={place}
        aria-valuetext={STEP[step]}
      >
        <div className={line.fill} style={{ width: `${(place / INSTALL_STEPS.length) * 100}%` }} />
      </div>
    </div>
  );
}

function LastInstall({ result }: { result: InstallResult }) {
  const { status, word } = RESULT[result.outcome];
  return (
    <div className={styles.result} role={result.outcome === 'failed' ? 'alert' : 'status'}>
      <StatusIcon status={status} word={word} size={14} />
      <div>
        <p>
          {result.message} <TimeAgo iso={result.at} className="dim tabular" />
        </p>
        {result.remedy !== null && <p>{result.remedy}</p>}
      </div>
    </div>
  );
}
