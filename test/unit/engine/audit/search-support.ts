import { createSearchIndex } from '../../../../src-main/engine/audit/search-index.ts';
import { SearchIndexer } from '../../../../src-main/engine/audit/search-indexer.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import { type AuditAction, actionDefinition } from '../../../../src-shared/audit-actions.ts';
import type { EventDetails } from '../../../../src-shared/audit-event.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

export interface Written {
  action?: AuditAction;
  account?: string | null;
  at?: number;
  actor?: string;
  target?: string;
  details?: EventDetails;
}

/** Puts a row into `events` as an older or younger version may have. @returns its id. */
export function writeEvent(db: Db, written: Written = {}): number {
  const { action = 'settings.update', account = 'default', at = Date.UTC(2026, 0, 5) } = written;
  return Number(
    db
      .prepare(
        'INSERT INTO events (account_id, at, action, severity, actor, target, details) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        account,
        at,
        action,
        actionDefinition(action).severity,
        written.actor ?? 'monitor',
        written.target ?? 'x',
        JSON.stringify(written.details ?? {}),
      ).lastInsertRowid,
  );
}

export function indexerOf(db: Db, clock = new FakeClock()): SearchIndexer {
  return new SearchIndexer({ db, index: createSearchIndex(db), clock, log: { log: () => undefined } });
}

/** Brings the index up to date. */
export function indexAll(db: Db): void {
  const indexer = indexerOf(db);
  while (indexer.step());
}

/** As after an update from a version without the index: nothing of what is there is in it. */
export function forgetIndex(db: Db): void {
  db.exec('DELETE FROM event_terms; DELETE FROM search_terms; DELETE FROM event_blocks');
  db.exec(
    'UPDATE search_range SET first = (SELECT ifnull(max(id), 0) + 1 FROM events), last = (SELECT ifnull(max(id), 0) FROM events)',
  );
}
