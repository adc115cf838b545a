import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { ResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock, Keychain, Logger, Random } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createCatalogue } from './apprise/catalogue.ts';
import { AppriseEngine } from './apprise/engine.ts';
import { AppriseInstaller } from './apprise/installer.ts';
import { createAppriseChannel } from './apprise-channel.ts';
import type { Channel } from './channel.ts';
import { createCredentials } from './credentials.ts';
import { createDeliveryQueries } from './deliveries.ts';
import { createDelivery } from './delivery.ts';
import { createLeftovers } from './leftovers.ts';
import { quietEnd } from './quiet-lanes.ts';
import { createRemoval } from './removal.ts';
import { createServiceLookup } from './service-lookup.ts';
import type { SettingsReader } from './settings-reader.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTargetEditor } from './target-editor.ts';
import { createTargetRepository } from './targets.ts';

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

const NO_APPRISE = { services: async () => null, status: () => ({ path: null, version: null }) };

/** The modules of telling people, put together: what the facade and its start and stop work with. */
export function wire(options: NotificationsOptions) {
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
  return {
    targets,
    subscriptions,
    deliveries,
    credentials,
    engine,
    installer,
    apprise,
    outbox,
    dispatcher,
    muting,
    enqueue,
    sendAgain,
    removal,
    leftovers,
    catalogue,
    services,
    editor,
    changed,
  };
}

export type Wiring = ReturnType<typeof wire>;
