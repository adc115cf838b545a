import { type FSWatcher, watch } from 'node:fs';

const LOOK_EVERY_MS = 60_000;

/**
 * Calls `changed` with the name of a file in `folder` that changed. Where the system grants no watcher (Linux limits
 * their number for each user), it is called once a minute without a name: look yourself.
 * @returns a function that stops watching.
 */
export function watchFolder(folder: string, changed: (name?: string) => void): () => void {
  let watcher: FSWatcher | undefined;
  let poll: NodeJS.Timeout | undefined;
  const lookNowAndThen = () => {
    watcher?.close();
    poll ??= setInterval(() => changed(), LOOK_EVERY_MS).unref();
  };
  try {
    watcher = watch(folder, { persistent: false }, (_event, name) => changed(name ?? undefined));
    watcher.on('error', lookNowAndThen);
  } catch {
    lookNowAndThen();
  }
  return () => {
    watcher?.close();
    clearInterval(poll);
  };
}
