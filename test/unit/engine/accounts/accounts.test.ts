import { describe, expect, it } from 'vitest';
import { Accounts } from '../../../../src-main/engine/accounts/accounts.ts';
import { resolveAccounts } from '../../../../src-main/engine/accounts/active.ts';
import { validateAccount, validateApiUrl } from '../../../../src-main/engine/accounts/draft.ts';
import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { fillBigData } from '../../../support/big-data.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { addAccount, tempDb, tempFolder } from '../../../support/temp-db.ts';

const first = {
  id: 'default',
  label: 'a',
  server: 'eagle.mxlogin.com',
  username: 'alice',
  apiUrl: 'https://api.mxroute.com',
};
const second = { ...first, id: 'second', username: 'bob' };
const newId = () => 'new';

describe('which accounts are watched', () => {
  it('none, before anything is set up', () => {
    expect(resolveAccounts([], {}, newId)).toEqual({ active: [] });
    expect(resolveAccounts([], { apiKey: 'k', server: 'eagle.mxlogin.com' }, newId)).toEqual({ active: [] });
  });

  it('the stored ones', () => {
    expect(resolveAccounts([first, second], {}, newId).active.map(({ id }) => id)).toEqual([
      'default',
      'second',
    ]);
  });

  it('one that only the environment knows is created', () => {
    const { active, create } = resolveAccounts(
      [],
      { server: 'Eagle.MXlogin.com', username: 'alice', apiKey: 'k' },
      newId,
    );
    expect(create).toMatchObject({ id: 'default', server: 'eagle.mxlogin.com', username: 'alice' });
    expect(active[0]?.fromEnvironment).toEqual(['MX_SERVER', 'MX_USER', 'MX_API_KEY']);
  });

  it('an environment that names another user is another account in the place of the first', () => {
    const { active, create } = resolveAccounts([first, second], { username: 'carol' }, newId);
    expect(create).toMatchObject({ id: 'new', username: 'carol', server: 'eagle.mxlogin.com' });
    expect(active.map(({ id }) => id)).toEqual(['new', 'second']);
  });

  it('an environment that names a stored account uses its state', () => {
    const { active, create } = resolveAccounts(
      [first, second],
      { server: first.server, username: 'bob' },
      newId,
    );
    expect(create).toBeUndefined();
    expect(active.map(({ id }) => id)).toEqual(['second']);
  });

  it('the API address of the environment overrides the first only', () => {
    const { active } = resolveAccounts([first, second], { apiUrl: 'http://127.0.0.1:1' }, newId);
    expect(active.map(({ apiUrl }) => apiUrl)).toEqual(['http://127.0.0.1:1', 'https://api.mxroute.com']);
  });
});

describe('what a person enters', () => {
  const draft = { server: 'eagle.mxlogin.com', username: 'alice', apiKey: 'Mx8d98' };

  it('is cleaned as people paste it', () => {
    expect(
      validateAccount({ ...draft, server: ' https://Eagle.mxlogin.com:2222/login ', username: ' alice ' }),
    ).toEqual({
      ok: true,
      value: { server: 'eagle.mxlogin.com', username: 'alice', apiUrl: 'https://api.mxroute.com' },
    });
  });

  it.each([
    [{ server: '' }, 'server'],
    [{ server: 'eagle' }, 'server'],
    [{ server: 'ea gle.com' }, 'server'],
    [{ username: ' ' }, 'username'],
    [{ username: 'al ice' }, 'username'],
    [{ apiKey: 'with\nnewline' }, 'apiKey'],
    [{ apiUrl: 'http://api.mxroute.com' }, 'apiUrl'],
    [{ apiUrl: 'https://user:pw@api.mxroute.com' }, 'apiUrl'],
    [{ apiUrl: 'nonsense' }, 'apiUrl'],
  ])('%j is refused at its field', (change, field) => {
    expect(validateAccount({ ...draft, ...change })).toMatchObject({ ok: false, field });
  });

  it('plain http is for this computer only', () => {
    for (const url of ['http://localhost:8080/', 'http://127.0.0.1:9', 'http://[::1]:9'])
      expect(validateApiUrl(url).ok, url).toBe(true);
    expect(validateApiUrl('http://127.0.0.1.example.com').ok).toBe(false);
  });
});

/** Two processes on one data folder share `db`'s file and the keychain. */
function accountsOf(db: ReturnType<typeof openDatabase>, environment: Record<string, string> = {}) {
  const clock = new FakeClock();
  const keys = new Map<string, string>();
  return new Accounts({
    db,
    keychain: {
      state: async () => ({ usable: true }),
      get: async (name) => keys.get(name),
      set: async (name, secret) => void keys.set(name, secret),
      delete: async (name) => void keys.delete(name),
    },
    environment: { get: (name: string) => environment[name] } as never,
    redactor: new Redactor(),
    clock,
    audit: createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined }),
    createApi: () => {
      throw new Error('not asked');
    },
    changed: () => undefined,
    subscribe: () => undefined,
    actor: 'this computer',
  });
}

