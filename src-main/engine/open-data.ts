import type { Notice } from '../../src-shared/views/app.ts';
import { createLogger } from './log/logger.ts';
import { Redactor } from './log/redact.ts';
import { MonitoringLock } from './monitoring-lock.ts';
import type { Clock, Logger } from './ports.ts';
import { createEnvironment, type Environment } from './settings/environment.ts';
import { type DataPaths, prepareDataFolder } from './storage/data-folder.ts';
import type { Db } from './storage/open.ts';
import { openOrRecover } from './storage/open-or-recover.ts';

export interface OpenDataOptions {
  dataDir: string;
  processEnvironment: Record<string, string | undefined>;
  clock: Clock;
  /** Every log line as well, e.g. to stderr. */
  echo?: (line: string) => void;
}

/** A data folder in use: what is in it, and what only one process may do with it. */
export interface OpenData {
  paths: DataPaths;
  environment: Environment;
  redactor: Redactor;
  log: Logger;
  /** Held where nobody else does. */
  lock: MonitoringLock;
  db: Db;
  /** What a person must be told of the opening. */
  notices: Notice[];
}

/**
 * Opens the data folder: `.env`, the log, and the database, which the one process that monitors may also repair.
 * @throws DataFolderError, SchemaTooNewError, SQLite errors.
 */
export async function openData(options: OpenDataOptions): Promise<OpenData> {
  const { dataDir, processEnvironment, clock, echo } = options;
  const redactor = new Redactor();
  const paths = prepareDataFolder(dataDir, processEnvironment);
  const environment = createEnvironment(paths.env, redactor, processEnvironment);
  const log = createLogger({ folder: paths.logs, redactor, clock, ...(echo ? { echo } : {}) });
  const lock = new MonitoringLock(paths.database, clock);
  const mayRepair = () => lock.tryAcquire();
  const { db, notices } = await openOrRecover(paths.database, paths.backups, clock.now(), mayRepair);
  return { paths, environment, redactor, log, lock, db, notices };
}
