import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { createQuotaQueries } from './account-quota/queries.ts';
import { Accounts } from './accounts/accounts.ts';
import { createAuditLog } from './audit/log.ts';
import { createEventQueries } from './audit/query.ts';
import { createDnsQueries } from './dns-health/queries.ts';
import { ChangeFeed } from './feed.ts';
import { iconAddress } from './icon/icon-address.ts';
import type { Internet } from './internet.ts';
import { createAlarmedQueries } from './mailbox-usage/alarmed-queries.ts';
import { createUsageQueries } from './mailbox-usage/queries.ts';
import { MonitorPool } from './monitor-pool.ts';
import { createAccountApi } from './mxroute/client.ts';
import type { Channel } from './notifications/channel.ts';
import { createNotifications } from './notifications/service.ts';
import type { OpenData } from './open-data.ts';
import type { EngineParts } from './parts.ts';
import { assetPath } from './platform/assets.ts';
import type { Clock, Keychain, NetworkStatus, Random } from './ports.ts';
import { ScanCoordinator } from './scans/scan-coordinator.ts';
import { createScheduleRepository } from './scheduler/repository.ts';
import { createSettingsStore } from './settings/store.ts';
import { createPasswordStore } from './smtp/password-store.ts';
import { createSmtpSettings } from './smtp/smtp-settings.ts';
import { createSubjects } from './subjects.ts';

export interface CompositionPorts {
  clock: Clock;
  random: Random;
  keychain: Keychain;
  network: NetworkStatus;
  /** Absent: the real one. */
  internet?: Internet;
  /** Replaces Apprise. */
  channel?: Channel;
  /** Who acts through this process, for the log. */
  actor: string;
}

/** The composition root: puts the modules together. None of them does anything yet. */
export function composeParts(data: OpenData, ports: CompositionPorts): EngineParts {
  const { db, environment, redactor, log, paths } = data;
  const { clock, random, keychain, network, actor } = ports;
  const internet = ports.internet ? { internet: ports.internet } : {};
  const fetch = ports.internet ? { fetch: ports.internet.fetch } : {};
  const feed = new ChangeFeed();
  const settings = createSettingsStore(db, environment, clock);
  const smtpPassword = createPasswordStore({ db, clock, keychain, environment, redactor });
  const smtp = createSmtpSettings(settings, smtpPassword, keychain);
  const events = createEventQueries(db);
  const audit = createAuditLog({
    db,
    clock,
    // A scan may end after its account was removed.
    enqueue: (event: AuditEvent) => {
      if (event.account === null || !accounts.isRemoved(event.account)) notifications.enqueue(event);
    },
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
    ...(ports.channel ? { channel: ports.channel } : {}),
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
  const schedule = createScheduleRepository(db);
  const common = { db, clock, random, log, audit, settings, environment, feed };
  const scans = new ScanCoordinator({ ...common, accounts, pool, network, schedule });
  const dns = createDnsQueries(db);
  const usage = createUsageQueries(db);
  const subjects = createSubjects(accounts, dns, usage);
  return {
    ...data,
    clock,
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
    actor,
    dns,
    usage,
    alarmed: createAlarmedQueries(db),
    quotas: createQuotaQueries(db),
    subjects,
  };
}
