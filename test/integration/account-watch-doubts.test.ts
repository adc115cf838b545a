import { describe, expect, it } from 'vitest';
import { domainOf, fault, listing, many, told, watchedAccount } from './account-watch-support.ts';

const record = (username: string) => ({ username, quota: 1024, usage: 100, limit: 9600, sent: 0 });

describe('an answer confirms only what the doubted one left out as well', () => {
  it('no domains at all, after a list that was cut off', async () => {
    const account = await watchedAccount(many(6));
    await account.look();
    fault(account, '/domains', listing(['d0.example', 'd1.example']));
    expect(told(await account.look())).toEqual([]);
    account.server.clearFaults();
    fault(account, '/domains', listing([]));
    const gone = ['d2', 'd3', 'd4', 'd5'].map((name) => `domain.delete ${name}.example`);
    expect(told(await account.look()), 'd0 and d1 were missing once').toEqual(gone);
    expect(told(await account.look())).toEqual(['domain.delete d0.example', 'domain.delete d1.example']);
  });

  it('different halves of the domains', async () => {
    const account = await watchedAccount(many(6));
    await account.look();
    fault(account, '/domains', listing(['d0.example', 'd1.example']));
    expect(told(await account.look())).toEqual([]);
    account.server.clearFaults();
    fault(account, '/domains', listing(['d4.example', 'd5.example']));
    expect(told(await account.look())).toEqual(['domain.delete d2.example', 'domain.delete d3.example']);
    account.server.clearFaults();
    expect(told(await account.look())).toEqual(['domain.create d2.example', 'domain.create d3.example']);
  });

  it('different halves of the mailboxes, a minute apart', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const account = await watchedAccount([
      { domain: 'a.example', mailboxes: names.map((username) => ({ username })) },
    ]);
    await account.look();
    const list = '/domains/a.example/email-accounts';
    fault(account, list, listing(['a', 'b', 'c', 'd'].slice(0, 2).map(record)), 1);
    fault(account, list, listing(['e', 'f'].map(record)), 1);
    const all = told(await account.look());
    for (const name of ['a', 'b', 'e', 'f']) expect(all).not.toContain(`mailbox.delete ${name}@a.example`);
  });
});

describe('a list that is cut off for a moment', () => {
  const seed = [{ domain: 'a.example', mailboxes: ['a', 'b'].map((username) => ({ username })) }];
  const LIST = '/domains/a.example/email-accounts';

  it('lacks one of two: nobody is told, and the wait is announced', async () => {
    const account = await watchedAccount(seed);
    await account.look();
    fault(account, LIST, listing([record('a')]), 1);
    let waits = 0;
    expect(told(await account.look(12, { onSecondLook: () => waits++ }))).toEqual([]);
    expect(waits).toBe(1);
    fault(account, LIST, listing([record('a')]));
    expect(told(await account.look())).toEqual(['mailbox.delete b@a.example']);
  });

  it('and most of it was unknown: nothing is gone, all that is new is told', async () => {
    const account = await watchedAccount(seed);
    await account.look();
    for (let number = 0; number < 7; number++)
      account.server.addMailbox('a.example', { username: `new${number}` });
    fault(account, LIST, listing([record('a')]), 1);
    expect(told(await account.look())).toEqual(['mailbox.create 7 mailboxes']);
  });

  it('while the usage scan looks: what both of its looks find is one list', async () => {
    const account = await watchedAccount([...seed, { domain: 'b.example', mailboxes: [{ username: 'z' }] }]);
    await account.look();
    for (const name of ['v', 'w', 'x', 'y']) account.server.addMailbox('b.example', { username: name });
    for (const name of ['c', 'd', 'e']) account.server.addMailbox('a.example', { username: name });
    fault(account, LIST, listing([record('a')]), 1);
    const created = ['v', 'w', 'x', 'y'].map((name) => `mailbox.create ${name}@b.example`);
    expect(told(await account.usage())).toEqual([...created, 'mailbox.create 3 mailboxes']);
  });

  it('of the domains: a single one is asked for again before it is gone', async () => {
    const account = await watchedAccount(many(6));
    await account.look();
    fault(account, '/domains', listing(['d0', 'd1', 'd2', 'd3', 'd4'].map((name) => `${name}.example`)), 1);
    expect(told(await account.look())).toEqual([]);
    account.server.account.domains.delete('d5.example');
    expect(told(await account.look())).toEqual(['domain.delete d5.example']);
  });
});

