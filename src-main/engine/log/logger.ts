import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Logger, LogLevel } from '../ports.ts';
import type { Redactor } from './redact.ts';

const FILE_NAME = 'mxroute-manager.log';
const ROTATE_AT_BYTES = 5 * 1024 * 1024;
const FILES_KEPT = 3;
const TRY_AGAIN_MS = 60_000;

export interface LogOptions {
  folder: string;
  redactor: Redactor;
  clock: Pick<Clock, 'now'>;
  /** Called with every line as well, e.g. to print it in a headless run. */
  echo?: (line: string) => void;
  minimum?: LogLevel;
}

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/**
 * JSON Lines, one object each: `{time, level, message, …fields}`. A log that cannot be written is no reason to
 * stop watching: the first failure is echoed, the rest is silent, and it is tried again once a minute.
 */
export function createLogger(options: LogOptions): Logger {
  const { folder, redactor, clock, echo, minimum = 'info' } = options;
  const file = join(folder, FILE_NAME);
  let isTold = false;
  let silentUntil = Number.NEGATIVE_INFINITY;
  return {
    log(level, message, fields = {}) {
      if (RANK[level] < RANK[minimum]) return;
      const now = clock.now();
      const record = redactor.value({ time: new Date(now).toISOString(), level, message, ...fields });
      const line = JSON.stringify(record);
      echo?.(line);
      if (now < silentUntil && silentUntil - now <= TRY_AGAIN_MS) return;
      try {
        rotate(file);
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        appendFileSync(file, `${line}\n`, { mode: 0o600 });
        isTold = false;
      } catch (error) {
        silentUntil = now + TRY_AGAIN_MS;
        if (isTold) return;
        isTold = true;
        echo?.(
          JSON.stringify({
            level: 'error',
            message: `The log cannot be written: ${(error as Error).message}`,
          }),
        );
      }
    },
  };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < ROTATE_AT_BYTES) return;
  for (let age = FILES_KEPT - 1; age >= 1; age--) {
    const from = age === 1 ? file : `${file}.${age - 1}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${age}`);
  }
}
