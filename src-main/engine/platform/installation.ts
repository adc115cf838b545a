import { randomBytes } from 'node:crypto';
import type { Db } from '../storage/open.ts';

/** The name under which this data folder's secrets stand in the keychain; made on first use, kept in the database. */
export function installationId(db: Db): string {
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('installation', ?)").run(
    randomBytes(6).toString('hex'),
  );
  return db.prepare("SELECT value FROM meta WHERE key = 'installation'").pluck().get() as string;
}
