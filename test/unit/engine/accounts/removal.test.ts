import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { addAccount, tempDb, tempFolder } from '../../../support/temp-db.ts';
import { MemoryKeychain } from '../notifications/harness.ts';
import { fillAccounts, recordRemains, rowsOf } from './removal-support.ts';
import { accountsOf, loginOf } from './support.ts';

const REMOVED = `SELECT count(*) FROM events WHERE details LIKE '%account removed%'`;

describe('an account that is removed', () => {
  it('takes its state along and leaves its events, without its name, and nobody waits for it', async () => {
    const db = tempDb();
    const accounts = accountsOf(db);
    fillAccounts(db, 50_000);
    const { events: ofOther } = rowsOf(db, 'other');
    let longest = 0;
    let before = performance.now();
    let isRemoving = true;
    const look = () => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
      if (isRemoving) setImmediate(look);
    };
    look();
    const removing = accounts.remove('big');
    // A scan that ends meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 20));
    db.exec(`INSERT INTO events (account_id, at, action, severity, actor, target, details)
        VALUES ('big', 0, 'domain.create', 'info', 'x', 'y', '{}');
      INSERT INTO mailbox_samples (account_id, mailbox, at, usage_mb) VALUES ('big', 'late@a.example', 0, 1)`);
    expect(await removing).toEqual({ ok: true, value: null });
    isRemoving = false;
    // Generous: other programs are at work as well. In one piece it is a second.
    expect(longest).toBeLessThan(400);

    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(rowsOf(db, 'big')).toEqual({});
    expect(rowsOf(db, 'other').events).toBe(ofOther);
    // Those that were there, the late one, and that it was removed.
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(50_002);
    expect(await accounts.remove('big')).toMatchObject({ ok: false, code: 'not_found' });
  }, 30_000);

  it('is removed once, however often it is asked for', async () => {
    const db = tempDb();
    addAccount(db, 'one');
    const accounts = accountsOf(db);
    const answers = await Promise.all([accounts.remove('one'), accounts.remove('one')]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(1);
  });

  it('is gone for everybody at once, and can be set up anew while its rows are being deleted', async () => {
    const db = openDatabase(join(tempFolder(), 'test.db'));
    onTestFinished(() => void db.close());
    const accounts = accountsOf(db);
    const saved = await accounts.save(loginOf('alice'));
    const id = saved.ok ? saved.value.id : '';
    const removing = accounts.remove(id);
    expect(accounts.active()).toEqual([]);
    expect(await accounts.views()).toEqual([]);
    await expect(accounts.apiKey(id)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await accounts.save({ ...loginOf('alice'), id })).toMatchObject({ ok: false, code: 'not_found' });

    const again = await accounts.save(loginOf('alice'));
    await removing;
    expect(again).toMatchObject({ ok: true, value: { username: 'alice', hasKey: true } });
    const [alice] = accounts.active();
    expect(alice?.id).not.toBe(id);
    expect(await accounts.apiKey(alice?.id ?? '')).toBe('Mx8d98aa');
  });

  it('is not brought back by a form that was saved at the same moment, nor is its key', async () => {
    const db = tempDb();
    const keychain = new MemoryKeychain();
    const accounts = accountsOf(db, {}, keychain);
    const saving = accounts.save({ ...loginOf('default'), id: 'default' });
    const removing = accounts.remove('default');
    expect(await saving).toMatchObject({ ok: false, code: 'not_found' });
    await removing;
    expect(accounts.active()).toEqual([]);
    expect([...keychain.entries]).toEqual([]);
  });

  it('is told of no more when a mute ends', async () => {
    const db = tempDb();
    addAccount(db, 'one');
    const event =
      db.prepare(`INSERT INTO events (id, account_id, at, action, severity, actor, target, details)
      VALUES (?, ?, 0, 'dns.health_alert', 'warning', 'x', 'y', '{}')`);
    const hidden = db.prepare("INSERT INTO hidden_alerts (topic, subject, event_id) VALUES (?, 's', ?)");
    for (const [id, account] of [
      [1, 'default'],
      [2, 'one'],
    ] as const) {
      event.run(id, account);
      hidden.run(account, id);
    }
    await accountsOf(db).remove('one');
    expect(db.prepare('SELECT topic FROM hidden_alerts').pluck().all()).toEqual(['default']);
  });
});

