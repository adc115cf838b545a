import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import { createEnvironment } from '../../../../src-main/engine/settings/environment.ts';
import { watchForeignChanges } from '../../../../src-main/engine/storage/foreign-changes.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { tempFolder } from '../../../support/temp-db.ts';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  watch: () => {
    throw Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' });
  },
}));

afterEach(() => vi.useRealTimers());

describe('where the system grants no file watcher, changes are found within about a minute', () => {
  it('of .env', () => {
    vi.useFakeTimers();
    const file = join(tempFolder(), '.env');
    const environment = createEnvironment(file, new Redactor(), {});
    let changes = 0;
    environment.onChange(() => changes++);
    writeFileSync(file, 'APPRISE_CRED_NTFY=tk_one\n');
    vi.advanceTimersByTime(61_000);
    expect(changes).toBe(1);
    expect(environment.get('APPRISE_CRED_NTFY')).toBe('tk_one');
    environment.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of the database by another process', () => {
    vi.useFakeTimers();
    const file = join(tempFolder(), 'a.db');
    const db = openDatabase(file);
    let changes = 0;
    const stop = watchForeignChanges(db, file, () => changes++);
    const other = openDatabase(file);
    other.prepare("INSERT INTO meta (key, value) VALUES ('a', 'b')").run();
    vi.advanceTimersByTime(61_000);
    expect(changes).toBe(1);
    stop();
    other.close();
    db.close();
  });
});
