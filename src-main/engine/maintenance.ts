import { stat } from 'node:fs/promises';
import { explainError } from './explain.ts';
import type { Clock, Logger, Timer } from './ports.ts';
import { dailyBackup, dailyBackups } from './storage/backup.ts';
import type { Db } from './storage/open.ts';

export interface MaintenanceOptions {
  db: Db;
  backups: string;
  clock: Clock;
  log: Logger;
}

const DAY_MS = 86_400_000;
/** Starting the app is busy enough. */
const FIRST_AFTER_MS = 30_000;
const LOOK_EVERY_MS = 3_600_000;

/** The daily backup, by the process that holds the monitor lock. */
export class Maintenance {
  readonly #options: MaintenanceOptions;
  #timer: Timer | undefined;
  #atWork: Promise<void> = Promise.resolve();

  constructor(options: MaintenanceOptions) {
    this.#options = options;
  }

  start(): void {
    this.#plan(FIRST_AFTER_MS);
  }

  /** @returns when a backup that is under way is complete: the database must stay open until then. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#atWork;
  }

  #plan(ms: number): void {
    this.#timer = this.#options.clock.after(ms, () => {
      this.#atWork = this.#backUpIfDue();
      this.#plan(LOOK_EVERY_MS);
    });
  }

  async #backUpIfDue(): Promise<void> {
    const { db, backups, clock, log } = this.#options;
    const now = clock.now();
    try {
      const [newest] = dailyBackups(backups);
      const madeAt = newest ? (await stat(newest)).mtimeMs : 0;
      if (now >= madeAt && now - madeAt < DAY_MS) return;
      log.log('info', 'Daily backup made', { file: await dailyBackup(db, backups, now) });
    } catch (error) {
      log.log('error', 'The daily backup could not be made', { reason: explainError(error).message });
    }
  }
}
