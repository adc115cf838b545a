import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import { fillBigData } from '../../../support/big-data.ts';
import { tempFolder } from '../../../support/temp-db.ts';
import type { MemoryKeychain } from '../notifications/harness.ts';

/** An account `big` with this many events, and `other` with a few. */
export function fillAccounts(db: Db, events: number): void {
  fillBigData(db, {
    accountId: 'big',
    otherAccountId: 'other',
    domains: 5,
    mailboxes: Math.ceil(events / 50),
    events,
    deliveries: 20,
    seed: 1,
    now: Date.UTC(2026, 0, 5),
    sampleDays: 10,
    indexed: false,
  });
}

/** Table → how many of its rows belong to the account, its own row included; only tables that have any. */
export function rowsOf(db: Db, account: string): Record<string, number> {
  const tables = db
    .prepare(
      `SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND c.name = 'account_id' AND t.name <> 'outbox'`,
    )
    .pluck()
    .all() as string[];
  const count = (table: string, column: string) =>
    db.prepare(`SELECT count(*) FROM ${table} WHERE ${column} = ?`).pluck().get(account) as number;
  const counts: [string, number][] = [
    ['accounts', count('accounts', 'id')],
    ...tables.map((table): [string, number] => [table, count(table, 'account_id')]),
  ];
  return Object.fromEntries(counts.filter(([, rows]) => rows > 0));
}

/** What a kill at some instant leaves on the disk and in the keychain. */
export interface Remains {
  file: string;
  keys: Map<string, string>;
}

/** Keeps what a kill after each commit, and after each change of the keychain, would leave. */
export function recordRemains(db: Db, keychain: MemoryKeychain): Remains[] {
  const remains: Remains[] = [];
  const keep = () => {
    if (db.inTransaction) return;
    const file = join(tempFolder(), 'test.db');
    for (const suffix of ['', '-wal'])
      if (existsSync(db.name + suffix)) copyFileSync(db.name + suffix, file + suffix);
    remains.push({ file, keys: new Map(keychain.entries) });
  };
  const prepare = db.transaction.bind(db);
  db.transaction = ((run: () => unknown) => {
    const transaction = prepare(run);
    const watch = (execute: () => unknown) => {
      const watched = (...args: unknown[]) => {
        const answer = Reflect.apply(execute, transaction, args);
        keep();
        return answer;
      };
      return watched;
    };
    return Object.assign(watch(transaction), { immediate: watch(transaction.immediate) });
  }) as never;
  const remove = keychain.delete.bind(keychain);
  keychain.delete = async (name) => {
    await remove(name);
    keep();
  };
  return remains;
}
