import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, openDatabase } from '../../src-main/engine/storage/open.ts';

/** A folder that is gone after the test. */
export function tempFolder(prefix = 'mxm-test-'): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real database file with one account, `default`. */
export function tempDb(): Db {
  const db = openDatabase(join(tempFolder(), 'test.db'));
  onTestFinished(() => {
    db.close();
  });
  addAccount(db, 'default');
  return db;
}

export function addAccount(db: Db, id: string): void {
  db.prepare(
    "INSERT INTO accounts (id, label, server, username, api_url, created_at) VALUES (?, ?, 'eagle.mxlogin.com', ?, 'https://api.mxroute.com', 0)",
  ).run(id, id, id);
}
