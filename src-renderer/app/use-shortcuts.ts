import { useEffect } from 'react';
import { go, SCREENS } from '../stores/navigation.ts';

/** Ctrl/Cmd+1…4 in the order of the navigation, Ctrl/Cmd+, for the settings. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      // A dialog is answered first.
      if (document.querySelector('[role="dialog"]') !== null) return;
      const screen = event.key === ',' ? 'settings' : SCREENS[Number(event.key) - 1];
      if (screen === undefined) return;
      event.preventDefault();
      go({ screen });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
