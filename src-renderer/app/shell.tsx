import { LogsScreen } from '../screens/logs/logs-screen.tsx';
import { NotificationsScreen } from '../screens/notifications/notifications-screen.tsx';
import { OverviewScreen } from '../screens/overview/overview-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { overview } from '../stores/overview.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './use-shortcuts.ts';

const SCREEN = {
  overview: OverviewScreen,
  notifications: NotificationsScreen,
  logs: LogsScreen,
  settings: SettingsScreen,
};

export function Shell() {
  const screen = useNavigation((state) => state.place.screen);
  const { value } = overview.use();
  useShortcuts();
  const Current = SCREEN[screen];
  return (
    <div className={styles.shell}>
      <Navigation screen={screen} attention={value?.attention.length ?? 0} online={value?.online ?? true} />
      <div className={styles.content}>
        <Notices />
        <Current />
      </div>
      <LeaveDialog />
    </div>
  );
}