describe("the account's spam lists, looked at a second time", () => {
  it('through another domain where the first one does not give them', async () => {
    const account = await watchedAccount();
    account.server.account.whitelist.clear();
    account.server.account.whitelist.add('x@far.example');
    fault(account, '/domains/a.example/spam/whitelist', { kind: 'status', status: 404 });
    await account.look();
    account.server.account.whitelist.clear();
    expect(told(await account.look())).toEqual(['spam.whitelist_remove x@far.example']);
  });

  it('not only through domains that are gone', async () => {
    const account = await watchedAccount(many(6));
    account.server.account.whitelist.clear();
    account.server.account.whitelist.add('x@far.example');
    await account.look();
    for (const name of ['d0', 'd1', 'd2', 'd3']) account.server.account.domains.delete(`${name}.example`);
    account.server.account.whitelist.clear();
    expect(told(await account.look())).toEqual(['spam.whitelist_remove x@far.example']);
  });
});

describe('a scan of more than an hour', () => {
  it('tells what it read early', async () => {
    const account = await watchedAccount();
    await account.look();
    domainOf(account, 'b.example').mailboxes.clear();
    const onProgress = (done: number) => done === 2 && account.pass(1.05);
    expect(told(await account.look(12, { onProgress }))).toEqual(['mailbox.delete dan@b.example']);
    expect(told(await account.look())).toEqual([]);
  });

  it('by going on with one that a sleep has cut off', async () => {
    const account = await watchedAccount();
    await account.look();
    domainOf(account, 'a.example').mailboxes.clear();
    fault(account, '/domains/b.example/pointers', { kind: 'close' });
    expect((await account.look(12, { interrupted: () => true })).ok).toBe(false);
    account.server.clearFaults();
    const onProgress = (done: number) => done === 1 && account.pass(0.25);
    expect(told(await account.look(50 / 60, { onProgress }))).toHaveLength(3);
  });
});

describe('a first look that finds no domains', () => {
  it.each([
    ['before anything else is known', false],
    ['though the usage scan knows them', true],
  ])('%s, for a moment: nobody hears of domains that were there all the time', async (_when, usage) => {
    const account = await watchedAccount();
    if (usage) await account.usage();
    fault(account, '/domains', listing([]), 1);
    await account.look();
    expect(told(await account.look())).toEqual([]);
    account.server.addDomain({ domain: 'new.example' });
    expect(told(await account.look())).toEqual(['domain.create new.example']);
  });

  it('twice: then the first domain is news', async () => {
    const account = await watchedAccount([]);
    await account.look();
    expect(told(await account.look())).toEqual([]);
    account.server.addDomain({ domain: 'first.example' });
    expect(told(await account.look())).toEqual(['domain.create first.example']);
  });
});

it('what is deleted here and there is one list, since all of it is looked at twice', async () => {
  const seed = (domain: string, letter: string, count: number) => ({
    domain,
    mailboxes: Array.from({ length: count }, (_, index) => ({ username: `${letter}${index}` })),
  });
  const account = await watchedAccount([seed('a.example', 'u', 8), seed('b.example', 'v', 3)]);
  await account.look();
  for (const name of ['u0', 'u1', 'u2']) domainOf(account, 'a.example').mailboxes.delete(name);
  domainOf(account, 'b.example').mailboxes.clear();
  expect(told(await account.look())).toEqual(['mailbox.delete 6 mailboxes']);
});
