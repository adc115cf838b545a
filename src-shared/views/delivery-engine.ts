/** What an installation of Apprise goes through, in this order. */
export const INSTALL_STEPS = ['environment', 'downloading', 'installing', 'checking'] as const;
export type InstallStep = (typeof INSTALL_STEPS)[number];

export interface InstallProgress {
  step: InstallStep;
  /** What it works on, e.g. "apprise 1.13.0 (1.6 MB)". */
  detail: string | null;
}

export interface InstallResult {
  outcome: 'done' | 'failed' | 'cancelled';
  at: string;
  message: string;
  /** What a person can do about a failure. */
  remedy: string | null;
}

export interface WorkerHealth {
  state: 'running' | 'starting' | 'restarting';
  /** ISO. */
  startedAt: string | null;
  /** Times that it died and was started again, while this app runs. */
  restarts: number;
  /** Requests that it works on. */
  inFlight: number;
  /** Resident memory; null where the system does not tell. */
  memoryMb: number | null;
}

export interface DeliveryEngine {
  state: 'worker' | 'command' | 'missing' | 'starting';
  version: string | null;
  /** The interpreter or command that is used. */
  path: string | null;
  source: 'bundled' | 'settings' | 'private' | 'path' | null;
  warnings: string[];
  /** What to do where it is missing. */
  remedy: string | null;
  /** How many services it knows; null while it could not be asked. */
  services: number | null;
  /** Null where none runs: before the first target, or with the command only. */
  worker: WorkerHealth | null;
  installing: InstallProgress | null;
  /** What an installation into the app's own environment would bring; null where it would bring nothing. */
  canInstall: 'install' | 'update' | null;
  /** How the last installation ended, while this process runs. */
  lastInstall: InstallResult | null;
}
