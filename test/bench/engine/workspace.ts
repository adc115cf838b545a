import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDatabase } from '../../../src-main/engine/storage/open.ts';

/** The checkout: the bundle lies elsewhere than its sources. */
export const root = process.env.MXM_PROJECT_ROOT ?? process.cwd();

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mxm-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A database file with one account, `default`, gone after `work`. */
export async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  const db = openDatabase(join(folder.path, 'bench.db'));
  try {
    db.prepare(
      "INSERT INTO accounts (id, label, server, username, api_url, created_at) VALUES ('default', 'Bench', 'eagle.mxlogin.com', 'bench', 'https://api.mxroute.com', 0)",
    ).run();
    return await work(db);
  } finally {
    db.close();
    folder.remove();
  }
}
