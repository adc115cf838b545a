import {
  type Icon,
  IconBell,
  IconLayoutDashboard,
  IconList,
  IconMailbox,
  IconSettings,
  IconWorld,
} from '@tabler/icons-react';
import type { Screen } from '../../src-shared/screens.ts';

export const SCREEN_ICONS: Record<Screen, Icon> = {
  overview: IconLayoutDashboard,
  domains: IconWorld,
  mailboxes: IconMailbox,
  notifications: IconBell,
  logs: IconList,
  settings: IconSettings,
};

/** The key that goes with a number or letter, as this system writes it. */
export const shortcut = (platform: string | undefined, key: string): string =>
  platform === 'darwin' ? `⌘${key}` : `Ctrl+${key}`;
