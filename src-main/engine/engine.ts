import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { FeedMessage, IpcInput, IpcOutput } from '../../src-shared/ipc-contract.ts';
import type { Result } from '../../src-shared/result.ts';
import type { Notice } from '../../src-shared/views.ts';
import { createQuotaQueries } from './account-quota/queries.ts';
import { Accounts } from './accounts/accounts.ts';
import { EventExports } from './audit/exports.ts';
import { createAuditLog } from './audit/log.ts';
import { createEventQueries } from './audit/query.ts';
import { createSearchIndex } from './audit/search-index.ts';
import { SearchIndexer } from './audit/search-indexer.ts';
import { createCalls } from './calls/calls.ts';
import type { EngineChannel } from './calls/channels.ts';
import { prepareDemo } from './demo.ts';
import { createDnsQueries } from './dns-health/queries.ts';
import { explainError } from './explain.ts';
import { ChangeFeed } from './feed.ts';
import { iconAddress } from './icon/icon-address.ts';
import type { Internet } from './internet.ts';
import { createLogger } from './log/logger.ts';
import { Redactor } from './log/redact.ts';
import { createAlarmedQueries } from './mailbox-usage/alarmed-queries.ts';
import { createUsageQueries } from './mailbox-usage/queries.ts';
import { Maintenance } from './maintenance.ts';
import { MonitorPool } from './monitor-pool.ts';
import { MonitoringLock } from './monitoring-lock.ts';
import { createAccountApi } from './mxroute/client.ts';
import type { Channel } from './notifications/channel.ts';
import type { OsChannel } from './notifications/os-channel.ts';
import { createNotifications } from './notifications/service.ts';
import type { EngineParts } from './parts.ts';
import { assetPath } from './platform/assets.ts';
import { systemClock, systemRandom } from './platform/clock.ts';
import { installationId } from './platform/installation.ts';
import { osKeychain } from './platform/keychain.ts';
import { createNetworkSwitch } from './platform/network.ts';
import type { Clock, Keychain, Logger, Random, Timer } from './ports.ts';
import { ScanCoordinator } from './scans/scan-coordinator.ts';
import { createScheduleRepository } from './scheduler/repository.ts';
import { createEnvironment } from './settings/environment.ts';
import { createSettingsStore } from './settings/store.ts';
import { createPasswordStore, SETTLED_AFTER_MS } from './smtp/password-store.ts';
import { createSmtpSettings } from './smtp/smtp-settings.ts';
import { prepareDataFolder } from './storage/data-folder.ts';
import { watchForeignChanges } from './storage/foreign-changes.ts';
import { isCorruption } from './storage/integrity.ts';
import { openOrRecover } from './storage/open-or-recover.ts';
import { forgetSound } from './storage/sound-mark.ts';
import { createSubjects } from './subjects.ts';

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
  call<C extends EngineChannel>(channel: C, input: IpcInput<C>): Promise<Result<IpcOutput<C>>>;
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
  stop(drainMs: number): Promise<void>;
  wake(reason: 'resume' | 'network'): void;
  setOnline(online: boolean): void;
  readonly notices: Notice[];
  readonly dataDir: string;
  readonly log: Logger;
  /** For the command line, which lives in the same process. */
  readonly parts: EngineParts;
}

