import type { EngineChannel } from '../../src-shared/ipc/channels.ts';
import type { IpcInput, IpcOutput } from '../../src-shared/ipc/contract.ts';
import type { FeedMessage } from '../../src-shared/ipc/feed.ts';
import type { Result } from '../../src-shared/result.ts';
import type { Notice } from '../../src-shared/views/app.ts';
import { EventExports } from './audit/exports.ts';
import { createCalls } from './calls/calls.ts';
import { composeParts } from './compose.ts';
import { prepareDemo } from './demo.ts';
import { createDuties } from './duties.ts';
import { explainError } from './explain.ts';
import type { Internet } from './internet.ts';
import type { Channel } from './notifications/channel.ts';
import type { OsChannel } from './notifications/os-channel.ts';
import { openData } from './open-data.ts';
import type { EngineParts } from './parts.ts';
import { systemClock, systemRandom } from './platform/clock.ts';
import { installationId } from './platform/installation.ts';
import { osKeychain } from './platform/keychain.ts';
import { createNetworkSwitch } from './platform/network.ts';
import { followTimeZone } from './platform/time-zone.ts';
import type { Clock, Keychain, Logger, Random } from './ports.ts';
import { reactToChanges } from './reactions.ts';
import { isCorruption } from './storage/integrity.ts';
import { forgetSound } from './storage/sound-mark.ts';

export interface EngineOptions {
  dataDir: string;
  /** `desktop`: the app; `headless`: `run` and `monitor`; `reader`: a command that looks or sets something. */
  shell: 'desktop' | 'headless' | 'reader';
  processEnvironment?: Record<string, string | undefined>;
  clock?: Clock;
  random?: Random;
  keychain?: (installation: string) => Keychain;
  /** Absent: the real one. */
  internet?: Internet;
  /** Replaces Apprise. */
  channel?: Channel;
  /** Every log line as well, e.g. to stderr. */
  echo?: (line: string) => void;
}

export interface Engine {
  /** Answers every engine channel; input is already validated. */
  call<C extends EngineChannel>(channel: C, input: IpcInput<C>): Promise<Result<IpcOutput<C>>>;
  /** @returns a function that stops listening. */
  subscribe(listener: (message: FeedMessage) => void): () => void;
  registerOsChannel(channel: OsChannel): void;
  /** `NAME=token` of a stored target. The answer is the secret: only the desktop asks, for the clipboard. */
  envLine(targetId: string, variable?: string): Promise<Result<string>>;
  /** Writes what matches into `file`, replacing it; in slices, newest first. A failure says what to do. */
  exportEvents(
    request: IpcInput<'events.export'>,
    file: string,
  ): Promise<Result<{ file: string; events: number }>>;
  /** Takes the monitoring lock and starts schedule, delivery and maintenance; without it waits for its turn. */
  start(): Promise<void>;
  /** Lets deliveries that are under way finish for at most `drainMs`, then closes the database. */
  stop(drainMs: number): Promise<void>;
  /** The computer slept or the network came back: what is overdue may run. */
  wake(reason: 'resume' | 'network'): void;
  setOnline(online: boolean): void;
  readonly notices: Notice[];
  readonly dataDir: string;
  readonly log: Logger;
  /** For the command line, which lives in the same process. */
  readonly parts: EngineParts;
}

/**
 * Opens the data folder, puts the modules together, and is their life from the start to the end.
 * @throws DataFolderError, SchemaTooNewError, SQLite errors: all explained by `explainError`.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, shell, clock = systemClock, random = systemRandom, internet, channel, echo } = options;
  const { processEnvironment = process.env } = options;
  const data = await openData({ dataDir, processEnvironment, clock, echo });
  const { paths, db, environment, lock, log, notices } = data;
  if (shell === 'reader') lock.release();

  const keychain = (options.keychain ?? osKeychain)(installationId(db));
  const actor = shell === 'desktop' ? 'this computer' : 'command line';
  const network = createNetworkSwitch();
  const parts = composeParts(data, { clock, random, keychain, network, internet, channel, actor });
  const { feed, notifications, pool, scans } = parts;
  const duties = createDuties(parts);
  const exports = new EventExports(parts.events.page, parts.redactor);
  for (const message of environment.problems()) notices.push({ code: 'env_file', level: 'warning', message });
  const stopReacting = reactToChanges(parts, duties.eventsRecorded);
  const call = createCalls(parts);

  return {
    async call(channelName, input) {
      try {
        return await call(channelName, input);
      } catch (error) {
        const { code, message } = explainError(error);
        // The next start then reads the whole file, and replaces it where it is damaged.
        if (isCorruption((error as { code?: string } | null)?.code)) forgetSound(db);
        log.log('error', 'A request of the window failed', { channel: channelName, code, error });
        return { ok: false, code, message };
      }
    },
    subscribe: (listener) => feed.subscribe(listener),
    registerOsChannel: (osChannel) => notifications.registerOsChannel(osChannel),
    envLine: (id, variable) => notifications.envLine(id, variable),
    exportEvents: (request, file) => exports.run(request, file),
    async start() {
      await prepareDemo(parts);
      if (lock.tryAcquire()) duties.begin();
      else {
        const message = `${lock.heldElsewhere()} This one takes over when it ends.`;
        notices.push({ code: 'not_monitoring', level: 'warning', message });
        lock.whenFree(duties.begin, (error) =>
          log.log('error', 'Monitoring could not begin; it is tried again in a minute', { error }),
        );
      }
    },
    async stop(drainMs) {
      await Promise.all([duties.stop(), exports.stop()]);
      if (lock.held) await notifications.drain(drainMs);
      await notifications.stop();
      stopReacting();
      pool.close();
      db.close();
      lock.release();
      log.log('info', 'Stopped', {});
    },
    wake: () => {
      followTimeZone();
      scans.settle();
      notifications.wake();
    },
    setOnline(online) {
      if (online === network.online()) return;
      log.log('info', online ? 'The network is back' : 'This computer is offline: checks wait');
      network.set(online);
      if (online) notifications.networkReturned();
      feed.changed('network');
    },
    notices,
    dataDir: paths.folder,
    log,
    parts,
  };
}
