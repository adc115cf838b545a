import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { tryReadJson } from './paths.js';

/** A day: long enough that a machine without access starts fast, short enough that a bad hour is not held against it. */
const rememberMs = 24 * 60 * 60_000;

/** A download that failed a while ago is not tried at every start. MXM_RETRY_DOWNLOADS=1 tries again at once. */
export function recentFailure(file) {
  if (process.env.MXM_RETRY_DOWNLOADS) return false;
  const failedAt = tryReadJson(file)?.failedAt;
  return typeof failedAt === 'number' && Date.now() - failedAt < rememberMs && failedAt <= Date.now();
}

export function rememberFailure(file, reason) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, JSON.stringify({ failedAt: Date.now(), reason }));
  renameSync(`${file}.tmp`, file);
}
