import { beforeEach, describe, expect, it } from 'vitest';
import type { EventDetails } from '../../src-shared/audit-event.ts';
import { createMailbox } from '../simulator/account-state.ts';
import { bodyOf, told, type WatchedAccount, watchedAccount } from './account-watch-support.ts';

let account: WatchedAccount;
const domain = (name = 'a.example') => {
  const found = account.server.account.domains.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

beforeEach(async () => {
  account = await watchedAccount();
});

describe('the first inventory', () => {
  it('is the baseline: no events, six reads per domain, two lists, one list of domains', async () => {
    const run = await account.look();
    expect(run).toMatchObject({ ok: true, events: [], requests: 1 + 2 + 2 * 6 });
    expect(run.message).toBe('First look at 2 domains: changes are told from now on.');
    expect(account.server.count()).toBe(15);
  });

  it('is compared with by the next: nothing changed, nothing told', async () => {
    await account.look();
    const before = account.everything();
    const run = await account.look();
    expect(run).toMatchObject({ ok: true, events: [], message: '2 domains looked at, nothing changed.' });
    expect(account.everything()).toBe(before);
  });

  it('is one per facet: what could not be read the first time is a baseline later', async () => {
    account.server.fault({ path: '*/forwarders', fault: { kind: 'status', status: 500 } });
    await account.look();
    account.server.clearFaults();
    expect(told(await account.look())).toEqual([]);
    domain().forwarders.set('new', ['z@far.example']);
    expect(told(await account.look())).toEqual(['forwarder.create new@a.example']);
  });

  it('is another one for another login: its things are neither new nor deleted', async () => {
    await account.look();
    account.server.account.domains.delete('b.example');
    account.server.addDomain({ domain: 'c.example' });
    account.restart('somebody else');
    const run = await account.look();
    expect(run).toMatchObject({ events: [], message: expect.stringContaining('First look') });
    account.server.addDomain({ domain: 'd.example' });
    expect(told(await account.look())).toEqual(['domain.create d.example']);
  });
});

const CHANGES: [string, () => void, string, EventDetails, string][] = [
  [
    'a mailbox created',
    () => domain().mailboxes.set('eve', createMailbox({ username: 'eve', quota: 2048, limit: 100 })),
    'mailbox.create eve@a.example',
    { domain: 'a.example', quotaMb: 2048, sendLimit: 100 },
    'eve@a.example was created.',
  ],
  [
    'a mailbox deleted',
    () => domain().mailboxes.delete('ann'),
    'mailbox.delete ann@a.example',
    { domain: 'a.example', quotaMb: 1000, usageMb: 500, readAt: '2026-01-05T20:00:00.000Z' },
    'ann@a.example was deleted, with its mail.',
  ],
  [
    'a quota changed',
    () => Object.assign(domain().mailboxes.get('ann') ?? {}, { quota: 500 }),
    'mailbox.quota_update ann@a.example',
    { domain: 'a.example', quotaMb: { before: 1000, after: 500 }, usageMb: 500 },
    'ann@a.example has another quota.',
  ],
  [
    'a send limit changed',
    () => Object.assign(domain().mailboxes.get('ann') ?? {}, { limit: 100 }),
    'mailbox.update ann@a.example',
    { domain: 'a.example', sendLimit: { before: 400, after: 100 } },
    'ann@a.example has another send limit.',
  ],
  [
    'a mailbox suspended',
    () => Object.assign(domain().mailboxes.get('ann') ?? {}, { suspended: true }),
    'mailbox.update ann@a.example',
    { domain: 'a.example', suspended: { before: false, after: true } },
    'ann@a.example was suspended.',
  ],
  [
    'a forwarder created',
    () => domain().forwarders.set('new', ['z@far.example']),
    'forwarder.create new@a.example',
    { domain: 'a.example', to: ['z@far.example'] },
    'new@a.example is a forwarder now.',
  ],
  [
    'a forwarder changed',
    () => domain().forwarders.set('shop', ['x@far.example']),
    'forwarder.update shop@a.example',
    { domain: 'a.example', to: { before: ['x@far.example', 'y@far.example'], after: ['x@far.example'] } },
    'shop@a.example forwards to other addresses now.',
  ],
  [
    'a forwarder deleted',
    () => domain().forwarders.delete('info'),
    'forwarder.delete info@a.example',
    { domain: 'a.example', to: ['ann@a.example'] },
    'info@a.example forwards no mail any more.',
  ],
  [
    'the catch-all changed',
    () => Object.assign(domain(), { catchAll: { type: 'address', address: 'ann@a.example' } }),
    'catchall.update a.example',
    { before: 'fail', after: 'ann@a.example' },
    'a.example: mail to unknown addresses is sent to ann@a.example now.',
  ],
  [
    'the spam filter changed',
    () => Object.assign(domain(), { highScore: 12 }),
    'spam.settings_update a.example',
    { settings: { highScore: { before: 5, after: 12 } } },
    'a.example: the spam filter was set differently.',
  ],
  [
    'a whitelist entry added',
    () => account.server.account.whitelist.add('*@Friend.example'),
    'spam.whitelist_add *@friend.example',
    {},
    '*@friend.example was added to the whitelist: its mail passes the spam filter unseen.',
  ],
  [
    'a blacklist entry added',
    () => account.server.account.blacklist.add('foe@far.example'),
    'spam.blacklist_add foe@far.example',
    {},
    'foe@far.example was added to the blacklist: its mail is refused.',
  ],
  [
    'a pointer added',
    () => domain().pointers.set('p3.example', 'alias'),
    'pointer.create p3.example',
    { domain: 'a.example', type: 'alias' },
    'p3.example was added as a pointer to a.example.',
  ],
  [
    'a pointer deleted',
    () => domain().pointers.delete('p2.example'),
    'pointer.delete p2.example',
    { domain: 'a.example', type: 'redirect' },
    'p2.example does not point to a.example any more.',
  ],
  [
    'mail hosting switched off',
    () => account.server.setMailHosting('a.example', false),
    'domain.mail_status a.example',
    { mailHosting: false },
    'a.example: mail hosting was switched off.',
  ],
  [
    'a domain added, with what is in it',
    () =>
      account.server.addDomain({
        domain: 'c.example',
        mailboxes: [{ username: 'm' }, { username: 'n' }],
        forwarders: { f: ['x@far.example'] },
      }),
    'domain.create c.example',
    { mailHosting: true, pointers: 0, forwarders: 1, mailboxes: 2 },
    'c.example was added to the account.',
  ],
  [
    'a domain deleted, with what went with it',
    () => account.server.deleteDomain('a.example'),
    'domain.delete a.example',
    { mailboxes: 3, forwarders: 2, pointers: 2 },
    'a.example was deleted from the account, with everything in it.',
  ],
];

describe('one change is one event', () => {
  it.each(CHANGES)('%s', async (_what, make, expected, details, sentence) => {
    await account.look();
    make();
    const run = await account.look();
    expect(told(run)).toEqual([expected]);
    const [event] = run.events;
    expect(event).toMatchObject({ actor: 'MXroute account', account: 'default' });
    expect(event?.details).toEqual(details);
    expect(bodyOf(event).split('\n')[0]).toBe(sentence);
    expect(run.message).toBe(
      `${account.server.account.domains.size} domains looked at, 1 change.`.replace(/^1 domains/, '1 domain'),
    );
    expect(account.audit.events).toHaveLength(1);
    expect(told(await account.look()), 'once').toEqual([]);
  });

  it('a pointer of another kind is another pointer: MXroute cannot change one', async () => {
    await account.look();
    domain().pointers.set('p1.example', 'redirect');
    expect(told(await account.look())).toEqual(['pointer.delete p1.example', 'pointer.create p1.example']);
  });

  it('spam lists are the account’s: an entry is one event, read through one domain', async () => {
    await account.look();
    account.server.account.whitelist.add('x@far.example');
    const before = account.server.requests.length;
    expect(told(await account.look())).toEqual(['spam.whitelist_add x@far.example']);
    const paths = account.server.requests.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('/spam/whitelist'))).toEqual([
      '/domains/a.example/spam/whitelist',
    ]);
  });

  it('spam lists are read through another domain where one does not give them', async () => {
    await account.look();
    account.server.account.whitelist.add('x@far.example');
    account.server.fault({
      path: '/domains/a.example/spam/whitelist',
      fault: { kind: 'status', status: 500 },
    });
    const run = await account.look();
    expect(told(run)).toEqual(['spam.whitelist_add x@far.example']);
    expect(run.message).toBe('2 domains looked at, 1 change.');
  });
});

