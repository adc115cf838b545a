import { join } from 'node:path';
import type { AppState } from '../../src-shared/views/app.ts';

export interface TraySurroundings {
  platform: NodeJS.Platform;
  /** The system's theme, which the panel follows on most systems. */
  dark: boolean;
  /** XDG_CURRENT_DESKTOP */
  desktop: string | undefined;
}

/** Their panel is dark whatever the theme of the windows is. */
const DARK_PANELS = ['GNOME', 'Unity', 'Pantheon'];

/** @returns the picture for the state below `assets`, right for the panel it lies on. */
export function trayIconFile(assets: string, state: AppState, surroundings: TraySurroundings): string {
  const { platform, dark, desktop } = surroundings;
  // macOS colours template images itself.
  if (platform === 'darwin') return join(assets, 'tray', 'macos', `${state}Template.png`);
  const hasDarkPanel = dark || (platform === 'linux' && isDarkPanel(desktop));
  const folder = platform === 'win32' ? 'windows' : 'linux';
  return join(assets, 'tray', folder, `${state}-${hasDarkPanel ? 'dark' : 'light'}.png`);
}

const isDarkPanel = (desktop: string | undefined): boolean =>
  (desktop ?? '').split(':').some((name) => DARK_PANELS.includes(name));
