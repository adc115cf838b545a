import { beforeEach, describe, expect, it } from 'vitest';
import { mailboxCalls } from '../../../../src-main/engine/calls/mailbox-calls.ts';
import { createUsageQueries } from '../../../../src-main/engine/mailbox-usage/queries.ts';
import type { EngineParts } from '../../../../src-main/engine/parts.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import type { IpcInput } from '../../../../src-shared/ipc/contract.ts';
import { addAccount, tempDb } from '../../../support/temp-db.ts';

const NOW = Date.UTC(2026, 0, 5, 8);
const ALL: IpcInput<'mailboxes.page'> = { sort: 'mailbox', descending: false, offset: 0, limit: 50 };
let db: Db;
let storagePercent: number;

beforeEach(() => {
  db = tempDb();
  storagePercent = 90;
  for (const account of ['second', 'removed']) addAccount(db, account);
  const insert = db.prepare(
    "INSERT INTO mailboxes VALUES (?, 'info@a.example', 'a.example', 1000, 850, 0, 0, 0, ?)",
  );
  for (const account of ['default', 'second', 'removed']) insert.run(account, NOW);
});

/** Two accounts are watched; a third one's mailboxes are still stored. */
const calls = () =>
  mailboxCalls({
    db,
    accounts: { active: () => [{ id: 'default' }, { id: 'second' }] },
    usage: createUsageQueries(db),
    settings: { get: (key: string) => (key === 'usage.storagePercent' ? storagePercent : 90) },
    clock: { now: () => NOW },
  } as unknown as EngineParts);

describe('asking for mailboxes', () => {
  it('shows those of all accounts that are watched, or of one of them', async () => {
    const accountsOf = async (account?: string) => {
      const result = await calls()['mailboxes.page']({ ...ALL, ...(account ? { account } : {}) });
      return result.ok && result.value.rows.map((row) => row.account);
    };
    expect(await accountsOf()).toEqual(['default', 'second']);
    expect(await accountsOf('second')).toEqual(['second']);
    expect(await accountsOf('removed')).toEqual([]);
  });

  it('goes by the thresholds as they are now', async () => {
    expect(await calls()['mailboxes.page'](ALL)).toMatchObject({ value: { above: 0 } });
    storagePercent = 85;
    expect(await calls()['mailboxes.page'](ALL)).toMatchObject({ value: { above: 2 } });
    const detail = await calls()['mailboxes.get']({ account: 'default', mailbox: 'info@a.example' });
    expect(detail).toMatchObject({ ok: true, value: { quotaPercent: 85, storageThreshold: 85 } });
  });

  it.each([
    ['one that is not there', { account: 'default', mailbox: 'nobody@a.example' }],
    ['one of an account that is not watched any more', { account: 'removed', mailbox: 'info@a.example' }],
  ])('says so of %s', async (_, request) => {
    expect(await calls()['mailboxes.get'](request)).toEqual({
      ok: false,
      code: 'not_found',
      message: `There is no mailbox ${request.mailbox} any more.`,
    });
  });
});
