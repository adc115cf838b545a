import type { EngineParts } from './parts.ts';
import { watchForeignChanges } from './storage/foreign-changes.ts';

/**
 * What a change sets in motion: one of the settings, the accounts or `.env`, made by this process or by another one on
 * the same data folder.
 * @param recorded there are new events.
 * @returns a function that ends it.
 */
export function reactToChanges(parts: EngineParts, recorded: () => void): () => void {
  const { db, paths, environment, feed, scans, notifications, log } = parts;
  const settingsChanged = () => {
    feed.changed('settings', 'targets', 'monitors', 'engine');
    scans.refresh();
    notifications.wake();
  };
  environment.onChange(() => {
    log.log('info', '.env was read again', { problems: environment.problems() });
    settingsChanged();
    feed.changed('accounts');
  });
  feed.subscribe(({ topic }) => {
    // Credentials or the address may be right now.
    if (topic === 'accounts') scans.retryFailed();
    else if (topic === 'settings' || topic === 'monitors') scans.refresh();
    // Quiet hours may be others now.
    if (topic === 'settings') notifications.wake();
    if (topic === 'events') recorded();
  });
  const stopWatching = watchForeignChanges(db, paths.database, () => {
    feed.changed('domains', 'mailboxes', 'events', 'deliveries');
    settingsChanged();
  });
  return () => {
    stopWatching();
    environment.close();
  };
}
