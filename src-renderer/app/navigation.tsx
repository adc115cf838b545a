import { IconSearch } from '@tabler/icons-react';
import { SCREEN_LABELS, SCREENS, type Screen } from '../../src-shared/screens.ts';
import type { Overview } from '../../src-shared/views/app.ts';
import { StatusWord } from '../components/status-icon.tsx';
import { appInfo } from '../stores/app.ts';
import { go } from '../stores/navigation.ts';
import { openPalette } from '../stores/palette.ts';
import { Mark } from './mark.tsx';
import styles from './navigation.module.css';
import { SCREEN_ICONS, shortcut } from './screen-icons.ts';

interface Props {
  screen: Screen;
  overview: Overview | null;
}

/** How many things on a screen need a person. */
function badgeOf(screen: Screen, overview: Overview | null): number {
  if (overview === null) return 0;
  const { attentionTotal, counts, alarmedTotal } = overview;
  if (screen === 'overview') return attentionTotal;
  if (screen === 'domains') return counts.unhealthy + counts.degraded;
  return screen === 'mailboxes' ? alarmedTotal : 0;
}

export function Navigation({ screen, overview }: Props) {
  const { value: app } = appInfo.use();
  const online = overview?.online ?? true;
  return (
    <nav className={styles.nav} aria-label="Main">
      <div className={styles.brand}>
        <Mark size={20} />
        <span className={styles.name}>MXroute Manager</span>
      </div>
      <button
        type="button"
        className={styles.find}
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
        title={`Go to a domain, a screen or an action (${shortcut(app?.platform, 'K')})`}
        onClick={openPalette}
      >
        <IconSearch size={15} stroke={1.8} />
        <span className={styles.label}>Go to…</span>
        <span className={styles.key} aria-hidden="true">
          {shortcut(app?.platform, 'K')}
        </span>
      </button>
      <ul className={styles.list}>
        {SCREENS.map((name, index) => {
          const label = SCREEN_LABELS[name];
          const Shape = SCREEN_ICONS[name];
          const badge = badgeOf(name, overview);
          return (
            <li key={name}>
              <button
                type="button"
                className={styles.entry}
                aria-current={name === screen ? 'page' : undefined}
                aria-keyshortcuts={`Control+${index + 1}`}
                title={`${label} (${shortcut(app?.platform, String(index + 1))})`}
                onClick={() => go({ screen: name })}
              >
                <Shape size={17} stroke={1.7} />
                <span className={styles.label}>{label}</span>
                {badge > 0 && (
                  <span className={styles.badge} data-quiet={name !== 'overview' || undefined}>
                    {badge > 999 ? '999+' : badge}
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
