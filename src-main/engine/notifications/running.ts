import type { Clock, Logger, Timer } from '../ports.ts';
import { SETTLED_AFTER_MS } from './leftovers.ts';
import type { Notifications } from './notifications.ts';
import type { Wiring } from './wiring.ts';

export interface RunningOptions {
  clock: Clock;
  log: Logger;
  /** False where something else delivers in Apprise's place. */
  withApprise: boolean;
}

export interface Running
  extends Pick<Notifications, 'start' | 'wake' | 'networkReturned' | 'drain' | 'stop'> {
  /** Whatever is enabled now goes out without waiting for Apprise to load it; goes on by itself. */
  prewarm(): void;
}

/** After the worker is gone, its messages only have to be stored. */
const STOP_MS = 2_000;

/** When delivery begins, what it is woken by, and how it ends. */
export function createRunning(wiring: Wiring, { clock, log, withApprise }: RunningOptions): Running {
  const { targets, credentials, engine, installer, dispatcher, muting, removal, leftovers } = wiring;
  let sweeping: Timer | undefined;
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.log('error', what, { error: String(error) }));
  };
  const prepareWorker = async (): Promise<void> => {
    const enabled = targets.list().filter((target) => target.enabled);
    if (enabled.length === 0 || !withApprise) return;
    const urls = await Promise.all(enabled.map((target) => credentials.resolve(target)));
    await engine.prewarm(urls.flatMap((url) => (url.ok ? [url.value] : [])));
  };
  const prewarm = (): void => inBackground('the worker could not be prepared', prepareWorker());

  return {
    prewarm,
    start() {
      // What a mute hid that ended meanwhile is told before anything new is recorded or muted.
      muting.start();
      dispatcher.start();
      inBackground('an interrupted installation could not be removed', installer.cleanUp());
      inBackground('removed targets could not be cleaned up', removal.finishOverdue());
      prewarm();
      sweeping = clock.after(SETTLED_AFTER_MS, () =>
        inBackground('left secrets could not be cleaned up', leftovers.sweep()),
      );
    },
    wake() {
      credentials.forget();
      muting.wake();
      dispatcher.wake();
    },
    networkReturned: () => dispatcher.retryWaiting(),
    drain: (ms, until) => dispatcher.drain(ms, until),
    async stop() {
      dispatcher.stop();
      muting.stop();
      sweeping?.cancel();
      await Promise.all([engine.stop(), installer.stop()]);
      await dispatcher.drain(STOP_MS);
      await removal.finishOwn();
    },
  };
}
