import { useEffect } from 'react';
import { SCREENS } from '../../src-shared/screens.ts';
import { go } from '../stores/navigation.ts';
import { closePalette, openPalette, usePalette } from '../stores/palette.ts';

/** Ctrl/Cmd+1…6 in the order of the navigation, Ctrl/Cmd+, for the settings, Ctrl/Cmd+K for everything. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() === 'k' && usePalette.getState().open) {
        event.preventDefault();
        closePalette();
        return;
      }
      // A dialog is answered first.
      if (document.querySelector('[role="dialog"]') !== null) return;
      if (event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      const screen = event.key === ',' ? 'settings' : SCREENS[Number(event.key) - 1];
      if (screen === undefined) return;
      event.preventDefault();
      go({ screen });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
