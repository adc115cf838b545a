import { describe, expect, it } from 'vitest';
import { resolveAccounts } from '../../../../src-main/engine/accounts/active.ts';
import { validateAccount, validateApiUrl } from '../../../../src-main/engine/accounts/draft.ts';

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
