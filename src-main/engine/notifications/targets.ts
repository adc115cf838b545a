import { z } from 'zod';
import {
  MINIMUM_SEVERITIES,
  type MinimumSeverity,
  type SecretStore,
} from '../../../src-shared/views/targets.ts';
import type { Db } from '../storage/open.ts';

/** One row of `targets`. */
export interface StoredTarget {
  id: string;
  label: string;
  service: string;
  maskedUrl: string;
  store: SecretStore;
  /** keychain: null. env: the URL with `{token}`. database: the whole URL. */
  url: string | null;
  envVariable: string | null;
  /** Which of the subscribed events it gets, also those that only a newer version knows; null: all of them. */
  events: readonly string[] | null;
  minimumSeverity: MinimumSeverity;
  enabled: boolean;
  /** Since when it is switched off, milliseconds since the epoch. */
  disabledAt: number | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
  removedAt: number | null;
}

const row = z
  .object({
    id: z.string(),
    label: z.string(),
    service: z.string(),
    maskedUrl: z.string(),
    store: z.enum(['keychain', 'env', 'database']),
    url: z.string().nullable(),
    envVariable: z.string().nullable(),
    events: z.string().nullable().transform(readEvents),
    // A severity of a newer version leaves nothing out here.
    minimumSeverity: z.enum(MINIMUM_SEVERITIES).catch('info'),
    enabled: z.number(),
    disabledAt: z.number().nullable(),
    createdAt: z.number(),
    removedAt: z.number().nullable(),
  })
  .transform((found): StoredTarget => ({ ...found, enabled: found.enabled === 1 }));

/** What cannot be read leaves nothing out: an alert too many is better than one that nobody gets. */
function readEvents(text: string | null): string[] | null {
  if (text === null) return null;
  try {
    return z.array(z.string()).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const COLUMNS = `id, label, service, masked_url AS maskedUrl, store, url, env_variable AS envVariable, events,
  minimum_severity AS minimumSeverity, enabled,
  disabled_at AS disabledAt, created_at AS createdAt, removed_at AS removedAt`;

/** The table `targets`: no other module reads or writes it. */
export function createTargetRepository(db: Db) {
  const all = db.prepare(`SELECT ${COLUMNS} FROM targets ORDER BY created_at, rowid`);
  const one = db.prepare(`SELECT ${COLUMNS} FROM targets WHERE id = ?`);
  const insert = db.prepare(
    `INSERT INTO targets (id, label, service, masked_url, store, url, env_variable, events,
       minimum_severity, enabled, disabled_at, created_at, removed_at)
     VALUES (@id, @label, @service, @maskedUrl, @store, @url, @envVariable, @events,
       @minimumSeverity, @enabled, @disabledAt, @createdAt, @removedAt)`,
  );
  const update = db.prepare(
    `UPDATE targets SET label = @label, service = @service, masked_url = @maskedUrl, store = @store, url = @url,
     env_variable = @envVariable, events = @events, minimum_severity = @minimumSeverity, enabled = @enabled, disabled_at = @disabledAt, removed_at = @removedAt WHERE id = @id`,
  );
  const remove = db.prepare('DELETE FROM targets WHERE id = ?');
  const read = (found: unknown): StoredTarget[] => {
    const parsed = row.safeParse(found);
    return parsed.success ? [parsed.data] : [];
  };
  const write = (target: StoredTarget) => ({
    ...target,
    events: target.events && JSON.stringify(target.events),
    enabled: target.enabled ? 1 : 0,
  });

  return {
    /** Without removed ones, oldest first. */
    list: (): StoredTarget[] =>
      all
        .all()
        .flatMap(read)
        .filter((target) => target.removedAt === null),
    /** Removed, but their time to be restored may not be over. */
    removed: (): StoredTarget[] =>
      all
        .all()
        .flatMap(read)
        .filter((target) => target.removedAt !== null),
    /** Removed ones included. */
    get: (id: string): StoredTarget | undefined => read(one.get(id))[0],
    insert: (target: StoredTarget): void => void insert.run(write(target)),
    update: (target: StoredTarget): void => void update.run(write(target)),
    delete: (id: string): void => void remove.run(id),
  };
}

export type TargetRepository = ReturnType<typeof createTargetRepository>;
