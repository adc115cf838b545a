import type { Clock, Logger, Timer } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { EVENT_COLUMNS, readEventRow } from './event-row.ts';
import type { SearchIndex } from './search-index.ts';

export interface SearchIndexerOptions {
  db: Db;
  index: SearchIndex;
  clock: Pick<Clock, 'after'>;
  log: Logger;
}

/** One transaction's work: what happens to the person meanwhile waits. */
const SLICE_MS = 5;
const AT_ONCE = 50;
/** Events that come together are indexed together; until then they are searched as they are. */
const SETTLE_MS = 2_000;
/** Between slices of a long piece of work: most of the time belongs to others. */
const REST_MS = 25;
const AFTER_ERROR_MS = 60_000;

/**
 * Brings the search index up to date, behind everybody's back: what was recorded since, then what is older than the
 * index. Which ids it covers is stored with each slice, so that it can end at any instant.
 */
export class SearchIndexer {
  readonly #options: SearchIndexerOptions;
  readonly #younger;
  readonly #older;
  #timer: Timer | undefined;
  #running = false;

  constructor(options: SearchIndexerOptions) {
    this.#options = options;
    const { db } = options;
    this.#younger = db.prepare(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`,
    );
    this.#older = db.prepare(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE id < ? ORDER BY id DESC LIMIT ${AT_ONCE}`,
    );
  }

  /** Only in the process that monitors. */
  start(): void {
    this.#running = true;
    this.wake();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Events were recorded, here or elsewhere. */
  wake(): void {
    if (this.#running && !this.#timer) this.#plan(SETTLE_MS);
  }

  /** One transaction. @returns whether anything is left to do. */
  step(sliceMs = SLICE_MS): boolean {
    const { db } = this.#options;
    const until = performance.now() + sliceMs;
    // A power cut may take the last slices back, nothing else: they are made again. So nobody waits for the disk.
    db.pragma('synchronous = NORMAL');
    try {
      return db
        .transaction(() => {
          do if (!this.#some()) return false;
          while (performance.now() < until);
          return true;
        })
        .immediate();
    } finally {
      db.pragma('synchronous = FULL');
    }
  }

  #some(): boolean {
    const { index } = this.#options;
    const { first, last } = index.range();
    const younger = this.#younger.all(last);
    if (younger.length > 0) {
      index.add(younger.flatMap((found) => readEventRow(found) ?? []));
      index.setRange(first, idOf(younger.at(-1)));
      return true;
    }
    const older = this.#older.all(first);
    if (older.length === 0) {
      if (first > 1) index.setRange(1, last);
      return false;
    }
    index.add(older.flatMap((found) => readEventRow(found) ?? []));
    index.setRange(idOf(older.at(-1)), last);
    return true;
  }

  #plan(ms: number): void {
    this.#timer = this.#options.clock.after(ms, () => {
      this.#timer = undefined;
      try {
        if (this.step()) this.#plan(REST_MS);
      } catch (error) {
        this.#options.log.log('error', 'The search index of the log could not be brought up to date', {
          error,
        });
        this.#plan(AFTER_ERROR_MS);
      }
    });
  }
}

const idOf = (found: unknown): number => (found as { id: number }).id;