describe('many changes of one kind in one scan', () => {
  const fill = (count: number) => {
    for (let index = 1; index <= count; index++)
      domain(index % 2 ? 'a.example' : 'b.example').mailboxes.set(
        `user${index}`,
        createMailbox({ username: `user${index}` }),
      );
  };

  it('are one event each up to five', async () => {
    await account.look();
    fill(5);
    expect((await account.look()).events).toHaveLength(5);
  });

  it('are one event with a list from six on, other kinds apart', async () => {
    await account.look();
    fill(6);
    account.server.account.blacklist.add('foe@far.example');
    const run = await account.look();
    expect(told(run).sort()).toEqual(['mailbox.create 6 mailboxes', 'spam.blacklist_add foe@far.example']);
    const event = run.events.find(({ action }) => action === 'mailbox.create');
    const changes = event?.details.changes as EventDetails[];
    expect(changes).toHaveLength(6);
    expect(changes[0]).toEqual({
      subject: 'user1@a.example',
      domain: 'a.example',
      quotaMb: 1024,
      sendLimit: 9600,
    });
    expect(bodyOf(event).split('\n')[0]).toBe('6 mailboxes were created.');
    expect(bodyOf(event)).toContain('user6@b.example: Quota: 1,024 MB; May send: 9,600 per day');
  });

  it.each([
    ['domain.create', '6 domains', () => addDomains()],
    ['forwarder.create', '6 forwarders', () => each((n) => domain().forwarders.set(n, ['x@far.example']))],
    ['pointer.create', '6 pointers', () => each((n) => domain().pointers.set(`${n}.example`, 'alias'))],
    [
      'spam.whitelist_add',
      '6 entries',
      () => each((n) => account.server.account.whitelist.add(`${n}@far.example`)),
    ],
  ])('%s %s', async (action, target, make) => {
    await account.look();
    make();
    const run = await account.look();
    expect(told(run)).toEqual([`${action} ${target}`]);
    expect(bodyOf(run.events[0])).toContain(target);
  });

  const each = (make: (name: string) => void) => {
    for (let index = 1; index <= 6; index++) make(`n${index}`);
  };
  const addDomains = () => each((name) => account.server.addDomain({ domain: `${name}.example` }));
});
