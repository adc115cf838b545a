import { type Icon, IconBell, IconLayoutDashboard, IconList, IconSettings } from '@tabler/icons-react';
import { StatusWord } from '../components/status-icon.tsx';
import { appInfo } from '../stores/app.ts';
import { go, SCREENS, type Screen } from '../stores/navigation.ts';
import { Mark } from './mark.tsx';
import styles from './navigation.module.css';

const ENTRIES: Record<Screen, { label: string; icon: Icon }> = {
  overview: { label: 'Overview', icon: IconLayoutDashboard },
  notifications: { label: 'Notifications', icon: IconBell },
  logs: { label: 'Logs', icon: IconList },
  settings: { label: 'Settings', icon: IconSettings },
};

interface Props {
  screen: Screen;
  /** How many things need a person. */
  attention: number;
  online: boolean;
}

export function Navigation({ screen, attention, online }: Props) {
  const { value: app } = appInfo.use();
  const key = app?.platform === 'darwin' ? '⌘' : 'Ctrl+';
  return (
    <nav className={styles.nav} aria-label="Main">
      <div className={styles.brand}>
        <Mark size={20} />
        <span className={styles.name}>MXroute Manager</span>
      </div>
      <ul className={styles.list}>
        {SCREENS.map((name, index) => {
          const { label, icon: Shape } = ENTRIES[name];
          const badge = name === 'overview' && attention > 0 ? attention : null;
          return (
            <li key={name}>
              <button
                type="button"
                className={styles.entry}
                aria-current={name === screen ? 'page' : undefined}
                aria-keyshortcuts={`Control+${index + 1}`}
                title={`${label} (${key}${index + 1})`}
                onClick={() => go({ screen: name })}
              >
                <Shape size={17} stroke={1.7} />
                <span className={styles.label}>{label}</span>
                {badge !== null && (
                  <span className={styles.badge}>
                    {badge > 99 ? '99+' : badge}
                    <span className="visually-hidden"> need attention</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        {!online && (
          <p className={styles.offline}>
            <StatusWord status="unknown" word="Offline" />
            Scans wait until the network is back.
          </p>
        )}
        {app?.demo === true && (
          <p className={styles.demo}>
            <strong>Demo account</strong>
            Nothing here is real. Your own account is not touched.
          </p>
        )}
      </div>
    </nav>
  );
}
