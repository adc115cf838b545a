import {
  type Icon,
  IconBell,
  IconLayoutDashboard,
  IconList,
  IconMailbox,
  IconSettings,
  IconWorld,
} from '@tabler/icons-react';
import type { Screen } from '../stores/navigation.ts';

/** How each screen is called and drawn, wherever one can be chosen. */
export const ENTRIES: Record<Screen, { label: string; icon: Icon }> = {
  overview: { label: 'Overview', icon: IconLayoutDashboard },
  domains: { label: 'Domains', icon: IconWorld },
  mailboxes: { label: 'Mailboxes', icon: IconMailbox },
  notifications: { label: 'Notifications', icon: IconBell },
  logs: { label: 'Logs', icon: IconList },
  settings: { label: 'Settings', icon: IconSettings },
};

/** The key that goes with a number or letter, as this system writes it. */
export const shortcut = (platform: string | undefined, key: string): string =>
  platform === 'darwin' ? `⌘${key}` : `Ctrl+${key}`;
