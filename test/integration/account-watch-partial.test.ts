import { describe, expect, it } from 'vitest';
import { createMailbox } from '../simulator/account-state.ts';
import {
  domainOf,
  fault,
  listing,
  many,
  told,
  type WatchedAccount,
  watchedAccount,
} from './account-watch-support.ts';

const record = (username: string, quota = 1000) => ({ username, quota, usage: 500, limit: 400, sent: 0 });
const LIST = '/domains/a.example/email-accounts';

describe('MXroute gone in the middle of a scan', () => {
  it.each([
    ['of mailboxes that the usage scan has read', false],
    ['of a domain whose mailboxes it has not', true],
  ])('%s: it goes on in two minutes', async (_what, hasNew) => {
    const account = await watchedAccount(many(40));
    await account.look();
    await account.usage();
    if (hasNew) {
      account.server.addDomain({ domain: 'new.example' });
      fault(account, '/domains', listing(['new.example', ...many(40).map(({ domain }) => domain)]));
    }
    let isGone = false;
    const onProgress = (done: number) => {
      if (done < 10 || isGone) return;
      isGone = true;
      fault(account, '*', { kind: 'status', status: 502 });
    };
    expect((await account.look(0.1, { onProgress })).ok).toBe(false);
  });

  it('for some requests only: what was given up for that is asked for at the end', async () => {
    const account = await watchedAccount(many(20));
    await account.look();
    Object.assign(domainOf(account, 'd19.example'), { mailHosting: false });
    for (let index = 0; index < 8; index++)
      fault(account, `/domains/d${index}.example`, { kind: 'status', status: 500 }, 3);
    const run = await account.look();
    expect(told(run)).toEqual(['domain.mail_status d19.example']);
    expect(run.message, 'the first eight').toContain('Not all of 8 domains');
  });
});

describe('an older list', () => {
  it('that was kept does not undo what a recheck has told, odd records or not', async () => {
    const account = await watchedAccount();
    await account.look();
    fault(account, '/domains/b.example*', { kind: 'close' });
    expect((await account.look(12, { interrupted: () => true })).ok).toBe(false);
    account.server.clearFaults();
    account.pass(0.1);
    const { mailboxes } = domainOf(account, 'a.example');
    mailboxes.set('new', createMailbox({ username: 'new', quota: 1000, usage: 1, limit: 400 }));
    Object.assign(mailboxes.get('ann') ?? {}, { quota: 700 });
    fault(account, LIST, listing([record('ann', 700), null, record('cleo'), record('new')]), 1);
    const recheck = await account.look(0, { only: ['a.example'], priority: 'interactive' });
    expect(told(recheck)).toEqual(['mailbox.create new@a.example', 'mailbox.quota_update ann@a.example']);
    expect(told(await account.look(0.1)), 'nothing else has happened').toEqual([]);
    expect(told(await account.look())).toEqual([]);
  });

  it('does not undo what the usage scan has told meanwhile of a list that is always odd', async () => {
    const account = await watchedAccount();
    const odd = (quota: number) => listing([record('ann', quota), null, record('cleo')]);
    await account.look();
    fault(account, LIST, odd(1000));
    expect(told(await account.look())).toEqual([]);
    fault(account, '/domains/b.example/catch-all', { kind: 'latency', ms: 800 });
    let usage: ReturnType<WatchedAccount['usage']> | undefined;
    const run = await account.look(12, {
      onProgress: (_done, _total, current) => {
        if (current !== 'a.example' || usage) return;
        account.server.clearFaults();
        fault(account, LIST, odd(700));
        usage = account.usage(0.1);
      },
    });
    expect(usage && told(await usage)).toEqual(['mailbox.quota_update ann@a.example']);
    expect([...told(run), ...told(await account.look()), ...told(await account.look())]).toEqual([]);
  });
});

it('an odd record that is mended after another mailbox was deleted is no new mailbox', async () => {
  const account = await watchedAccount();
  fault(account, LIST, listing([record('ann'), record('bob'), record('cleo'), null]), 1);
  await account.look();
  fault(account, LIST, listing([record('ann'), record('cleo'), null]), 1);
  expect(told(await account.look())).toEqual([]);
  fault(account, LIST, listing([record('ann'), record('cleo'), record('odd')]), 2);
  expect(told(await account.look())).toEqual(['mailbox.delete bob@a.example']);
});

it('a domain that goes while it is rechecked is told with what was in it, by the next scan', async () => {
  const account = await watchedAccount();
  await account.look();
  account.server.account.domains.delete('a.example');
  const recheck = await account.look(0.1, { only: ['a.example'], priority: 'interactive' });
  expect(recheck.events).toEqual([]);
  const [event] = (await account.look()).events;
  expect(event).toMatchObject({
    action: 'domain.delete',
    details: { mailboxes: 3, forwarders: 2, pointers: 2 },
  });
});

it('a pointer that becomes a domain is both', async () => {
  const account = await watchedAccount();
  await account.look();
  domainOf(account, 'a.example').pointers.delete('p1.example');
  account.server.addDomain({ domain: 'p1.example', mailboxes: [{ username: 'z' }] });
  const both = ['domain.create p1.example', 'pointer.delete p1.example'];
  expect(told(await account.look()).sort()).toEqual(both);
  expect(told(await account.look())).toEqual([]);
});

it('another login begins with a baseline, and so does the first one when it is back', async () => {
  const account = await watchedAccount();
  await account.look();
  account.restart('other');
  expect(told(await account.look())).toEqual([]);
  account.restart('demo');
  domainOf(account, 'a.example').mailboxes.delete('ann');
  expect(told(await account.look())).toEqual([]);
});
