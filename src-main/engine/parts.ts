import type { Notice } from '../../src-shared/views/app.ts';
import type { QuotaQueries } from './account-quota/queries.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { AuditLog } from './audit/entry.ts';
import type { EventQueries } from './audit/query.ts';
import type { DnsQueries } from './dns-health/queries.ts';
import type { ChangeFeed } from './feed.ts';
import type { Redactor } from './log/redact.ts';
import type { AlarmedQueries } from './mailbox-usage/alarmed-queries.ts';
import type { UsageQueries } from './mailbox-usage/queries.ts';
import type { MonitorPool } from './monitor-pool.ts';
import type { MonitoringLock } from './monitoring-lock.ts';
import type { Notifications } from './notifications/notifications.ts';
import type { Clock, Keychain, Logger, NetworkStatus } from './ports.ts';
import type { ScanCoordinator } from './scans/scan-coordinator.ts';
import type { ScheduleRepository } from './scheduler/repository.ts';
import type { Environment } from './settings/environment.ts';
import type { SettingsStore } from './settings/store.ts';
import type { SmtpSettings } from './smtp/smtp-settings.ts';
import type { DataPaths } from './storage/data-folder.ts';
import type { Db } from './storage/open.ts';
import type { Subjects } from './subjects.ts';

/** The modules of one engine, put together by createEngine; what the calls of window and command line work with. */
export interface EngineParts {
  paths: DataPaths;
  db: Db;
  clock: Clock;
  log: Logger;
  redactor: Redactor;
  environment: Environment;
  settings: SettingsStore;
  smtp: SmtpSettings;
  accounts: Accounts;
  audit: AuditLog;
  events: EventQueries;
  notifications: Notifications;
  pool: MonitorPool;
  network: NetworkStatus;
  schedule: ScheduleRepository;
  scans: ScanCoordinator;
  feed: ChangeFeed;
  keychain: Keychain;
  lock: MonitoringLock;
  notices: Notice[];
  /** Who acts through this process, for the log. */
  actor: string;
  dns: DnsQueries;
  usage: UsageQueries;
  alarmed: AlarmedQueries;
  quotas: QuotaQueries;
  subjects: Subjects;
}
