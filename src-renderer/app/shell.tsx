import { useEffect } from 'react';
import { preloadDomainPanel } from '../screens/domains/panel/lazy-domain-panel.tsx';
import { OverviewScreen } from '../screens/overview/overview-screen.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { overview } from '../stores/overview.ts';
import { usePalette } from '../stores/palette.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { Palette, preloadLists, preloadScreens, SCREEN } from './screens.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './use-shortcuts.ts';

const noop = () => undefined;

function whenIdle(work: () => void): () => void {
  const idle = requestIdleCallback(work, { timeout: 2000 });
  return () => cancelIdleCallback(idle);
}

export function Shell() {
  const screen = useNavigation((state) => state.place.screen);
  const palette = usePalette((state) => state.open);
  const { value } = overview.use();
  useShortcuts();
  const connected = value !== null && value.accounts.length > 0;
  useEffect(
    () =>
      whenIdle(() => {
        preloadScreens();
        preloadDomainPanel();
      }),
    [],
  );
  useEffect(() => (connected ? whenIdle(() => void preloadLists().catch(noop)) : undefined), [connected]);
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
