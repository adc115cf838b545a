import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const APP_FOLDER = 'mxroute-manager';

export interface DataPaths {
  folder: string;
  database: string;
  backups: string;
  logs: string;
  env: string;
  /** The private Python environment that the delivery engine may be installed into. */
  pythonEnv: string;
}

/** The folder cannot be used; `message` says what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly code = 'data_folder';
}

/** MXM_DATA_DIR, else the platform's place for application data (the same as Electron's userData). */
export function defaultDataFolder(environment: Record<string, string | undefined> = process.env): string {
  if (environment.MXM_DATA_DIR) return resolve(environment.MXM_DATA_DIR);
  if (process.platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), APP_FOLDER);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', APP_FOLDER);
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), APP_FOLDER);
}

/** Creates the folder for this user only and makes sure that it can be written. @throws DataFolderError */
export function prepareDataFolder(
  folder: string,
  environment: Record<string, string | undefined>,
): DataPaths {
  const paths: DataPaths = {
    folder,
    database: environment.DATABASE_FILE
      ? resolve(folder, environment.DATABASE_FILE)
      : join(folder, 'mxroute-manager.db'),
    backups: join(folder, 'backups'),
    logs: environment.LOG_DIR ? resolve(folder, environment.LOG_DIR) : join(folder, 'logs'),
    env: join(folder, '.env'),
    pythonEnv: join(folder, 'apprise-env'),
  };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') chmodSync(folder, 0o700);
    mkdirSync(dirname(paths.database), { recursive: true, mode: 0o700 });
    mkdirSync(paths.backups, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return paths;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new DataFolderError(
      `The data folder ${folder} cannot be written (${reason}). Give this user write access to it, or set MXM_DATA_DIR to another folder.`,
    );
  }
}
