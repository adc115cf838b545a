import { useEffect } from 'react';
import { preloadDomainPanel } from '../screens/domains/panel/lazy-domain-panel.tsx';
import { OverviewScreen } from '../screens/overview/overview-screen.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { overview } from '../stores/overview.ts';
import { usePalette } from '../stores/palette.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { Palette, preloadScreens, SCREEN } from './screens.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './use-shortcuts.ts';

export function Shell() {
  const screen = useNavigation((state) => state.place.screen);
  const palette = usePalette((state) => state.open);
  const { value } = overview.use();
  useShortcuts();
  useEffect(() => {
    const idle = requestIdleCallback(
      () => {
        preloadScreens();
        preloadDomainPanel();
      },
      { timeout: 2000 },
    );
    return () => cancelIdleCallback(idle);
  }, []);
  const Current = screen === 'overview' ? OverviewScreen : SCREEN[screen].Part;
  return (
    <div className={styles.shell}>
      <Navigation screen={screen} overview={value} />
      <div className={styles.content}>
        <Notices />
        <Current />
      </div>
      <LeaveDialog />
      {palette && <Palette.Part />}
    </div>
  );
}
