import { beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../simulator/account-faults.ts';
import { createMailbox } from '../simulator/account-state.ts';
import { told, type WatchedAccount, watchedAccount } from './account-watch-support.ts';

const MINUTE = 1 / 60;
let account: WatchedAccount;
const domain = (name = 'a.example') => {
  const found = account.server.account.domains.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const fault = (path: string, what: Fault, times?: number) =>
  account.server.fault({ path, fault: what, ...(times ? { times } : {}) });

beforeEach(async () => {
  account = await watchedAccount();
  await account.look();
});

const FAILURES: [string, Fault][] = [
  ['a 500', { kind: 'status', status: 500 }],
  ['a 404', { kind: 'status', status: 404 }],
  ['a web page', { kind: 'html' }],
  ['an empty body', { kind: 'empty' }],
  ['half of the JSON', { kind: 'text', text: '{"success":true,"data":[' }],
  ['success:false with a 200', { kind: 'refuse' }],
  ['another shape', { kind: 'data', data: 'later' }],
  ['a connection that is cut', { kind: 'close' }],
];
const FACETS = ['/pointers', '/forwarders', '/email-accounts', '/catch-all', '/spam/settings', ''];

describe('an answer that cannot be used changes nothing', () => {
  it.each(FAILURES)('%s, of anything', async (_what, what) => {
    const before = account.everything();
    for (const facet of FACETS) fault(`/domains/a.example${facet}`, what);
    for (const list of ['whitelist', 'blacklist']) fault(`*/spam/${list}`, what);
    const run = await account.look();
    expect(run).toMatchObject({ ok: true, events: [] });
    expect(run.message).toContain(
      "2 domains looked at, nothing changed. Not all of 1 domain (a.example) and the account's spam lists could be read, and what could not is as it was: ",
    );
    expect(account.everything()).toBe(before);
    account.server.clearFaults();
    expect(told(await account.look())).toEqual([]);
  });

  it.each(FAILURES.filter(([, { kind }]) => kind !== 'data'))(
    '%s instead of the domains: a failed scan',
    async (_what, what) => {
      const before = account.everything();
      fault('/domains', what);
      expect(await account.look()).toMatchObject({ ok: false, cancelled: false, events: [] });
      expect(account.everything()).toBe(before);
    },
  );

  it('what else changed is told all the same', async () => {
    fault('/domains/a.example/forwarders', { kind: 'status', status: 500 });
    domain().mailboxes.delete('bob');
    domain().forwarders.delete('info');
    expect(told(await account.look())).toEqual(['mailbox.delete bob@a.example']);
    account.server.clearFaults();
    expect(told(await account.look())).toEqual(['forwarder.delete info@a.example']);
  });

  it('refused credentials fail the scan with their own code', async () => {
    fault('*', { kind: 'status', status: 401 });
    expect(await account.look()).toMatchObject({ ok: false, errorCode: 'unauthorized' });
  });
});

describe('one odd record', () => {
  const record = (username: string, more = {}) => ({
    username,
    quota: 1000,
    usage: 500,
    limit: 400,
    sent: 0,
    suspended: false,
    ...more,
  });
  const list = (...data: unknown[]) => fault('/domains/a.example/email-accounts', { kind: 'data', data }, 1);

  it('is no deletion, and hides no change of its neighbours', async () => {
    list(record('ann', { quota: 700 }), { quota: 5 }, record('cleo'), record('new'));
    expect(told(await account.look())).toEqual([
      'mailbox.create new@a.example',
      'mailbox.quota_update ann@a.example',
    ]);
    list(record('ann', { quota: 700 }), record('bob'), record('cleo'), record('new'));
    expect(told(await account.look()), 'bob was there all the time').toEqual([]);
    expect(account.logged.join()).toContain('names no mailbox of a.example');
  });

  it('that came odd, after a whole list, is told once it has a name', async () => {
    domain().mailboxes.set('odd', createMailbox({ username: 'odd', quota: 1000, usage: 500, limit: 400 }));
    list(record('ann'), record('bob'), record('cleo'), null);
    expect(told(await account.look())).toEqual([]);
    expect(told(await account.look())).toEqual(['mailbox.create odd@a.example']);
    domain().mailboxes.delete('odd');
    expect(told(await account.look()), 'and is known from then on').toEqual(['mailbox.delete odd@a.example']);
  });

  it('that stays odd hides no creation', async () => {
    const known = [record('ann'), record('bob'), record('cleo')];
    list(...known, null);
    await account.look();
    list(...known, null, record('new'));
    expect(told(await account.look())).toEqual(['mailbox.create new@a.example']);
  });

  it('of the spam lists is no removal', async () => {
    account.server.account.whitelist.add('x@far.example');
    await account.look();
    fault('*/spam/whitelist', { kind: 'data', data: ['x@far.example', 7] });
    expect(told(await account.look())).toEqual([]);
  });
});

describe('a value that is not told is no change', () => {
  const answer = (change: Record<string, unknown>) =>
    fault(
      '/domains/a.example/email-accounts',
      {
        kind: 'data',
        data: ['ann', 'bob', 'cleo'].map((username) => ({
          username,
          quota: 1000,
          usage: 500,
          limit: 400,
          sent: 0,
          suspended: false,
          ...(username === 'ann' ? change : {}),
        })),
      },
      1,
    );

  it.each([
    ['quota', undefined],
    ['quota', 'unlimited'],
    ['limit', undefined],
    ['limit', null],
    ['limit', 'many'],
    ['suspended', undefined],
    ['suspended', 'perhaps'],
    ['quota', '1000'],
    ['limit', ' 400 '],
    ['suspended', '0'],
  ])('%s: %j', async (field, value) => {
    answer({ [field]: value });
    expect(told(await account.look())).toEqual([]);
    expect(told(await account.look())).toEqual([]);
  });

  it('what changed meanwhile is told as soon as it is', async () => {
    answer({ quota: undefined });
    await account.look();
    Object.assign(domain().mailboxes.get('ann') ?? {}, { quota: 2000 });
    const run = await account.look();
    expect(run.events[0]?.details).toMatchObject({ quotaMb: { before: 1000, after: 2000 } });
  });

  it('storage used and messages sent come and go', async () => {
    account.server.setUsage('ann@a.example', { usage: 999, sent: 300 });
    expect(told(await account.look())).toEqual([]);
  });

  it('a pointer without its kind is the same pointer', async () => {
    fault('*/a.example/pointers', { kind: 'data', data: ['P1.example', 'p2.example'] }, 1);
    expect(told(await account.look())).toEqual([]);
    expect(told(await account.look())).toEqual([]);
  });
});

describe('spelling and order are no changes', () => {
  it.each([
    [
      '/forwarders',
      [
        { alias: 'INFO', destinations: ['Ann@A.example'] },
        { alias: 'shop', destinations: ['Y@far.example', 'x@FAR.example'] },
      ],
    ],
    ['/pointers', { 'P2.EXAMPLE': 'redirect', 'p1.example.': 'ALIAS' }],
    [
      '/email-accounts',
      ['cleo', 'BOB', 'ann'].map((username) => ({ username, quota: 1000, usage: 5, limit: 400 })),
    ],
  ])('%s', async (facet, data) => {
    fault(`/domains/a.example${facet}`, { kind: 'data', data });
    expect(told(await account.look())).toEqual([]);
  });

  it('an international name in either form is one name, and asked for as MXroute spells it', async () => {
    const [unicode, ascii] = ['müller.example', 'xn--mller-kva.example'];
    const mailboxes = [{ username: 'm', limit: 400 }, { username: 'n' }];
    account.server.addDomain({ domain: ascii, mailboxes, forwarders: { f: [`x@${unicode}`] } });
    expect(told(await account.look())).toEqual([`domain.create ${unicode}`]);
    account.server.account.domains.delete(ascii);
    account.server.addDomain({ domain: unicode, mailboxes, forwarders: { f: [`x@${ascii}`] } });
    account.server.account.whitelist.add(`*@${unicode}`);
    expect(told(await account.look())).toEqual([`spam.whitelist_add *@${unicode}`]);
    account.server.account.whitelist.delete(`*@${unicode}`);
    account.server.account.whitelist.add(`*@${ascii}`);
    expect(told(await account.look())).toEqual([]);
    domain(unicode).mailboxes.delete('m');
    expect(told(await account.look(0, { only: [unicode] }))).toEqual([`mailbox.delete m@${unicode}`]);
  });
});

/** Everything that a person can tell a doubt by. */
const CALM = '2 domains looked at, nothing changed.';

describe('a domain list that is suddenly short is believed when it is seen twice, a scan apart', () => {
  it('no domains at all', async () => {
    const before = account.everything();
    fault('/domains', { kind: 'data', data: [] });
    const run = await account.look();
    expect(run).toMatchObject({ ok: true, events: [] });
    expect(run.message).toContain('MXroute listed no domains at all, though there were some before');
    expect(account.everything()).toBe(before);
    expect(told(await account.look(12))).toEqual(['domain.delete a.example', 'domain.delete b.example']);
    expect(told(await account.look(12)), 'once').toEqual([]);
  });

  it('a moment without domains passes without a trace', async () => {
    fault('/domains', { kind: 'data', data: [] }, 1);
    expect(told(await account.look())).toEqual([]);
    expect(told(await account.look())).toEqual([]);
    fault('/domains', { kind: 'data', data: [] }, 1);
    expect(told(await account.look()), 'the doubt does not outlive a good answer').toEqual([]);
  });

  it('a moment without domains, in the scan after one that found none either', async () => {
    fault('/domains', { kind: 'data', data: [] });
    expect((await account.look()).events).toEqual([]);
    account.server.clearFaults();
    fault('/domains', { kind: 'data', data: [] }, 1);
    expect(await account.look(72)).toMatchObject({ events: [], message: CALM });
  });

  it('is asked for a second time within the scan, a minute later, which does not count as another scan', async () => {
    fault('/domains', { kind: 'data', data: [] });
    let waits = 0;
    account.beforeSecondLook = () => ++waits > 0;
    expect(await account.look()).toMatchObject({ events: [], requests: 2 });
    expect(waits).toBe(1);
    expect(told(await account.look(1))).toHaveLength(2);
  });

  it('half of the domains', async () => {
    for (const name of ['c', 'd', 'e']) account.server.addDomain({ domain: `${name}.example` });
    await account.look();
    fault('/domains', { kind: 'data', data: ['a.example', 'b.example'] }, 4);
    const run = await account.look();
    expect(run.events).toEqual([]);
    expect(run.message).toBe(
      '2 domains looked at, nothing changed. MXroute suddenly left out 3 domains, kept as before: believed when it does so again.',
    );
    expect(told(await account.look())).toEqual([
      'domain.delete c.example',
      'domain.delete d.example',
      'domain.delete e.example',
    ]);
  });
});

describe('any other list is looked at a second time within the run', () => {
  it.each([
    [
      '/email-accounts',
      ['mailbox.delete ann@a.example', 'mailbox.delete bob@a.example', 'mailbox.delete cleo@a.example'],
    ],
    ['/forwarders', ['forwarder.delete info@a.example', 'forwarder.delete shop@a.example']],
    ['/pointers', ['pointer.delete p1.example', 'pointer.delete p2.example']],
    ['/spam/whitelist', ['spam.whitelist_remove *@newsletter.example']],
    ['/spam/blacklist', ['spam.blacklist_remove *@spam.example']],
  ])('all of a domain’s %s really gone at once: told once, for one request more', async (facet, expected) => {
    fault(`/domains/a.example${facet}`, { kind: 'data', data: [] });
    const run = await account.look();
    expect(told(run)).toEqual(expected);
    expect(run).toMatchObject({ ok: true, requests: 1 + 2 + 2 * 6 + 1 });
    expect(run.message).toBe(
      `2 domains looked at, ${expected.length} change${expected.length === 1 ? '' : 's'}.`,
    );
    expect(told(await account.look()), 'once').toEqual([]);
  });

  it.each(['/email-accounts', '/forwarders', '/pointers', '/spam/whitelist', '/spam/blacklist'])(
    'all of a domain’s %s gone for a moment: nobody is told, and nothing is forgotten',
    async (facet) => {
      const before = account.everything();
      account.beforeSecondLook = () => account.server.clearFaults() ?? true;
      fault(`/domains/a.example${facet}`, { kind: 'data', data: [] });
      expect(await account.look()).toMatchObject({ ok: true, events: [], message: CALM });
      expect(account.everything()).toBe(before);
      fault(`/domains/a.example${facet}`, { kind: 'data', data: [] });
      expect(told(await account.look()), 'the doubt does not outlive a good answer').toEqual([]);
    },
  );

  it('the only mailbox of a domain, deleted by somebody', async () => {
    domain('b.example').mailboxes.delete('dan');
    expect(told(await account.look())).toEqual(['mailbox.delete dan@b.example']);
  });

  it('in a look at one domain as well, at nothing but its doubted lists', async () => {
    domain().mailboxes.clear();
    domain('b.example').mailboxes.clear();
    const before = account.server.requests.length;
    const run = await account.look(1, { only: ['a.example'], priority: 'interactive' });
    expect(told(run)).toHaveLength(3);
    const paths = account.server.requests.slice(before).map(({ path }) => path);
    expect(paths.slice(6)).toEqual(['/domains/a.example/email-accounts']);
  });

  it('while it waits, progress stays where it was, and what came or changed is told already', async () => {
    for (const name of ['ann', 'bob', 'cleo']) domain().mailboxes.delete(name);
    domain().mailboxes.set('new', createMailbox({ username: 'new' }));
    const progress: unknown[] = [];
    account.beforeSecondLook = () => {
      progress.push('waits');
      expect(account.audit.events.map(({ target }) => target)).toEqual(['new@a.example']);
      return true;
    };
    const run = await account.look(12, { onProgress: (done, total) => progress.push([done, total]) });
    expect(progress.slice(-2)).toEqual([[2, 2], 'waits']);
    expect(told(run)).toEqual([
      'mailbox.create new@a.example',
      'mailbox.delete ann@a.example',
      'mailbox.delete bob@a.example',
      'mailbox.delete cleo@a.example',
    ]);
  });

  it('what is doubted is last seen when it was last listed', async () => {
    domain().mailboxes.clear();
    const run = await account.look(12);
    expect(run.events[0]?.details).toMatchObject({ readAt: '2026-01-05T20:00:00.000Z' });
  });

  it('does not wait where a long scan has let the minute pass', async () => {
    domain().mailboxes.clear();
    account.beforeSecondLook = () => expect.fail('waited');
    const run = await account.look(12, { onProgress: (done) => done === 2 && account.pass(2 * MINUTE) });
    expect(told(run)).toHaveLength(3);
  });

  it('killed between the two, the next run tells it, once', async () => {
    domain().mailboxes.clear();
    const waiting = new Promise<void>((resolve) => {
      account.beforeSecondLook = () => resolve() ?? false;
    });
    void account.look();
    await waiting;
    account.beforeSecondLook = undefined;
    account.restart();
    expect(told(await account.look(2 * MINUTE))).toHaveLength(3);
    expect(told(await account.look())).toEqual([]);
    expect(account.audit.events).toHaveLength(3);
  });

  it('cancelled between the two, it ends at once, what was found stands, and the next run settles it', async () => {
    domain().mailboxes.clear();
    domain().forwarders.set('new', ['x@b.example']);
    const cancel = new AbortController();
    account.beforeSecondLook = () => setImmediate(() => cancel.abort()) && false;
    const run = await account.look(12, { signal: cancel.signal });
    expect(run).toMatchObject({ ok: true, cancelled: false });
    expect(told(run)).toEqual(['forwarder.create new@a.example']);
    expect(run.message).toContain(
      '1 list came back shorter than before: believed when MXroute says so again.',
    );
    account.beforeSecondLook = undefined;
    expect(told(await account.look())).toHaveLength(3);
  });

  it('where the second look fails, or the disk is full, the doubt is left to the next run', async () => {
    domain().mailboxes.clear();
    account.beforeSecondLook = () => {
      fault('*', { kind: 'status', status: 500 });
      return true;
    };
    expect(await account.look()).toMatchObject({ ok: true, events: [] });
    account.server.clearFaults();
    account.beforeSecondLook = undefined;
    expect(told(await account.look())).toHaveLength(3);

    domain('b.example').mailboxes.clear();
    account.beforeSecondLook = () => (account.audit.failing = true);
    expect(await account.look()).toMatchObject({ ok: true, events: [] });
    account.audit.failing = false;
    account.beforeSecondLook = undefined;
    expect(told(await account.look())).toEqual(['mailbox.delete dan@b.example']);
  });

  it.each([
    ['back', -24],
    ['back by some seconds', -0.5 * MINUTE],
    ['forth', 24],
  ])(
    'a clock that is set %s between the two makes nobody believe too soon, or never: a third one decides',
    async (_how, hours) => {
      domain().mailboxes.clear();
      let looks = 0;
      account.beforeSecondLook = () => (++looks === 1 ? account.pass(hours) : undefined) ?? true;
      expect(told(await account.look())).toHaveLength(3);
      expect(looks).toBe(2);
      expect(told(await account.look())).toEqual([]);
    },
  );

  it('some of many are believed at once', async () => {
    domain().mailboxes.delete('ann');
    domain().mailboxes.delete('bob');
    expect(told(await account.look())).toEqual([
      'mailbox.delete ann@a.example',
      'mailbox.delete bob@a.example',
    ]);
  });
});