describe('a removal that is cut off', () => {
  it('after any of its slices: the account stays gone, and the next start deletes what is left', async () => {
    // Every slice is over after its first step.
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 100));
    onTestFinished(() => void vi.restoreAllMocks());
    const db = tempDb();
    fillAccounts(db, 3_000);
    const events = db.prepare('SELECT count(*) FROM events').pluck().get() as number;
    const { events: ofOther } = rowsOf(db, 'other');
    const keychain = new MemoryKeychain();
    keychain.entries.set('account:big', 'Mx8d98aa').set('account:other', 'Mx8d98bb');
    const remains = recordRemains(db, keychain);
    await accountsOf(db, {}, keychain).remove('big');
    expect(remains.length).toBeGreaterThan(20);

    let partly = 0;
    for (const { file, keys } of remains) {
      const left = openDatabase(file);
      const keychainLeft = new MemoryKeychain();
      for (const [name, secret] of keys) keychainLeft.entries.set(name, secret);
      const accounts = accountsOf(left, {}, keychainLeft);
      const ids = () => accounts.active().map(({ id }) => id);
      expect(ids()).toEqual(['default', 'other']);
      if (Object.keys(rowsOf(left, 'big')).length > 0) partly++;

      await accounts.resumeRemovals();
      expect(rowsOf(left, 'big')).toEqual({});
      expect([...keychainLeft.entries.keys()]).toEqual(['account:other']);
      expect(ids()).toEqual(['default', 'other']);
      expect(rowsOf(left, 'other').events).toBe(ofOther);
      expect(left.pragma('foreign_key_check')).toEqual([]);
      // Told once, by the removal itself.
      expect(left.prepare(REMOVED).pluck().get()).toBe(1);
      expect(left.prepare('SELECT count(*) FROM events').pluck().get()).toBe(events + 1);
      left.close();
    }
    expect(partly).toBe(remains.length - 1);
  }, 60_000);

  it('by the end of the app: it has been removed all the same', async () => {
    const file = join(tempFolder(), 'test.db');
    const db = openDatabase(file);
    fillAccounts(db, 3_000);
    const accounts = accountsOf(db);
    const removing = accounts.remove('big');
    await new Promise((resolve) => setImmediate(resolve));
    db.close();
    expect(await removing).toEqual({ ok: true, value: null });
    const next = openDatabase(file);
    expect(rowsOf(next, 'big').accounts).toBe(1);
    await accountsOf(next).resumeRemovals();
    expect(rowsOf(next, 'big')).toEqual({});
    next.close();
  });

  it('by a locked keychain: its key goes as soon as it can, its rows at once', async () => {
    const db = tempDb();
    fillAccounts(db, 500);
    const keychain = new MemoryKeychain();
    keychain.entries.set('account:big', 'Mx8d98aa');
    keychain.reason = 'The keychain is locked.';
    const accounts = accountsOf(db, {}, keychain);
    expect(await accounts.remove('big')).toEqual({ ok: true, value: null });
    expect(rowsOf(db, 'big')).toEqual({ accounts: 1 });
    await expect(accounts.resumeRemovals()).rejects.toThrow('The keychain is locked.');
    expect(keychain.entries.has('account:big')).toBe(true);

    keychain.reason = undefined;
    await accountsOf(db, {}, keychain).resumeRemovals();
    expect(rowsOf(db, 'big')).toEqual({});
    expect(keychain.entries.has('account:big')).toBe(false);
  });
});
