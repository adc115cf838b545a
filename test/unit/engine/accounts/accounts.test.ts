import { describe, expect, it } from 'vitest';
import { resolveAccounts } from '../../../../src-main/engine/accounts/active.ts';
import { validateAccount, validateApiUrl } from '../../../../src-main/engine/accounts/draft.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { tempDb, tempFolder } from '../../../support/temp-db.ts';
import { accountsOf, loginOf } from './support.ts';

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
      () => 'default',
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

describe('one login is watched once', () => {
  const alice = loginOf('alice');

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
  const alice = loginOf('alice');

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
