import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { TargetDraft } from '../../../src-shared/ipc-contract.ts';
import type { ResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { ServiceCatalogue } from '../../../src-shared/service-catalogue.ts';
import type { BuiltTarget, DeliveryEngine, TargetView, TestOutcome } from '../../../src-shared/views.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock, Keychain, Logger, Random, Timer } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createCatalogue } from './apprise/catalogue.ts';
import { AppriseEngine } from './apprise/engine.ts';
import { AppriseInstaller } from './apprise/installer.ts';
import { createAppriseChannel } from './apprise-channel.ts';
import { type Channel, OS_CHANNEL, OS_OFF } from './channel.ts';
import { createCredentials } from './credentials.ts';
import { createDeliveryQueries, type DeliveryQueries } from './deliveries.ts';
import { createDelivery } from './delivery.ts';
import { duplicateTarget } from './duplicate.ts';
import { envLineOf } from './env-token.ts';
import { createLeftovers, SETTLED_AFTER_MS } from './leftovers.ts';
import type { Muting } from './muting.ts';
import { asChannel, type OsChannel } from './os-channel.ts';
import { quietEnd } from './quiet-lanes.ts';
import { createRemoval } from './removal.ts';
import { RETRY_WINDOW_MS } from './retry.ts';
import { createServiceLookup } from './service-lookup.ts';
import type { SettingsReader } from './settings-reader.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createTargetEditor } from './target-editor.ts';
import { viewTarget } from './target-views.ts';
import { createTargetRepository } from './targets.ts';
import { type Addressee, nameOf, osAddressee, sendTests } from './tests.ts';

export interface NotificationsOptions {
  db: Db;
  clock: Clock;
  random: Random;
  keychain: Keychain;
  /** A function, because the log needs `enqueue` first. */
  audit: () => AuditLog;
  event: (id: number) => AuditEvent | undefined;
  settings: SettingsReader;
  /** Process environment over `.env`, as it is now. */
  environment: () => Record<string, string | undefined>;
  /** Settings → Mailbox Password Reset, password included; a failure says what is missing. */
  resetSmtp?: () => Promise<Result<ResetSmtp>>;
  log: Logger;
  /** Told every secret that is read. */
  redactor?: { add(secret: string): void };
  /** Path of assets/apprise_worker.py. */
  workerScript: string;
  privateEnvDir: string;
  /** Python with Apprise inside the packaged app. */
  bundledPython?: string;
  /** Address of the picture that alerts carry, as it is now; absent: none. */
  icon?: () => string | null;
  changed?: (topic: 'targets' | 'deliveries' | 'engine') => void;
  locale?: string;
  /** Whether a domain or mailbox is still in an account; absent: all are. */
  isKnownSubject?: (subject: string) => boolean;
  /** Replaces Apprise, where a test needs no real delivery. */
  channel?: Channel;
}

/** Everything about telling people: targets, subscriptions, outbox and delivery. The shells see only this. */
export interface Notifications {
  /** Called by the audit log, inside the transaction that records the event. */
  enqueue(event: AuditEvent): void;
  readonly subscriptions: Subscriptions;
  readonly deliveries: DeliveryQueries;
  readonly muting: Pick<Muting, 'current' | 'add' | 'remove' | 'wake' | 'mutedIn'>;
  /** One delivery that has ended, by its id, once more. */
  sendAgain(id: number): Result<null>;

  listTargets(): Promise<TargetView[]>;
  buildTarget(draft: TargetDraft): Promise<Result<BuiltTarget>>;
  saveTarget(draft: TargetDraft): Promise<Result<TargetView>>;
  /** Every service of the installed Apprise that has no form of ours; starts the worker where needed. */
  listServices(): Promise<ServiceCatalogue>;
  /** A copy with its secret, switched off. */
  duplicateTarget(id: string): Promise<Result<TargetView>>;
  /** `NAME=token` of a stored target, for this computer's clipboard and nothing else: the answer is the secret. */
  envLine(id: string, variable?: string): Promise<Result<string>>;
  setEnabled(id: string, enabled: boolean): Result<null>;
  /** Can be undone for 10 s. */
  removeTarget(id: string): Result<null>;
  restoreTarget(id: string): Result<null>;
  /** One target, or all enabled ones and this computer's notifications. Sends now. `actor`: see AuditEntry. */
  testTargets(id?: string, actor?: string): Promise<Result<TestOutcome[]>>;

  /** The whole address as it goes to Apprise: for the doctor, which asks about it and shows none of it. */
  addressOf(id: string): Promise<Result<string>>;
  /** Past the outbox, to an address: the SMTP test and the doctor. */
  readonly apprise: Pick<AppriseEngine, 'send' | 'accepts'>;
  /** Looks for Apprise first where that was not done yet. */
  deliveryEngine(): Promise<DeliveryEngine>;
  /** Looks for Apprise again, e.g. after an installation. */
  rediscover(): Promise<DeliveryEngine>;
  /** Puts Apprise into the app's own environment; `deliveryEngine` shows how it goes. */
  readonly installer: Pick<AppriseInstaller, 'start' | 'cancel' | 'finished'>;
  /** Why the keychain cannot be used; null where it can. */
  keychainProblem(): Promise<string | null>;
  registerOsChannel(channel: OsChannel | undefined): void;
  /** A person switched this computer's own notifications off, in this transaction: what waits for them ends unsent. */
  osSwitchedOff(): void;
  readonly osSupported: boolean;

  /** Only in the process that holds the monitoring lock. */
  start(): void;
  /** Something changed outside: the clock, settings, rows of another process. */
  wake(): void;
  /** The network is back: what waits for its next attempt is tried now. */
  networkReturned(): void;
  /** Waits until nothing due is left (`idle`) or nothing but what quiet hours hold (`empty`). @returns whether that was reached in time. */
  drain(ms: number, until?: 'idle' | 'empty'): Promise<boolean>;
  /** Ends delivery and the worker. What was under way goes back to the outbox. Close the database after this. */
  stop(): Promise<void>;
  /** For tests that kill it. */
  readonly workerPid: number | undefined;
}

const STALE_REASON = 'The target was switched off for more than 24 hours.';
const NO_APPRISE = { services: async () => null, status: () => ({ path: null, version: null }) };
/** After the worker is gone, its messages only have to be stored. */
const STOP_MS = 2_000;

export function createNotifications(options: NotificationsOptions): Notifications {
  const { db, clock, random, log, audit, event, settings, environment, keychain, locale } = options;
  const changed = options.changed ?? (() => {});
  const targets = createTargetRepository(db);
  const subscriptions = createSubscriptions(db);
  const deliveries = createDeliveryQueries(db, (id) => quietEnd(settings, id, clock.now()) !== null);
  const credentials = createCredentials({
    keychain,
    environment,
    resetSmtp: options.resetSmtp,
    secret: (value) => options.redactor?.add(value),
  });
  let engineFound = false;
  const engine: AppriseEngine = new AppriseEngine({
    clock,
    log,
    workerScript: options.workerScript,
    places: () => ({
      bundled: options.bundledPython,
      settingsPath: settings.get('delivery.apprisePath'),
      privateEnvDir: options.privateEnvDir,
    }),
    ...(options.icon ? { icon: options.icon } : {}),
    changed: () => {
      const found = ['worker', 'command'].includes(engine.status().state);
      if (found && !engineFound) dispatcher.retryUntried();
      engineFound = found;
      changed('engine');
    },
  });
  const installer = new AppriseInstaller({
    clock,
    log,
    workerScript: options.workerScript,
    privateEnvDir: options.privateEnvDir,
    engine,
    changed: () => changed('engine'),
  });
  const apprise = options.channel ?? createAppriseChannel(engine, credentials, targets);
  const { outbox, dispatcher, muting, enqueue, sendAgain } = createDelivery({
    db,
    clock,
    random,
    log,
    audit,
    event,
    settings,
    targets,
    subscriptions,
    apprise,
    isKnownSubject: options.isKnownSubject ?? (() => true),
    changed,
    ...(locale ? { locale } : {}),
  });
  const removal = createRemoval({ db, clock, log, targets, credentials, outbox });
  const leftovers = createLeftovers({ db, clock, log, targets, credentials });
  let sweeping: Timer | undefined;
  const catalogue = createCatalogue(options.channel ? NO_APPRISE : engine, log);
  const services = createServiceLookup(catalogue);
  const editor = createTargetEditor({
    db,
    clock,
    random,
    targets,
    credentials,
    leftovers,
    services,
    engine: options.channel ? { accepts: async () => null, problem: () => undefined } : engine,
  });
  const sources = { credentials, engine, deliveries, services };

  const prewarm = async (): Promise<void> => {
    const enabled = targets.list().filter((target) => target.enabled);
    if (enabled.length === 0 || options.channel) return;
    const urls = await Promise.all(enabled.map((target) => credentials.resolve(target)));
    await engine.prewarm(urls.flatMap((url) => (url.ok ? [url.value] : [])));
  };
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.log('error', what, { error: String(error) }));
  };

  return {
    subscriptions,
    deliveries,
    muting,
    enqueue,
    sendAgain,

    async listTargets() {
      if (targets.list().length > 0 && !options.channel) await engine.ensure();
      const waiting = deliveries.waiting();
      return Promise.all(targets.list().map((target) => viewTarget(target, sources, waiting)));
    },
    buildTarget: (draft) => editor.build(draft),
    async saveTarget(draft) {
      const saved = await editor.save(draft);
      if (!saved.ok) return saved;
      changed('targets');
      dispatcher.wake();
      inBackground('the worker could not be prepared', prewarm());
      return success(await viewTarget(saved.value, sources, deliveries.waiting()));
    },
    listServices: () => catalogue.list(),
    async duplicateTarget(id) {
      const copy = await duplicateTarget(id, { db, clock, random, targets, credentials, leftovers });
      if (!copy.ok) return copy;
      changed('targets');
      return success(await viewTarget(copy.value, sources, deliveries.waiting()));
    },
    envLine: (id, variable) => envLineOf(id, variable, targets, credentials),
    setEnabled(id, enabled) {
      const target = targets.get(id);
      if (!target || target.removedAt !== null)
        return failure('not_found', 'This target does not exist any more.', 'id');
      if (enabled === target.enabled) return success(null);
      const now = clock.now();
      db.transaction(() => {
        targets.update({ ...target, enabled, disabledAt: enabled ? null : now });
        if (enabled && now - (target.disabledAt ?? now) >= RETRY_WINDOW_MS)
          outbox.cancelStale(id, STALE_REASON, now);
      })();
      changed('targets');
      dispatcher.wake();
      return success(null);
    },
    removeTarget(id) {
      const result = removal.remove(id);
      if (result.ok) changed('targets');
      return result;
    },
    restoreTarget(id) {
      const result = removal.restore(id);
      if (result.ok) changed('targets');
      dispatcher.wake();
      return result;
    },
    async testTargets(id, actor = 'this computer') {
      const os = osAddressee(dispatcher.osChannel);
      const all: Addressee[] = targets.list().map((target) => ({
        id: target.id,
        label: nameOf(target.label, target.maskedUrl),
        channel: apprise,
      }));
      const enabled = new Set(targets.list().flatMap((target) => (target.enabled ? [target.id] : [])));
      const chosen =
        id === undefined
          ? [
              ...all.filter((one) => enabled.has(one.id)),
              ...(settings.get('notifications.osEnabled') ? os : []),
            ]
          : [...all, ...os].filter((one) => one.id === id);
      if (id !== undefined && chosen.length === 0)
        return failure('not_found', 'This target does not exist any more.', 'id');
      return success(await sendTests(chosen, { db, clock, audit, locale, actor }));
    },

    async addressOf(id) {
      const target = targets.get(id);
      return target
        ? credentials.resolve(target)
        : failure('not_found', 'This target does not exist any more.', 'id');
    },
    apprise: engine,
    async deliveryEngine() {
      // A replacement under way ends by itself: its progress is what is asked for.
      if (!installer.running) await engine.ensure();
      engine.refresh();
      return installer.view(engine.status());
    },
    async rediscover() {
      await engine.rediscover();
      return installer.view(engine.status());
    },
    installer,
    async keychainProblem() {
      const state = await keychain.state();
      return state.usable ? null : state.reason;
    },
    registerOsChannel: (channel) => dispatcher.setOsChannel(channel && asChannel(channel)),
    osSwitchedOff() {
      if (outbox.cancel(OS_CHANNEL, OS_OFF, clock.now()) > 0) changed('deliveries');
    },
    get osSupported() {
      return dispatcher.osChannel !== undefined;
    },

    start() {
      // What a mute hid that ended meanwhile is told before anything new is recorded or muted.
      muting.start();
      dispatcher.start();
      inBackground('an interrupted installation could not be removed', installer.cleanUp());
      inBackground('removed targets could not be cleaned up', removal.finishOverdue());
      inBackground('the worker could not be prepared', prewarm());
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
    get workerPid() {
      return engine.workerPid;
    },
  };
}
