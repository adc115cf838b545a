import { Button, Skeleton } from '@mantine/core';
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react';
import type { SettingView } from '../../../src-shared/settings.ts';
import type { IconView } from '../../../src-shared/views/notifications.ts';
import { Row } from '../../components/setting-row.tsx';
import { ErrorState } from '../../components/states.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { call } from '../../ipc.ts';
import { useQuery } from '../../stores/use-query.ts';
import styles from './icon.module.css';
import { SettingsGroup } from './settings-group.tsx';

/** The app's own logo on alerts: the address in force, which setting decides, and what is really there. */
export function IconSection({ settings }: { settings: SettingView[] }) {
  const { value, error, asking, again } = useQuery('icon', () => call('icon.get'), ['settings']);
  return (
    <SettingsGroup
      title="Notification icon"
      hint="The picture that alerts carry where the service takes one, instead of Apprise’s."
      settings={settings}
      keys={['icon.url', 'icon.managerUrl', 'icon.portalHost', 'icon.scheme']}
    >
      <Row>
        {value === null && error !== null && <ErrorState failure={error} retry={again} />}
        {value === null && error === null && <Skeleton h={56} />}
        {value !== null && (
          <div className={styles.icon}>
            <Picture icon={value} />
            <div className={styles.about}>
              <p className={styles.name}>{value.url === null ? 'No icon of your own' : 'Icon in use'}</p>
              <InUse icon={value} />
            </div>
            {value.url !== null && (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconRefresh size={14} />}
                loading={asking}
                onClick={again}
              >
                Fetch again
              </Button>
            )}
          </div>
        )}
      </Row>
    </SettingsGroup>
  );
}

function Picture({ icon }: { icon: IconView }) {
  if (icon.preview === null) {
    return (
      <span className={styles.none} aria-hidden="true">
        <IconPhotoOff size={20} stroke={1.5} />
      </span>
    );
  }
  return <img className={styles.picture} src={icon.preview} alt="Icon of the alerts" />;
}

function InUse({ icon }: { icon: IconView }) {
  if (icon.url === null) {
    return (
      <p className={styles.help}>
        Alerts carry the service’s own picture. Any of the addresses above changes that.
      </p>
    );
  }
  return (
    <>
      <p className={`${styles.help} mono`}>{icon.url}</p>
      {icon.source !== null && <p className={styles.help}>Decided by “{icon.source}”.</p>}
      {icon.problem !== null && (
        <p className={styles.problem}>
          <StatusIcon status="degraded" word="Warning" size={14} />
          <span>{icon.problem}</span>
        </p>
      )}
    </>
  );
}
