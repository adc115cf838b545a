import { stat } from 'node:fs/promises';
import type { Notice } from '../../src-shared/views/app.ts';
import { explainError } from './explain.ts';
import type { Clock, Logger, Timer } from './ports.ts';
import type { SettingsStore } from './settings/store.ts';
import { dailyBackup, dailyBackups, dailyFile } from './storage/backup.ts';
import { findCorruption } from './storage/integrity.ts';
import type { Db } from './storage/open.ts';
import { forgetSound, markSound } from './storage/sound-mark.ts';

export interface MaintenanceOptions {
  db: Db;
  backups: string;
  settings: Pick<SettingsStore, 'get'>;
  clock: Clock;
  log: Logger;
  /** What the clean-up has deleted may be shown. */
  changed: () => void;
  /** What a person must be told, once. */
  notice?: (notice: Notice) => void;
}

/** Whoever comes once a day (`monitor` from cron) may be a little earlier today than yesterday. */
const DUE_AFTER_MS = 23 * 3_600_000;
/** Starting the app is busy enough. */
const FIRST_AFTER_MS = 30_000;
const LOOK_EVERY_MS = 3_600_000;

/** The daily backup and then the daily clean-up, by the process that holds the monitor lock. */
export class Maintenance {
  readonly #options: MaintenanceOptions;
  #timer: Timer | undefined;
  #stopped = false;
  #isDamaged = false;
  #atWork: Promise<void> = Promise.resolve();

  constructor(options: MaintenanceOptions) {
    this.#options = options;
  }

  start(): void {
    this.#plan(FIRST_AFTER_MS);
  }

  /**
   * What is due now, if anything is: for a process that does not stay, which calls this in the place of `start`.
   * @returns when it has ended; never rejects, what goes wrong is logged.
   */
  runDue(): Promise<void> {
    // One that takes longer than an hour is not joined by another.
    this.#atWork = this.#atWork.then(() => this.#backUpIfDue()).then(() => this.#cleanUpIfDue());
    return this.#atWork;
  }

  /** @returns when what is under way has ended: the database must stay open until then. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#atWork;
  }

  #plan(ms: number): void {
    this.#timer = this.#options.clock.after(ms, () => {
      void this.runDue();
      this.#plan(LOOK_EVERY_MS);
    });
  }

  async #backUpIfDue(): Promise<void> {
    const { db, backups, clock, log } = this.#options;
    if (this.#stopped) return;
    const now = clock.now();
    try {
      const [newest] = dailyBackups(backups);
      const madeAt = newest ? (await stat(newest)).mtimeMs : 0;
      if (now >= madeAt && now - madeAt < DUE_AFTER_MS) return;
      if (newest === dailyFile(backups, now)) return;
      if (!(await this.#isSound(now)) || this.#stopped) return;
      log.log('info', 'Daily backup made', { file: await dailyBackup(db, backups, now) });
    } catch (error) {
      log.log('error', 'The daily backup could not be made', { reason: explainError(error).message });
    }
  }

  /** A damaged database is not backed up: the copy would push a sound one out. The next start replaces it. */
  async #isSound(now: number): Promise<boolean> {
    const { db, log, notice } = this.#options;
    const problem = await findCorruption(db.name);
    if (!db.open) return false;
    if (problem === undefined) {
      markSound(db, now);
      return true;
    }
    forgetSound(db);
    log.log('error', 'The database is damaged: it is not backed up, and replaced at the next start', {
      problem,
    });
    if (!this.#isDamaged)
      notice?.({
        code: 'database_damaged',
        level: 'warning',
        message: 'The database is damaged. Quit and start again: the newest backup then takes its place.',
      });
    this.#isDamaged = true;
    return false;
  }

  async #cleanUpIfDue(): Promise<void> {
    const { log } = this.#options;
    if (this.#stopped) return;
    try {
      // Once a day: nothing that a start has to wait for.
      const { createRetention } = await import('./retention/retention.ts');
      if (this.#stopped) return;
      await createRetention(this.#options).run(() => this.#stopped);
    } catch (error) {
      log.log('error', 'The daily clean-up came to no end', { reason: explainError(error).message });
    }
  }
}
