import { namesInUnicode } from './names-in-unicode.ts';
import type { Db } from './open.ts';

const FILES = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Numbered files, oldest first; `user_version` is the number of the last one that was applied. */
const MIGRATIONS = Object.entries(FILES)
  .map(([path, sql]) => ({ version: Number(/(\d{4})-[\w-]+\.sql$/.exec(path)?.[1]), sql }))
  .sort((a, b) => a.version - b.version);

export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

export class SchemaTooNewError extends Error {
  readonly code = 'schema_too_new';
  constructor(found: number) {
    super(
      `The database was written by a newer version of the app (schema ${found}, this one knows ${SCHEMA_VERSION}).`,
    );
  }
}

/** Applies what is missing, each file in a transaction of its own. Migrations only go forward. */
export function migrate(db: Db): void {
  const version = schemaVersion(db);
  if (version > SCHEMA_VERSION) throw new SchemaTooNewError(version);
  if (version === SCHEMA_VERSION) return;
  db.function('names_in_unicode', { deterministic: true }, namesInUnicode);
  // Immediate: of two processes that start together one migrates, the other waits and finds it done.
  db.transaction(() => {
    const now = schemaVersion(db);
    for (const { version: step, sql } of MIGRATIONS.filter((migration) => migration.version > now)) {
      db.exec(sql);
      db.pragma(`user_version = ${step}`);
    }
  }).immediate();
}

function schemaVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}
