import { useEffect } from 'react';
import { OverviewScreen } from '../screens/overview/overview-screen.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { overview } from '../stores/overview.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { preloadScreens, SCREEN } from './screens.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './use-shortcuts.ts';

export function Shell() {
  const screen = useNavigation((state) => state.place.screen);
  const { value } = overview.use();
  useShortcuts();
  useEffect(() => {
    const idle = requestIdleCallback(preloadScreens, { timeout: 2000 });
    return () => cancelIdleCallback(idle);
  }, []);
  const Current = screen === 'overview' ? OverviewScreen : SCREEN[screen].Part;
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