describe('one login is watched once', () => {
  const alice = { server: 'eagle.mxlogin.com', username: 'alice', apiKey: 'Mx8d98aa' };

  it('however often it is entered', async () => {
    const accounts = accountsOf(tempDb());
    const before = accounts.active().length;
    expect(await accounts.save(alice)).toMatchObject({ ok: true });
    expect(await accounts.save({ ...alice, server: 'Eagle.mxlogin.com ' })).toMatchObject({ ok: true });
    expect(accounts.active()).toHaveLength(before + 1);
  });

  it('and no other account can be edited into it', async () => {
    const accounts = accountsOf(tempDb());
    await accounts.save(alice);
    const bob = await accounts.save({ ...alice, username: 'bob' });
    const id = bob.ok ? bob.value.id : '';
    expect(await accounts.save({ ...alice, id })).toMatchObject({ ok: false, field: 'username' });
    expect(await accounts.save({ ...alice, id, username: 'bob', apiKey: '' })).toMatchObject({ ok: true });
  });

  it('an account that only the environment named rests once it names another', async () => {
    const environment: Record<string, string> = { MX_SERVER: alice.server, MX_API_KEY: alice.apiKey };
    const db = openDatabase(`${tempFolder()}/test.db`);
    const accounts = accountsOf(db, environment);
    const watched = () => accounts.active().map(({ username }) => username);
    for (const username of ['typo', 'typo-again', 'carol']) {
      environment.MX_USER = username;
      expect(watched()).toEqual([username]);
    }
    // Given a key by a person, it is watched beside the environment's.
    await accounts.save({ ...alice, username: 'typo-again' });
    await accounts.save(alice);
    expect(watched()).toEqual(['carol', 'alice']);
    delete environment.MX_USER;
    delete environment.MX_SERVER;
    expect(watched()).toEqual(['typo-again', 'alice']);
    db.close();
  });

  it('also where two processes meet it in the environment at the same moment', () => {
    const file = `${tempFolder()}/test.db`;
    const [one, two] = [openDatabase(file), openDatabase(file)];
    const environment = { MX_SERVER: alice.server, MX_USER: 'carol', MX_API_KEY: alice.apiKey };
    accountsOf(one, { ...environment, MX_USER: 'alice' }).active();
    // The second process has looked at the table before the first has written to it.
    const late = accountsOf(two, environment);
    const begin = two.transaction.bind(two);
    two.transaction = ((run: never) => {
      two.transaction = begin;
      accountsOf(one, environment).active();
      return begin(run);
    }) as typeof two.transaction;
    late.active();
    const logins = one.prepare('SELECT username FROM accounts ORDER BY username').pluck().all();
    one.close();
    two.close();
    expect(logins).toEqual(['alice', 'carol']);
  });
});

describe('a stored API key', () => {
  const alice = { server: 'eagle.mxlogin.com', username: 'alice', apiKey: 'Mx8d98aa' };

  it('goes to no other address than the one it was entered for', async () => {
    const accounts = accountsOf(tempDb());
    const saved = await accounts.save(alice);
    const id = saved.ok ? saved.value.id : '';
    const elsewhere = { ...alice, id, apiKey: '', apiUrl: 'https://collector.example' };
    expect(await accounts.test(elsewhere)).toMatchObject({ ok: false, field: 'apiKey', code: 'missing' });
    expect(await accounts.save(elsewhere)).toMatchObject({ ok: false, field: 'apiKey' });
    const { id: _, ...again } = elsewhere;
    expect(await accounts.save(again)).toMatchObject({ ok: false, field: 'apiKey' });
    expect(accounts.active().find((account) => account.id === id)?.apiUrl).toBe('https://api.mxroute.com');

    expect(await accounts.save({ ...elsewhere, apiKey: 'Mx8d98aa' })).toMatchObject({ ok: true });
    expect(await accounts.save({ ...elsewhere, username: 'alice2' })).toMatchObject({ ok: true });
  });
});

describe('an account that is removed', () => {
  it('takes its state along and leaves its events, without its name, and nobody waits for it', async () => {
    const db = tempDb();
    const accounts = accountsOf(db);
    const now = Date.UTC(2026, 0, 5);
    fillBigData(db, {
      accountId: 'big',
      otherAccountId: 'other',
      domains: 20,
      mailboxes: 1_000,
      events: 50_000,
      deliveries: 200,
      seed: 1,
      now,
      indexed: false,
    });
    const ofOther = db.prepare("SELECT count(*) FROM events WHERE account_id = 'other'").pluck().get();
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
        VALUES ('big', ${now}, 'domain.create', 'info', 'x', 'y', '{}');
      INSERT INTO mailbox_samples (account_id, mailbox, at, usage_mb) VALUES ('big', 'late@a.example', ${now}, 1)`);
    expect(await removing).toEqual({ ok: true, value: null });
    isRemoving = false;
    // Generous: other programs are at work as well. In one piece it is a second.
    expect(longest).toBeLessThan(400);

    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const left = db
      .prepare(
        `SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND c.name = 'account_id' AND t.name <> 'outbox'`,
      )
      .pluck()
      .all() as string[];
    for (const table of left)
      expect(db.prepare(`SELECT count(*) FROM ${table} WHERE account_id = 'big'`).pluck().get(), table).toBe(
        0,
      );
    expect(db.prepare("SELECT count(*) FROM events WHERE account_id = 'other'").pluck().get()).toBe(ofOther);
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
});
