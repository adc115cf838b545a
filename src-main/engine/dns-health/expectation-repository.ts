import type { ZodType } from 'zod';
import type { Db } from '../storage/open.ts';
import {
  expectationSchema,
  type StoredExpectation,
  type VerificationKey,
  verificationKeySchema,
} from './expectation.ts';

export interface StoredValue<T> {
  /** Milliseconds since the epoch. */
  fetchedAt: number;
  value: T;
}

interface Row {
  domain: string;
  fetched_at: number;
  value: string;
}

/** What MXroute expects, per domain, and the account's verification key. Rows that cannot be read count as absent. */
export function createExpectationRepository(db: Db) {
  const selectAll = db.prepare<[string], Row>(
    'SELECT domain, fetched_at, value FROM expectations WHERE account_id = ?',
  );
  const select = db.prepare<[string, string], Row>(
    'SELECT domain, fetched_at, value FROM expectations WHERE account_id = ? AND domain = ?',
  );
  const upsert = db.prepare(
    `INSERT INTO expectations (account_id, domain, fetched_at, value) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id, domain) DO UPDATE SET fetched_at = excluded.fetched_at, value = excluded.value`,
  );
  const remove = db.prepare('DELETE FROM expectations WHERE account_id = ? AND domain = ?');
  const selectKey = db.prepare<[string], Omit<Row, 'domain'>>(
    'SELECT fetched_at, value FROM verification_keys WHERE account_id = ?',
  );
  const upsertKey = db.prepare(
    `INSERT INTO verification_keys (account_id, fetched_at, value) VALUES (?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET fetched_at = excluded.fetched_at, value = excluded.value`,
  );

  return {
    all(accountId: string): Map<string, StoredValue<StoredExpectation>> {
      const found = new Map<string, StoredValue<StoredExpectation>>();
      for (const row of selectAll.all(accountId)) {
        const entry = read(expectationSchema, row);
        if (entry) found.set(row.domain, entry);
      }
      return found;
    },
    get(accountId: string, domain: string): StoredValue<StoredExpectation> | undefined {
      const row = select.get(accountId, domain);
      return row && read(expectationSchema, row);
    },
    save(accountId: string, domain: string, value: StoredExpectation, fetchedAt: number): void {
      upsert.run(accountId, domain, fetchedAt, JSON.stringify(value));
    },
    drop(accountId: string, domain: string): void {
      remove.run(accountId, domain);
    },
    key(accountId: string): StoredValue<VerificationKey> | undefined {
      const row = selectKey.get(accountId);
      return row && read(verificationKeySchema, row);
    },
    saveKey(accountId: string, value: VerificationKey, fetchedAt: number): void {
      upsertKey.run(accountId, fetchedAt, JSON.stringify(value));
    },
  };
}

export type ExpectationRepository = ReturnType<typeof createExpectationRepository>;

function read<T>(schema: ZodType<T>, row: Omit<Row, 'domain'>): StoredValue<T> | undefined {
  const parsed = schema.safeParse(parseJson(row.value));
  return parsed.success ? { fetchedAt: row.fetched_at, value: parsed.data } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
