/** The window's screens, in the order of its navigation and of the keys that lead to them. */
export const SCREENS = ['overview', 'domains', 'mailboxes', 'notifications', 'logs', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export const SCREEN_LABELS: Record<Screen, string> = {
  overview: 'Overview',
  domains: 'Domains',
  mailboxes: 'Mailboxes',
  notifications: 'Notifications',
  logs: 'Logs',
  settings: 'Settings',
};
