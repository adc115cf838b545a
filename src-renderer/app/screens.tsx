import { lazyPart } from '../components/lazy-part.tsx';

/** The screens that the first picture does not show: each comes in its own file, fetched as soon as it stands. */
export const SCREEN = {
  domains: lazyPart(async () => (await import('../screens/domains/domains-screen.tsx')).DomainsScreen),
  mailboxes: lazyPart(
    async () => (await import('../screens/mailboxes/mailboxes-screen.tsx')).MailboxesScreen,
  ),
  notifications: lazyPart(
    async () => (await import('../screens/notifications/notifications-screen.tsx')).NotificationsScreen,
  ),
  logs: lazyPart(async () => (await import('../screens/logs/logs-screen.tsx')).LogsScreen),
  settings: lazyPart(async () => (await import('../screens/settings/settings-screen.tsx')).SettingsScreen),
};

export const FirstStart = lazyPart(
  async () => (await import('../screens/first-start/first-start.tsx')).FirstStart,
).Part;

export const Palette = lazyPart(async () => (await import('./palette/palette.tsx')).Palette);

export function preloadScreens(): void {
  for (const { preload } of Object.values(SCREEN)) preload();
  Palette.preload();
}

/** The first pages of the long lists: with them a screen's first picture has its rows. */
export async function preloadLists(): Promise<void> {
  const [mailboxes, events] = await Promise.all([
    import('../stores/mailboxes.ts'),
    import('../stores/events.ts'),
  ]);
  await mailboxes.preloadMailboxes();
  await events.events.preload();
}