/**
 * The one composition root: reads the data folder, opens the database, and puts the modules together.
 * @throws DataFolderError, SchemaTooNewError, SQLite errors: all explained by `explainError`.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, shell, clock = systemClock, random = systemRandom } = options;
  const internet = options.internet ? { internet: options.internet } : {};
  const fetch = options.internet ? { fetch: options.internet.fetch } : {};
  const processEnvironment = options.processEnvironment ?? process.env;
  const redactor = new Redactor();
  const paths = prepareDataFolder(dataDir, processEnvironment);
  const environment = createEnvironment(paths.env, redactor, processEnvironment);
  const log = createLogger({
    folder: paths.logs,
    redactor,
    clock,
    ...(options.echo ? { echo: options.echo } : {}),
  });
  const lock = new MonitoringLock(paths.database, clock);
  const mayRepair = () => lock.tryAcquire();
  const { db, notices } = await openOrRecover(paths.database, paths.backups, clock.now(), mayRepair);
  if (shell === 'reader') lock.release();

  const actor = shell === 'desktop' ? 'this computer' : 'command line';
  const feed = new ChangeFeed();
  const keychain = (options.keychain ?? osKeychain)(installationId(db));
  const settings = createSettingsStore(db, environment, clock);
  const smtpPassword = createPasswordStore({ db, clock, keychain, environment, redactor });
  const smtp = createSmtpSettings(settings, smtpPassword, keychain);
  const events = createEventQueries(db);
  const audit = createAuditLog({
    db,
    clock,
    enqueue: (event: AuditEvent) => notifications.enqueue(event),
    recorded: () => feed.changed('events'),
  });
  const notifications = createNotifications({
    db,
    clock,
    random,
    keychain,
    audit: () => audit,
    event: (id) => events.get(id),
    settings,
    environment: () => environment.all(),
    log,
    redactor,
    icon: () => iconAddress(settings).url,
    resetSmtp: () => smtp.resolve(),
    workerScript: assetPath('apprise_worker.py'),
    privateEnvDir: paths.pythonEnv,
    isKnownSubject: (name) => subjects.find(name) !== undefined,
    changed: (topic) => feed.changed(topic),
    ...(options.channel ? { channel: options.channel } : {}),
  });
  const accounts = new Accounts({
    db,
    keychain,
    environment,
    redactor,
    clock,
    audit,
    createApi: (row, apiKey) =>
      createAccountApi({ ...row, apiKey: () => apiKey, clock, random, log, ...fetch }),
    changed: () => feed.changed('accounts', 'domains', 'mailboxes'),
    subscribe: (actions) => notifications.subscriptions.add(actions),
    actor,
  });
  const pool = new MonitorPool({ db, clock, random, log, audit, settings, accounts, ...internet });
  const network = createNetworkSwitch();
  const schedule = createScheduleRepository(db);
  const scans = new ScanCoordinator({
    db,
    clock,
    random,
    log,
    audit,
    settings,
    environment,
    accounts,
    pool,
    network,
    schedule,
    feed,
  });
  const dns = createDnsQueries(db);
  const usage = createUsageQueries(db);
  const alarmed = createAlarmedQueries(db);
  const quotas = createQuotaQueries(db);
  const subjects = createSubjects(accounts, dns, usage);
  const maintenance = new Maintenance({
    db,
    backups: paths.backups,
    settings,
    clock,
    log,
    changed: () => feed.changed('events', 'deliveries'),
    notice: (notice) => {
      notices.push(notice);
      feed.changed('engine');
    },
  });
  const indexer = new SearchIndexer({ db, index: createSearchIndex(db), clock, log });
  const exports = new EventExports(events.page, redactor);

  const parts: EngineParts = {
    paths,
    db,
    clock,
    log,
    redactor,
    environment,
    settings,
    smtp,
    accounts,
    audit,
    events,
    notifications,
    pool,
    network,
    schedule,
    scans,
    feed,
    keychain,
    lock,
    notices,
    actor,
    dns,
    usage,
    alarmed,
    quotas,
    subjects,
  };
  for (const message of environment.problems()) notices.push({ code: 'env_file', level: 'warning', message });

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
    if (topic === 'events') indexer.wake();
  });
  const stopWatching = watchForeignChanges(db, paths.database, () => {
    feed.changed('domains', 'mailboxes', 'events', 'deliveries');
    settingsChanged();
  });
  const call = createCalls(parts);

  let sweeping: Timer | undefined;
  function begin(): void {
    log.log('info', 'Monitoring and delivering', { pid: process.pid });
    notifications.start();
    scans.start();
    maintenance.start();
    indexer.start();
    sweeping = clock.after(SETTLED_AFTER_MS, () => {
      smtp.password
        .sweep()
        .catch((error: unknown) => log.log('error', 'A left SMTP password could not be removed', { error }));
    });
    feed.changed('monitors', 'engine');
  }

  return {
    async call(channel, input) {
      try {
        return await call(channel, input);
      } catch (error) {
        const { code, message } = explainError(error);
        // The next start then reads the whole file, and replaces it where it is damaged.
        if (isCorruption((error as { code?: string } | null)?.code)) forgetSound(db);
        log.log('error', 'A request of the window failed', { channel, code, error });
        return { ok: false, code, message };
      }
    },
    subscribe: (listener) => feed.subscribe(listener),
    registerOsChannel: (channel) => notifications.registerOsChannel(channel),
    envLine: (id, variable) => notifications.envLine(id, variable),
    exportEvents: (request, file) => exports.run(request, file),
    async start() {
      await prepareDemo(parts);
      if (lock.tryAcquire()) begin();
      else {
        const message = `${lock.heldElsewhere()} This one takes over when it ends.`;
        notices.push({ code: 'not_monitoring', level: 'warning', message });
        lock.whenFree(begin, (error) =>
          log.log('error', 'Monitoring could not begin; it is tried again in a minute', { error }),
        );
      }
    },
    async stop(drainMs) {
      indexer.stop();
      await Promise.all([scans.stop(), maintenance.stop(), exports.stop()]);
      if (lock.held) await notifications.drain(drainMs);
      await notifications.stop();
      sweeping?.cancel();
      stopWatching();
      environment.close();
      pool.close();
      db.close();
      lock.release();
      log.log('info', 'Stopped', {});
    },
    wake: () => {
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
