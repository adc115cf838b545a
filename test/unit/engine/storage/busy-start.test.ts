import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openOrRecover } from '../../../../src-main/engine/storage/open-or-recover.ts';
import { tempFolder } from '../../../support/temp-db.ts';

const refusals = vi.hoisted(() => ({ left: 0, code: 'SQLITE_BUSY' }));

// The moment in which another process switches the new file to WAL is too short to be met on purpose.
vi.mock('../../../../src-main/engine/storage/open.ts', async (original) => {
  const real = await original<typeof import('../../../../src-main/engine/storage/open.ts')>();
  return {
    ...real,
    openDatabase(file: string) {
      if (refusals.left-- > 0) throw Object.assign(new Error('database is locked'), { code: refusals.code });
      return real.openDatabase(file);
    },
  };
});

const open = () => {
  const folder = tempFolder();
  return openOrRecover(join(folder, 'a.db'), join(folder, 'backups'), 0, () => true);
};

it('a database that another process makes at the same moment is waited for, not given up', async () => {
  Object.assign(refusals, { left: 3, code: 'SQLITE_BUSY' });
  const { db, notices } = await open();
  expect(notices).toEqual([]);
  expect(db.open).toBe(true);
  db.close();
});

it('what waiting cannot mend is told at once', async () => {
  Object.assign(refusals, { left: 1, code: 'SQLITE_READONLY' });
  await expect(open()).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
});
